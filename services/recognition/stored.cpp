#include "recognition/stored.hpp"

#include "people/organisation.hpp"
#include "recognition/pictures.hpp"

#include <map>
#include <set>

namespace koebel::recognition {
namespace {

constexpr store::Sql kRecipients{
    "recognition.recipients",
    "SELECT recognition_id, person_id FROM recognition_recipient WHERE recognition_id IN @list($1)"
    " ORDER BY recognition_id, ordinal"
};
constexpr store::Sql kValues{
    "recognition.values",
    "SELECT recognition_id, value_id FROM recognition_value WHERE recognition_id IN @list($1)"
    " ORDER BY recognition_id, ordinal"
};
constexpr store::Sql kTeams{
    "recognition.teams",
    "SELECT of_recognition.recognition_id, of_recognition.team_id FROM recognition_team of_recognition"
    " JOIN team t ON t.id = of_recognition.team_id WHERE of_recognition.recognition_id IN @list($1)"
    " ORDER BY of_recognition.recognition_id, t.folded, t.id"
};

constexpr store::Sql kAdded{
    "recognition.added",
    "SELECT recognition_id, person_id FROM recognition_added WHERE recognition_id IN @list($1)"
    " ORDER BY recognition_id, ordinal"
};
constexpr store::Sql kUnnamed{
    "recognition.unnamed",
    "SELECT recognition_id, person_id FROM recognition_recipient WHERE unnamed = 1 AND recognition_id IN @list($1)"
};
constexpr store::Sql kMentions{
    "recognition.mentions",
    "SELECT field, start, length, person_id, recognition_id FROM recognition_mention WHERE recognition_id IN @list($1)"
    " ORDER BY recognition_id, field, start, person_id"
};

struct MentionRow {
    people::Mention mention;
    RecognitionId recognition;

    static MentionRow from(const store::Row& row) { return {people::Mention::from(row), row.get<RecognitionId>(4)}; }
};

/// Whom nobody may name: somebody whose row is gone.
people::Person nobody() {
    people::Person person;
    person.publicity = {.feed = false, .screens = v1::SCREEN_PUBLICITY_NO};
    return person;
}

template <class T>
std::map<std::string, T> by_id(std::vector<T> all) {
    std::map<std::string, T> map;
    for (auto& one : all) map.emplace(one.id.text(), std::move(one));
    return map;
}

}  // namespace

StoredRow StoredRow::from(const store::Row& row) {
    return {
        .id = row.get<RecognitionId>(0),
        .position = row.get<std::uint64_t>(1),
        .giver = row.get<PersonId>(2),
        .team = row.get<TeamId>(3),
        .message = row.text(4),
        .customer_moment = row.text(5),
        .visibility = static_cast<v1::Visibility>(row.integer(6)),
        .credits_each = row.get<Credits>(7),
        .given_at = row.get<Instant>(8),
        .state = static_cast<State>(row.integer(9)),
        .thanked = row.get<std::uint32_t>(10),
        .viewer_takes_part = row.get<bool>(11),
        .edited_at = row.get<std::optional<Instant>>(12),
    };
}

std::vector<Stored> complete(store::Reader& reader, std::vector<StoredRow> rows) {
    if (rows.empty()) return {};
    std::vector<RecognitionId> all;
    std::vector<RecognitionId> of_people;  // a team's members are counted, never named
    std::set<PersonId> person_ids;
    std::set<TeamId> team_ids;
    for (const auto& row : rows) {
        all.push_back(row.id);
        if (row.team.empty()) of_people.push_back(row.id);
        if (!row.team.empty()) team_ids.insert(row.team);
        person_ids.insert(row.giver);
    }
    auto [recipients, values, teams, added, unnamed, mentions, pictures] = reader.read(
        store::query<std::tuple<RecognitionId, PersonId>>(kRecipients, of_people),
        store::query<std::tuple<RecognitionId, ValueId>>(kValues, all),
        store::query<std::tuple<RecognitionId, TeamId>>(kTeams, all),
        store::query<std::tuple<RecognitionId, PersonId>>(kAdded, all),
        store::query<std::tuple<RecognitionId, PersonId>>(kUnnamed, all),
        store::query<MentionRow>(kMentions, all),
        pictures_of(all)
    );
    for (const auto& [id, person] : recipients) person_ids.insert(person);
    for (const auto& [id, person] : added) person_ids.insert(person);
    for (const auto& [id, team] : teams) team_ids.insert(team);
    for (const auto& row : mentions) person_ids.insert(row.mention.person);
    auto [found_people, found_teams, organisations] = reader.read(
        people::people_by_id({person_ids.begin(), person_ids.end()}),
        people::teams_by_id({team_ids.begin(), team_ids.end()}),
        people::organisation()
    );
    const auto people = by_id(std::move(found_people));
    const auto teams_by_id = by_id(std::move(found_teams));
    const auto person = [&](const PersonId& id) {
        const auto found = people.find(id.text());
        return found == people.end() ? nobody() : found->second;
    };

    std::vector<Stored> result;
    std::map<RecognitionId, std::size_t> place;
    for (auto& row : rows) {
        place[row.id] = result.size();
        auto& one = result.emplace_back(Stored{
            .id = row.id,
            .position = row.position,
            .giver = person(row.giver),
            .thanked = row.thanked,
            .message = std::move(row.message),
            .customer_moment = std::move(row.customer_moment),
            .credits_each = row.credits_each,
            .visibility = row.visibility,
            .given_at = row.given_at,
            .edited_at = row.edited_at,
            .state = row.state,
            .viewer_takes_part = row.viewer_takes_part,
            .language = organisations.empty() ? "" : organisations.front().language,
        });
        if (const auto team = teams_by_id.find(row.team.text()); team != teams_by_id.end()) one.team = team->second;
    }
    for (const auto& [id, one] : recipients) result[place[id]].recipients.push_back(person(one));
    for (const auto& [id, one] : unnamed) result[place[id]].unnamed.push_back(one);
    for (const auto& [id, one] : added) result[place[id]].added.push_back(person(one));
    for (const auto& row : mentions) {
        result[place[row.recognition]].mentions.push_back({row.mention, person(row.mention.person)});
    }
    for (auto& row : pictures) result[place[row.recognition]].picture = std::move(row.picture);
    for (const auto& [id, one] : values) result[place[id]].values.push_back(one);
    for (const auto& [id, one] : teams) {
        if (const auto team = teams_by_id.find(one.text()); team != teams_by_id.end()) {
            result[place[id]].direct_teams.push_back(team->second);
        }
    }
    return result;
}

Stored complete_one(store::Reader& reader, StoredRow row) {
    std::vector<StoredRow> rows;
    rows.push_back(std::move(row));
    return std::move(complete(reader, std::move(rows)).front());
}

}  // namespace koebel::recognition
