#include "recognition/suggestions.hpp"

#include "base/text.hpp"
#include "people/away.hpp"
#include "people/directory.hpp"
#include "people/organisation.hpp"
#include "people/team.hpp"
#include "people/visible_to.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <functional>
#include <set>

namespace koebel::recognition {
namespace {

constexpr auto kThankedLatelyText =
    "SELECT said_to.person_id FROM recognition r JOIN recognition_recipient said_to ON said_to.recognition_id = r.id"
    " JOIN person p ON p.id = said_to.person_id"
    " WHERE r.giver_id = $1 AND r.team_id IS NULL AND p.active = 1 AND " +
    people::kIsHere + " AND " + people::visible_to("$1") +
    " GROUP BY said_to.person_id HAVING MAX(r.given_at) >= $2 ORDER BY MAX(r.position) DESC LIMIT $3";
constexpr store::Sql kThankedLately{"recognition.thanked_lately", kThankedLatelyText};

// Whom the person thanked, the last time before $2: in the order of kElsewhere, so that neither the oldest nor the
// most frequent stands first every day.
constexpr auto kThankedLongAgoText =
    "SELECT said_to.person_id FROM recognition r JOIN recognition_recipient said_to ON said_to.recognition_id = r.id"
    " JOIN person p ON p.id = said_to.person_id"
    " WHERE r.giver_id = $1 AND r.team_id IS NULL AND p.active = 1 AND " +
    people::kIsHere + " AND " + people::visible_to("$1") +
    " GROUP BY said_to.person_id HAVING MAX(r.given_at) < $2"
    " ORDER BY CASE WHEN substr(said_to.person_id, 25) >= $3 THEN 0 ELSE 1 END, substr(said_to.person_id, 25) LIMIT $4";
constexpr store::Sql kThankedLongAgo{"recognition.thanked_long_ago", kThankedLongAgoText};

constexpr auto kTeamMatesText =
    "SELECT mate.person_id FROM membership own JOIN membership mate ON mate.team_id = own.team_id"
    " JOIN person p ON p.id = mate.person_id"
    " WHERE own.person_id = $1 AND p.active = 1 AND p.id <> $1 AND " +
    people::kIsHere + " GROUP BY mate.person_id ORDER BY MIN(own.ordinal), MIN(p.folded), mate.person_id LIMIT $2";
constexpr store::Sql kTeamMates{"recognition.team_mates", kTeamMatesText};

// The end of an id is random: from a place in it that moves each day, everyone comes by.
constexpr auto kElsewhereText =
    "SELECT p.id FROM person p WHERE p.active = 1 AND p.id <> $1 AND " + people::kIsHere +
    " AND NOT EXISTS (SELECT 1 FROM membership mate"
    " JOIN membership own ON own.team_id = mate.team_id WHERE mate.person_id = p.id AND own.person_id = $1)"
    " ORDER BY CASE WHEN substr(p.id, 25) >= $2 THEN 0 ELSE 1 END, substr(p.id, 25) LIMIT $3";
constexpr store::Sql kElsewhere{"recognition.elsewhere", kElsewhereText};

/// A place among the ids' last twelve hex digits, another one each day and for each viewer.
std::string place_of(const PersonId& viewer, std::chrono::local_days day) {
    const auto mixed = std::hash<std::string>{}(viewer.text() + std::to_string(day.time_since_epoch().count()));
    return fmt::format("{:012x}", mixed & 0xFFFF'FFFF'FFFFULL);
}

/// Takes the next of each list in turn until nothing is left: every group is seen on the first row.
std::vector<PersonId> in_turn(const std::vector<std::vector<PersonId>>& groups, std::size_t limit) {
    std::vector<PersonId> mixed;
    std::set<PersonId> seen;
    std::size_t longest = 0;
    for (const auto& group : groups) longest = std::max(longest, group.size());
    for (std::size_t i = 0; i < longest; ++i) {
        for (const auto& group : groups) {
            if (i < group.size() && mixed.size() < limit && seen.insert(group[i]).second) mixed.push_back(group[i]);
        }
    }
    return mixed;
}

v1::SuggestRecipientsResponse to_message(
    store::Reader& reader, const std::vector<people::Person>& people, const std::vector<people::Team>& teams
) {
    auto main_team = people::main_team_names(reader, people);
    v1::SuggestRecipientsResponse response;
    for (const auto& person : people) {
        auto* suggestion = response.add_suggestions();
        *suggestion->mutable_person() = people::card_in_full(person);
        suggestion->set_team_name(main_team[person.id]);
        suggestion->set_shown_on_screens_as(people::card_for_wall(person).name());
    }
    for (const auto& team : teams) {
        auto* suggestion = response.add_suggestions();
        *suggestion->mutable_team() = people::card(team);
        suggestion->set_shown_on_screens_as(team.name);
    }
    return response;
}

v1::SuggestRecipientsResponse likely(store::Reader& reader, const Asking& asking, const Offered& offered) {
    const auto [organisations] = reader.read(people::organisation());
    if (organisations.empty()) return {};
    const auto& person = asking.person;
    const auto limit = offered.most;
    const auto place = place_of(person, organisations.front().zone.local_day(reader.now()));
    const auto lately_from = reader.now() - offered.long_ago;
    auto [lately, long_ago, mates, elsewhere, teams] = reader.read(
        store::query<PersonId>(kThankedLately, asking.viewer, lately_from, limit),
        store::query<PersonId>(kThankedLongAgo, asking.viewer, lately_from, place, limit),
        store::query<PersonId>(kTeamMates, person, limit),
        store::query<PersonId>(kElsewhere, person, place, limit),
        people::teams_of(person)
    );

    // One place is the viewer's own team's, when there is room and the team is not alone.
    std::erase_if(teams, [](const auto& team) { return team.size < 2; });
    if (teams.size() > 1) teams.resize(1);
    if (limit < 4) teams.clear();
    const auto order = in_turn({lately, long_ago, mates, elsewhere}, limit - teams.size());
    auto [people] = reader.read(people::people_by_id(order));
    std::ranges::sort(people, {}, [&](const auto& one) { return std::ranges::find(order, one.id) - order.begin(); });
    return to_message(reader, people, teams);
}

}  // namespace

v1::SuggestRecipientsResponse suggest(
    store::Reader& reader, const Asking& asking, std::string_view typed, const Offered& offered
) {
    if (trimmed(typed).empty()) return likely(reader, asking, offered);
    const auto limit = offered.most;
    auto people = people::find_people(reader, typed, limit + 1);
    std::erase_if(people, [&](const auto& person) { return person.id == asking.person; });
    auto teams = people::find_teams(reader, typed, limit);
    std::erase_if(teams, [](const auto& team) { return team.size == 0; });

    // Teams keep a third of the places when there are many people of that name.
    const auto for_teams = std::min(teams.size(), std::max(limit / 3, limit - std::min(limit, people.size())));
    people.resize(std::min(people.size(), limit - for_teams));
    teams.resize(for_teams);
    return to_message(reader, people, teams);
}

}  // namespace koebel::recognition
