#pragma once

#include "base/result.hpp"
#include "people/team.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/administration.pb.h>

namespace koebel::people {

/// Every team that was not removed, by name.
[[nodiscard]] v1::ListTeamsResponse list_teams(store::Reader& reader);

/// Adds or changes a team. See AdministrationService.SaveTeam for what it refuses.
[[nodiscard]] Result<TeamId> save_team(store::Transaction& tx, const v1::SaveTeamRequest& request);

/// Takes a team out of every list; what was said to it stays. Whoever left the organisation leaves it with that.
/// Refuses with
///   kNotFound            TEAM_NOT_FOUND
///   kFailedPrecondition  TEAM_NOT_EMPTY
[[nodiscard]] Result<void> remove_team(store::Transaction& tx, const TeamId& team);

}  // namespace koebel::people
