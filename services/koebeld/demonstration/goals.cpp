#include "koebeld/demonstration/goals.hpp"

#include "game/counting.hpp"
#include "game/repository.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace koebel::demonstration {
namespace {

using std::chrono::days;

constexpr store::Sql kCurator{
    "demonstration.curator",
    "SELECT p.id FROM person p JOIN person_role given ON given.person_id = p.id AND given.role = 3 ORDER BY p.key "
    "LIMIT 1"
};

constexpr std::string_view kValue = "tafel";

/// Down to whole fives.
std::uint32_t rounded(std::uint32_t number) {
    return std::max(game::kLeastTarget, number / 5 * 5);
}

}  // namespace

void set_goals(store::Transaction& tx, const Roster& roster, const Zone& zone, std::string_view language) {
    const auto curator = tx.row<PersonId>(kCurator);
    const auto value = roster.values.find(kValue);
    if (!curator || value == roster.values.end()) return;
    const bool english = language == "en";
    const auto today = zone.local_day(tx.now());

    game::Plan runs{
        .title = english ? "A happy customer every day" : "Elke dag een blije klant",
        .measure = {.kind = v1::GOAL_KIND_COUNT, .first = today - days{45}, .last = today + days{30}},
    };
    runs.target = rounded(game::count(tx, zone, runs.measure) * 10 / 7);
    game::seed_goal(tx, runs, *curator, std::nullopt);

    game::Plan reached{
        .title = english ? "A seat for the customer, every week" : "De klant schuift aan, elke week",
        .measure =
            {.kind = v1::GOAL_KIND_VALUE, .value = value->second, .first = today - days{90}, .last = today - days{20}},
    };
    reached.target = rounded(game::count(tx, zone, reached.measure));
    const auto at = zone.to_instant(reached.measure.last - days{3} + std::chrono::hours{15});
    game::seed_goal(tx, reached, *curator, at);
}

}  // namespace koebel::demonstration
