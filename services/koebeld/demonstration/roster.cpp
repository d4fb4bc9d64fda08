#include "koebeld/demonstration/roster.hpp"

#include <algorithm>
#include <stdexcept>
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

PersonId Roster::person(std::string_view key) const {
    const auto found = std::ranges::find(members, key, &Member::key);
    if (found == members.end()) throw std::logic_error("demonstration: nobody is " + std::string{key});
    return found->id;
}

ValueId Roster::value(std::string_view key) const {
    const auto found = values.find(key);
    if (found == values.end()) throw std::logic_error("demonstration: no value is " + std::string{key});
    return found->second;
}

}  // namespace koebel::demonstration
