#include "game/counting.hpp"

#include "base/static_text.hpp"
#include "people/visible_to.hpp"

#include <algorithm>

namespace koebel::game {

namespace {

// Each is one walk through recognition_for_everyone; a cross join keeps SQLite from walking otherwise.

constexpr auto kWithinDays = static_text("r.given_at >= $1 AND r.given_at < $2 AND ");

constexpr auto kGivenText = "SELECT COUNT(*) FROM recognition r WHERE " + kWithinDays + people::kGivenToEveryone;
constexpr store::Sql kGivenWithin{"game.given", kGivenText};

constexpr auto kWithValueText = "SELECT COUNT(*) FROM recognition r CROSS JOIN recognition_value carried WHERE " +
                                kWithinDays + people::kGivenToEveryone +
                                " AND carried.recognition_id = r.id AND carried.value_id = $3";
constexpr store::Sql kWithValue{"game.with_value", kWithValueText};

constexpr auto kTookPartText =
    "SELECT COUNT(*) FROM (SELECT r.giver_id FROM recognition r WHERE " + kWithinDays + people::kGivenToEveryone +
    " UNION SELECT said.person_id FROM recognition r CROSS JOIN recognition_recipient said WHERE " + kWithinDays +
    people::kGivenToEveryone +
    " AND r.team_id IS NULL AND said.recognition_id = r.id AND said.withheld <> 1) one_of_them";
constexpr store::Sql kTookPart{"game.took_part", kTookPartText};

// Whether the team t has five people.
constexpr auto kIsOfFive = static_text(
    "(SELECT COUNT(*) FROM (SELECT 1 FROM membership m JOIN person p ON p.id = m.person_id AND p.active = 1"
    " WHERE m.team_id = t.id LIMIT 5) heads) = 5"
);
static_assert(kSmallestGroup == 5);

constexpr auto kTeamsTouchedText =
    "SELECT COUNT(*) FROM (SELECT DISTINCT touched.team_id AS id FROM recognition r CROSS JOIN recognition_team touched"
    " WHERE " +
    kWithinDays + people::kGivenToEveryone + " AND touched.recognition_id = r.id) t WHERE " + kIsOfFive;
constexpr store::Sql kTeamsTouched{"game.teams_touched", kTeamsTouchedText};

constexpr auto kTeamsThereText = "SELECT COUNT(*) FROM team t WHERE t.removed = 0 AND " + kIsOfFive;
constexpr store::Sql kTeamsThere{"game.teams_there", kTeamsThereText};

constexpr store::Sql kPeopleThere{"game.people_there", "SELECT COUNT(*) FROM person WHERE active = 1"};

}  // namespace

const store::Sql& statement_of(v1::GoalKind kind) {
    switch (kind) {
        case v1::GOAL_KIND_VALUE:
            return kWithValue;
        case v1::GOAL_KIND_PARTICIPATION:
            return kTookPart;
        case v1::GOAL_KIND_TEAMS_REACHED:
            return kTeamsTouched;
        default:
            return kGivenWithin;
    }
}

std::uint32_t count(store::Reader& reader, const Zone& zone, const Measure& measure) {
    const auto [from, until] = bounds_of(zone, measure);
    const auto& statement = statement_of(measure.kind);
    const auto counted = measure.kind == v1::GOAL_KIND_VALUE
                             ? reader.row<std::uint32_t>(statement, from, until, measure.value)
                             : reader.row<std::uint32_t>(statement, from, until);
    return counted.value_or(0);
}

std::uint32_t most_of(store::Reader& reader, v1::GoalKind kind) {
    if (kind == v1::GOAL_KIND_TEAMS_REACHED) return reader.row<std::uint32_t>(kTeamsThere).value_or(0);
    if (kind == v1::GOAL_KIND_PARTICIPATION) {
        const auto there = count_people(reader);
        return there - std::min(there, kSmallestGroup);
    }
    return kMostTarget;
}

std::uint32_t count_people(store::Reader& reader) {
    return reader.row<std::uint32_t>(kPeopleThere).value_or(0);
}

}  // namespace koebel::game
