#pragma once

#include "leaderboard/period.hpp"
#include "leaderboard/rules.hpp"
#include "store/transaction.hpp"

#include <vector>

namespace koebel::leaderboard {

/// The board of teams of a period. Always by SQL: there are few teams, and each thank-you moves the mean, and so all of
/// them.
[[nodiscard]] std::vector<TeamPlace> read_teams(store::Reader& reader, const Period& period, std::int64_t weight);

}  // namespace koebel::leaderboard
