#pragma once

#include "base/zone.hpp"
#include "koebeld/demonstration/roster.hpp"
#include "store/transaction.hpp"

#include <string_view>

namespace koebel::demonstration {

/// A show that was held last month, and one for which colleagues are nominated now, with what nominations.*.txt says.
void plan_shows(store::Transaction& tx, const Roster& roster, const Zone& zone, std::string_view language);

}  // namespace koebel::demonstration
