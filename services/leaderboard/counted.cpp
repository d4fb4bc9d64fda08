#include "leaderboard/standings.hpp"

#include "people/visible_to.hpp"

namespace koebel::leaderboard {
namespace {

constexpr auto kCountedText =
    "SELECT r.giver_id, r.given_at, r.week, r.month, r.quarter, r.year FROM recognition r WHERE r.id = $1 AND " +
    people::kGivenToEveryone;
constexpr store::Sql kCounted{"leaderboard.counted", kCountedText};

constexpr auto kPeopleText =
    "SELECT said.person_id FROM recognition r JOIN recognition_recipient said"
    " ON said.recognition_id = r.id WHERE r.id = $1 AND r.team_id IS NULL AND " +
    people::kGivenToEveryone + " ORDER BY said.ordinal";
constexpr store::Sql kPeople{"leaderboard.counted_people", kPeopleText};

constexpr auto kValuesText =
    "SELECT carried.value_id FROM recognition r JOIN recognition_value carried"
    " ON carried.recognition_id = r.id WHERE r.id = $1 AND r.team_id IS NULL AND " +
    people::kGivenToEveryone + " ORDER BY carried.ordinal";
constexpr store::Sql kCountedValues{"leaderboard.counted_values", kValuesText};

constexpr auto kCountedTeamsText =
    "SELECT touched.team_id FROM recognition r JOIN recognition_team touched"
    " ON touched.recognition_id = r.id WHERE r.id = $1 AND " +
    people::kGivenToEveryone;
constexpr store::Sql kCountedTeams{"leaderboard.counted_teams", kCountedTeamsText};

struct CountedRow {
    PersonId giver;
    Instant given_at;
    Periods periods;

    static CountedRow from(const store::Row& row) {
        return {
            row.get<PersonId>(0),
            row.get<Instant>(1),
            {.week = row.integer(2), .month = row.integer(3), .quarter = row.integer(4), .year = row.integer(5)},
        };
    }
};

}  // namespace

std::optional<Counted> counted(store::Reader& reader, const RecognitionId& id) {
    auto [rows, people, values, teams] = reader.read(
        store::query<CountedRow>(kCounted, id),
        store::query<PersonId>(kPeople, id),
        store::query<ValueId>(kCountedValues, id),
        store::query<TeamId>(kCountedTeams, id)
    );
    if (rows.empty()) return std::nullopt;
    const auto& row = rows.front();
    return Counted{
        .thanks =
            {
                .giver = row.giver,
                .people = std::move(people),
                .values = std::move(values),
                .teams = std::move(teams),
                .given_at = row.given_at,
            },
        .periods = row.periods,
    };
}

}  // namespace koebel::leaderboard
