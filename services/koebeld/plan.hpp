#pragma once

#include "base/zone.hpp"
#include "koebeld/settings.hpp"
#include "show/repository.hpp"
#include "store/schedule.hpp"
#include "store/transaction.hpp"
#include "story/nominating.hpp"

namespace koebel {

/// Everything that is done at its time, by whichever node comes first.
void keep_plan(store::Schedule& schedule, const Settings& settings);

/// What follows when a show moves or goes: whether it may, story's nominees, studio's rundown, and where screens hear
/// of it.
[[nodiscard]] show::Following show_following();
/// What follows when a nomination is taken back: studio's stories.
[[nodiscard]] story::Following nomination_following();

/// By whose clock: UTC in a database that has no organisation yet.
[[nodiscard]] Zone zone_of_organisation(store::Reader& reader);

}  // namespace koebel
