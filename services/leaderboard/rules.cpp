#include "leaderboard/rules.hpp"

#include <algorithm>
#include <stdexcept>

namespace koebel::leaderboard {
namespace {

constexpr std::int64_t kReachedBits = 25;
constexpr std::int64_t kReachedEnd = std::int64_t{1} << kReachedBits;
constexpr std::int64_t kUnitsEnd = std::int64_t{1} << 28;

__extension__ using Wide = __int128;  // a product of four counts

}  // namespace

std::int64_t units_of_nth(std::int64_t n) {
    return kPoint / n;
}

std::int64_t units_of_pair(std::int64_t living) {
    std::int64_t units = 0;
    for (std::int64_t i = 1; i <= std::min(living, kPoint); ++i) units += units_of_nth(i);
    return units;
}

std::int64_t reached_at(Instant from, Instant at) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at - from).count();
    return std::clamp<std::int64_t>(seconds, 0, kReachedEnd - 1);
}

std::int64_t score_of(std::int64_t units, std::int64_t reached) {
    if (units < 0 || units >= kUnitsEnd) throw std::logic_error("a board's units are out of bounds");
    return reached - units * kReachedEnd;
}

std::int64_t units_of_score(std::int64_t score) {
    return (kReachedEnd - 1 - score) / kReachedEnd;
}

std::int64_t first_score_of(std::int64_t units) {
    return -units * kReachedEnd;
}

std::vector<TeamPlace> rank_teams(const std::vector<TeamThanks>& teams, std::int64_t weight) {
    Wide heads = 0;
    Wide thanks = 0;
    std::vector<const TeamThanks*> order;
    for (const auto& team : teams) {
        if (team.heads < kSmallestTeam) continue;
        heads += team.heads;
        thanks += team.thanks;
        if (team.thanks > 0) order.push_back(&team);
    }
    // (thanks + k · mean) / (heads + k), both sides times the heads of all: a fraction of whole numbers.
    const auto above = [&](const TeamThanks& team) { return team.thanks * heads + weight * thanks; };
    const auto below = [&](const TeamThanks& team) { return team.heads + Wide{weight}; };
    const auto more = [&](const TeamThanks& a, const TeamThanks& b) {
        return above(a) * below(b) > above(b) * below(a);
    };
    std::ranges::sort(order, [&](const TeamThanks* a, const TeamThanks* b) {
        if (more(*a, *b) || more(*b, *a)) return more(*a, *b);
        return std::tie(a->reached, a->team) < std::tie(b->reached, b->team);
    });

    std::vector<TeamPlace> places;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& team = *order[i];
        const bool is_tie = i > 0 && !more(*order[i - 1], team);
        places.push_back({
            .team = team.team,
            .rank = is_tie ? places.back().rank : static_cast<std::uint32_t>(i + 1),
            .score = static_cast<double>(above(team)) / static_cast<double>(heads * below(team)),
        });
    }
    return places;
}

}  // namespace koebel::leaderboard
