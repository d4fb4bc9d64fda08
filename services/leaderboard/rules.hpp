#pragma once

#include "base/id.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace koebel::leaderboard {

// What makes boards fair. Pure: no clock, no I/O.

/// One full thank-you.
inline constexpr std::int64_t kPoint = 2'520;

/// Teams smaller than this are on no board (PRODUCT.md, rule 7).
inline constexpr std::int64_t kSmallestTeam = 5;

/// How many are named; below them only one's own place and its neighbours.
inline constexpr std::size_t kNamed = 10;

/// Neighbours told on each side of one's own place.
inline constexpr std::size_t kNeighbours = 2;

/// What `living` thank-yous of one person to another are worth in a period: Σ ⌊2520/i⌋ for i from 1. The second counts
/// half, the third a third: thanks between the same two are damped, and their order does not matter.
[[nodiscard]] std::int64_t units_of_pair(std::int64_t living);

/// What the n-th of them adds.
[[nodiscard]] std::int64_t units_of_nth(std::int64_t n);

/// Seconds from a period's start, as far as a score can tell them apart: 0 to 2^25 - 1, a year and 23 days.
[[nodiscard]] std::int64_t reached_at(Instant from, Instant at);

/// The order of a board as one whole number, exact as a double: ascending, more units first, of equal units who was
/// there first. The column `score` of SQL, and Redis. Throws std::logic_error for 2^28 units and more.
[[nodiscard]] std::int64_t score_of(std::int64_t units, std::int64_t reached);
[[nodiscard]] std::int64_t units_of_score(std::int64_t score);
/// Scores below it have more units.
[[nodiscard]] std::int64_t first_score_of(std::int64_t units);

/// A team's thanks in a period.
struct TeamThanks {
    TeamId team;
    std::int64_t heads = 0;   ///< at the period's start
    std::int64_t thanks = 0;  ///< that touched it
    std::int64_t reached = 0;
};

/// A team on its board.
struct TeamPlace {
    TeamId team;
    std::uint32_t rank = 0;
    double score = 0;  ///< thanks per head, shrunk
};

/// The board of teams: (thanks + k · mean) / (heads + k), where mean is the thanks per head of all these teams together
/// and k = `weight`: a team is believed as if it had k people more who were thanked like everybody. Teams below
/// kSmallestTeam and teams without thanks are left out (the former of the mean, too). Ranks are decided by whole
/// numbers, never by rounded ones.
///
/// It is the mean of a rate's posterior under the Gamma prior (k · mean, k): Gelman et al., Bayesian Data Analysis, 3rd
/// edition, section 2.6, there for cancer rates by county, where small ones head and tail every plain list.
[[nodiscard]] std::vector<TeamPlace> rank_teams(const std::vector<TeamThanks>& teams, std::int64_t weight);

}  // namespace koebel::leaderboard
