#pragma once

#include <chrono>
#include <cstdint>

namespace koebel::leaderboard {

/// The room's limits. Defaults here; koebeld's option table fills them and holds the bounds.
struct Settings {
    /// How many average people a team's thanks per head are mixed with; 0 to 1,000. 0: plain thanks per head.
    std::int64_t team_weight = 10;
    /// How long closed periods are kept; 35 to 3,650 days.
    std::chrono::days kept{800};
    /// Between two States of a board; 250 to 10,000 ms: at most four a second.
    std::chrono::milliseconds pause{250};
};

}  // namespace koebel::leaderboard
