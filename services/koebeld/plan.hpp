#pragma once

#include "base/zone.hpp"
#include "koebeld/settings.hpp"
#include "show/repository.hpp"
#include "store/schedule.hpp"
#include "store/transaction.hpp"

namespace koebel {

/// Everything that is done at its time, by whichever node comes first.
void keep_plan(store::Schedule& schedule, const Settings& settings);

/// What follows when a show moves: story's nominees, and where screens hear of it.
[[nodiscard]] show::Following show_following();

/// By whose clock: UTC in a database that has no organisation yet.
[[nodiscard]] Zone zone_of_organisation(store::Reader& reader);

}  // namespace koebel
