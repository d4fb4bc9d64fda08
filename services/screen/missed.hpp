#pragma once

#include "screen/screen.hpp"
#include "screen/settings.hpp"
#include "store/schedule.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/fleet.pb.h>

namespace koebel::screen {

// A screen that has given signs and gives none for Settings::missed, all of it within its waking hours, is missed: who
// looks after it is told, once. One that nobody looks after is every administrator's.

/// Looks which screens are missed since the last time, and tells who looks after them.
void look_for_missed(store::Transaction& tx, const Settings& settings);

/// It gave a sign: who looks after it is told.
void seen_again(store::Transaction& tx, const Screen& screen);

/// The missed screens somebody looks after, by name.
[[nodiscard]] v1::ListMissedScreensResponse missed_screens(store::Reader& reader, const PersonId& viewer);

/// Looks each minute, and forgets each night what Settings says.
void keep_fleet(store::Schedule& schedule, const Settings& settings);

}  // namespace koebel::screen
