#include "people/team.hpp"

#include <tuple>
#include <utility>

namespace koebel::people {

namespace {

constexpr auto kTeamsByIdText = "SELECT " + kTeamColumns + " FROM team t WHERE t.id IN @list($1)";
constexpr store::Sql kTeamsById{"people.teams_by_id", kTeamsByIdText};

constexpr store::Sql kLiving{"people.living_teams", "SELECT id FROM team WHERE id IN @list($1) AND removed = 0"};

constexpr auto kOfText = "SELECT " + kTeamColumns +
                         " FROM membership own JOIN team t ON t.id = own.team_id"
                         " WHERE own.person_id = $1 ORDER BY own.ordinal";
constexpr store::Sql kOf{"people.teams_of", kOfText};

constexpr auto kOfAllText = "SELECT " + kTeamColumns +
                            " FROM team t WHERE t.id IN"
                            " (SELECT own.team_id FROM membership own WHERE own.person_id IN @list($1))";
constexpr store::Sql kOfAll{"people.teams_of_all", kOfAllText};

constexpr store::Sql kMainTeamNames{
    "people.main_team_names",
    "SELECT m.person_id, t.name FROM membership m JOIN team t ON t.id = m.team_id"
    " WHERE m.ordinal = 0 AND m.person_id IN @list($1)"
};

constexpr auto kMembersText = "SELECT " + kPersonColumns +
                              " FROM membership of_team JOIN person p ON p.id = of_team.person_id" + kPersonJoins +
                              " WHERE of_team.team_id = $1 AND p.active = 1 ORDER BY p.folded, p.id";
constexpr store::Sql kMembers{"people.members_of", kMembersText};

}  // namespace

Team Team::from(const store::Row& row) {
    return Team{
        .id = row.get<TeamId>(0),
        .key = row.text(1),
        .name = row.text(2),
        .colour = row.text(3),
        .parent = row.get<TeamId>(4),
        .size = row.get<std::uint32_t>(5),
        .place = row.text(6),
        .work = static_cast<v1::Work>(row.integer(7)),
    };
}

store::Query<Team> teams_by_id(const std::vector<TeamId>& ids) {
    return store::query<Team>(kTeamsById, ids);
}

store::Query<TeamId> living_teams(const std::vector<TeamId>& ids) {
    return store::query<TeamId>(kLiving, ids);
}

store::Query<Team> teams_of(const PersonId& person) {
    return store::query<Team>(kOf, person);
}

store::Query<Team> teams_of_all(const std::vector<PersonId>& people) {
    return store::query<Team>(kOfAll, people);
}

std::map<PersonId, std::string> main_team_names(store::Reader& reader, const std::vector<Person>& people) {
    std::vector<PersonId> ids;
    ids.reserve(people.size());
    for (const auto& person : people) ids.push_back(person.id);
    std::map<PersonId, std::string> names;
    for (auto& [person, name] : reader.rows<std::tuple<PersonId, std::string>>(kMainTeamNames, ids)) {
        names.emplace(std::move(person), std::move(name));
    }
    return names;
}

store::Query<Person> members_of(const TeamId& team) {
    return store::query<Person>(kMembers, team);
}

v1::TeamCard card(const Team& team) {
    v1::TeamCard message;
    message.set_id(team.id.text());
    message.set_name(team.name);
    message.set_colour(team.colour);
    message.set_size(team.size);
    return message;
}

}  // namespace koebel::people
