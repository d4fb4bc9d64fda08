#include "people/team_saving.hpp"

#include "base/text.hpp"
#include "people/directory.hpp"
#include "people/fields.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace koebel::people {

namespace {

constexpr auto kTeamsText = "SELECT " + kTeamColumns + " FROM team t WHERE t.removed = 0 ORDER BY t.folded, t.id";
constexpr store::Sql kTeams{"people.teams", kTeamsText};
constexpr store::Sql kWriteTeam{
    "people.write_team",
    "INSERT INTO team (id, key, name, folded, parent_id, colour, place, work) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
    " ON CONFLICT (id) DO UPDATE SET key = excluded.key, name = excluded.name, folded = excluded.folded,"
    " parent_id = excluded.parent_id, colour = excluded.colour, place = excluded.place, work = excluded.work"
};
constexpr store::Sql kForgetMembers{"people.forget_team_members", "DELETE FROM membership WHERE team_id = $1"};
constexpr store::Sql kRemove{
    "people.remove_team", "UPDATE team SET removed = 1, parent_id = NULL, key = id WHERE id = $1"
};

using Teams = std::map<TeamId, Team>;

Teams living(store::Reader& reader) {
    Teams teams;
    for (auto& team : reader.rows<Team>(kTeams)) teams.emplace(team.id, std::move(team));
    return teams;
}

/// Whether `team` stands above `start`, or is it.
bool is_above(const Teams& teams, const TeamId& team, TeamId start) {
    for (std::size_t step = 0; step <= teams.size() && !start.empty(); ++step) {
        if (start == team) return true;
        const auto above = teams.find(start);
        start = above == teams.end() ? TeamId{} : above->second.parent;
    }
    return false;
}

bool is_free(const Teams& teams, const std::string& key, const TeamId& for_which) {
    return std::ranges::none_of(teams, [&](const auto& one) {
        return one.second.key == key && one.first != for_which;
    });
}

Result<std::string> key_for(const Teams& teams, const v1::SaveTeamRequest& request, const Team& team) {
    if (!trimmed(request.key()).empty()) {
        auto key = checked_key(request.key(), kKeyCharacters);
        if (key && !is_free(teams, *key, team.id)) return refuse(Code::kAlreadyExists, "KEY_TAKEN");
        return key;
    }
    if (!team.key.empty()) return team.key;
    const auto made = key_of_name(team.name, kKeyCharacters, "team");
    int attempt = 1;
    while (!is_free(teams, numbered_key(made, attempt, kKeyCharacters), team.id)) ++attempt;
    return numbered_key(made, attempt, kKeyCharacters);
}

}  // namespace

v1::ListTeamsResponse list_teams(store::Reader& reader) {
    v1::ListTeamsResponse response;
    for (const auto& team : reader.rows<Team>(kTeams)) {
        auto* message = response.add_teams();
        message->set_id(team.id.text());
        message->set_key(team.key);
        message->set_name(team.name);
        message->set_colour(team.colour);
        message->set_parent_id(team.parent.text());
        message->set_size(team.size);
        message->set_place(team.place);
        message->set_work(team.work);
    }
    return response;
}

Result<TeamId> save_team(store::Transaction& tx, const v1::SaveTeamRequest& request) {
    const auto teams = living(tx);
    const auto known = teams.find(TeamId{request.team_id()});
    if (!request.team_id().empty() && known == teams.end()) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
    auto team = known == teams.end() ? Team{} : known->second;

    auto name = checked_name(request.name(), kNameCharacters);
    if (!name) return std::unexpected(std::move(name.error()));
    team.name = *std::move(name);
    auto key = key_for(teams, request, team);
    if (!key) return std::unexpected(std::move(key.error()));
    team.key = *std::move(key);
    if (!request.colour().empty()) team.colour = request.colour();
    if (team.colour.empty()) team.colour = kColours[teams.size() % kColours.size()];
    if (!is_colour(team.colour)) return refuse(Code::kInvalidArgument, "COLOUR_UNKNOWN");
    team.parent = TeamId{request.parent_id()};
    if (!team.parent.empty() && !teams.contains(team.parent)) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
    if (!team.id.empty() && is_above(teams, team.id, team.parent)) {
        return refuse(Code::kFailedPrecondition, "TEAM_CYCLE");
    }
    if (request.has_place()) {
        auto place = checked_text(request.place(), kPlaceCharacters);
        if (!place) return std::unexpected(std::move(place.error()));
        team.place = *std::move(place);
    }
    if (request.has_work()) {
        if (!v1::Work_IsValid(request.work())) return refuse(Code::kInvalidArgument, "WORK_INVALID");
        team.work = request.work();
    }
    if (team.id.empty()) team.id = TeamId{tx.new_id()};
    const auto parent = team.parent.empty() ? std::optional<TeamId>{} : team.parent;
    const auto work = static_cast<std::int64_t>(team.work);
    tx.run(kWriteTeam, team.id, team.key, team.name, name_form(team.name), parent, team.colour, team.place, work);
    write_name_parts(tx, team.id, team.name);
    return team.id;
}

Result<void> remove_team(store::Transaction& tx, const TeamId& team) {
    const auto teams = living(tx);
    const auto known = teams.find(team);
    if (known == teams.end()) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
    const bool has_below = std::ranges::any_of(teams, [&](const auto& one) { return one.second.parent == team; });
    if (has_below || known->second.size > 0) return refuse(Code::kFailedPrecondition, "TEAM_NOT_EMPTY");
    tx.run(kForgetMembers, team);
    write_name_parts(tx, team, "");
    tx.run(kRemove, team);
    return {};
}

}  // namespace koebel::people
