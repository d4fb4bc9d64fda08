#pragma once

#include "base/id.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "studio/story.hpp"

#include <vector>

namespace koebel::studio {

/// A story is there, changed or about to go: tells the pages of curators who make something of it. The place in the log
/// of the last entry; 0: nobody was told.
std::uint64_t tell_story(store::Transaction& tx, const show::ShowId& show, const StoryId& story);

/// The rundown changed, or more than one story: tells every curator's pages.
std::uint64_t tell_studio(store::Transaction& tx, const show::ShowId& show);

/// What somebody is asked changed.
std::uint64_t tell_asked(store::Transaction& tx, const PersonId& person);

}  // namespace koebel::studio
