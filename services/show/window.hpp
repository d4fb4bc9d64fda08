#pragma once

#include "show/repository.hpp"
#include "show/show.hpp"
#include "store/schedule.hpp"

namespace koebel::show {

// Windows open and close by themselves: one plan for each show, for the next of the two.

/// The next time at which its window opens or closes; none when it has closed.
void plan_window(store::Transaction& tx, const Show& show);
void forget_window(store::Transaction& tx, const ShowId& id);

/// Before the schedule starts.
void keep_windows(store::Schedule& schedule, Following following);

}  // namespace koebel::show
