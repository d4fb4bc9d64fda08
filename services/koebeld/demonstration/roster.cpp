#include "koebeld/demonstration/roster.hpp"

#include <algorithm>
#include <tuple>

namespace koebel::demonstration {
namespace {

constexpr store::Sql kMembers{
    "demonstration.members",
    "SELECT p.id, p.key, p.given_name, t.key FROM person p"
    " JOIN membership m ON m.person_id = p.id AND m.ordinal = 0 JOIN team t ON t.id = m.team_id WHERE p.active = 1",
};
constexpr store::Sql kTeams{"demonstration.teams", "SELECT key, id FROM team"};
constexpr store::Sql kValues{"demonstration.values", "SELECT key, id FROM value"};

}  // namespace

Member Member::from(const store::Row& row) {
    return {
        .id = row.get<PersonId>(0),
        .key = row.get<std::string>(1),
        .given_name = row.get<std::string>(2),
        .team = row.get<std::string>(3),
    };
}

Roster Roster::read(store::Reader& reader) {
    auto [members, teams, values] = reader.read(
        store::query<Member>(kMembers),
        store::query<std::tuple<std::string, TeamId>>(kTeams),
        store::query<std::tuple<std::string, ValueId>>(kValues)
    );
    // Databases sort text differently; here it is bytes.
    std::ranges::sort(members, {}, &Member::key);
    Roster roster{.members = std::move(members), .teams = {}, .values = {}};
    for (const auto& [key, id] : teams) roster.teams.emplace(key, id);
    for (const auto& [key, id] : values) roster.values.emplace(key, id);
    return roster;
}

}  // namespace koebel::demonstration
