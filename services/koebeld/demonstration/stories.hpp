#pragma once

#include "koebeld/demonstration/roster.hpp"
#include "koebeld/demonstration/shows.hpp"
#include "store/transaction.hpp"

#include <string_view>

namespace koebel::demonstration {

/// What shows told, and what a curator began for the next one: stories.*.txt, with pictures drawn for it.
void tell_stories(store::Transaction& tx, const Roster& roster, const ShowsByName& shows, std::string_view language);

}  // namespace koebel::demonstration
