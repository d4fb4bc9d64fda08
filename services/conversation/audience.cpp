#include "conversation/audience.hpp"

#include "people/topics.hpp"
#include "people/visible_to.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr auto kAudienceColumns = static_text(
    "SELECT r.id, r.giver_id, r.visibility, CASE WHEN r.state = 2 THEN 1 ELSE 0 END, r.off_feed, r.off_screens,"
    " CASE WHEN r.team_id IS NULL THEN 0 ELSE 1 END"
);
constexpr auto kAudienceText =
    kAudienceColumns + " FROM recognition r WHERE r.id = $2 AND r.state <> 3 AND " + people::visible_to("$1");
constexpr store::Sql kAudience{"conversation.audience", kAudienceText};

constexpr auto kDecidedAudienceText =
    kAudienceColumns + " FROM recognition r WHERE r.id = $2 AND r.state IN (0, 2) AND $1 = ''";
constexpr store::Sql kDecidedAudience{"conversation.decided_audience", kDecidedAudienceText};

constexpr auto kDecidedAudiencesText =
    kAudienceColumns + " FROM recognition r WHERE r.id IN @list($1) AND r.state IN (0, 2)";
constexpr store::Sql kDecidedAudiences{"conversation.decided_audiences", kDecidedAudiencesText};
constexpr store::Sql kToldOfAll{
    "conversation.told_of_all",
    "SELECT recognition_id, person_id FROM recognition_recipient WHERE recognition_id IN @list($1) AND withheld = 0"
    " ORDER BY recognition_id, ordinal"
};
constexpr store::Sql kTeamsOfAll{
    "conversation.teams_of_all",
    "SELECT recognition_id, team_id FROM recognition_team WHERE recognition_id IN @list($1)"
    " ORDER BY recognition_id, team_id"
};

constexpr store::Sql kAudienceTold{
    "conversation.told",
    "SELECT person_id FROM recognition_recipient WHERE recognition_id = $1 AND withheld = 0 ORDER BY ordinal"
};
constexpr store::Sql kAudienceTeams{
    "conversation.teams", "SELECT team_id FROM recognition_team WHERE recognition_id = $1 ORDER BY team_id"
};

constexpr auto kWhoSeeText =
    "SELECT named.id FROM person named JOIN recognition r ON r.id = $1 WHERE named.id IN @list($2) AND " +
    people::visible_to("named.id") + " ORDER BY named.id";
constexpr store::Sql kWhoSee{"conversation.who_see", kWhoSeeText};

}  // namespace

Audience Audience::from(const store::Row& row) {
    return {
        .recognition = row.get<RecognitionId>(0),
        .giver = row.get<PersonId>(1),
        .visibility = static_cast<v1::Visibility>(row.integer(2)),
        .hidden = row.get<bool>(3),
        .off_feed = row.get<bool>(4),
        .off_screens = row.get<bool>(5),
        .whole_team = row.get<bool>(6),
    };
}

bool Audience::has(const PersonId& person) const {
    return person == giver || std::ranges::find(told, person) != told.end();
}

std::vector<std::string> Audience::pages() const {
    std::vector<std::string> topics;
    const bool narrowed = hidden || off_feed;
    if (visibility == v1::VISIBILITY_EVERYONE && !narrowed) {
        topics.emplace_back(people::kFeedTopic);
        return topics;
    }
    if (visibility == v1::VISIBILITY_TEAM && !narrowed) {
        for (const auto& team : teams) topics.push_back(people::topic_of(team));
    }
    // The members of a team that was thanked as a whole hear it as the team.
    const bool as_team = whole_team && visibility == v1::VISIBILITY_TEAM && !narrowed;
    if (!as_team) {
        for (const auto& person : told) topics.push_back(people::topic_of(person));
    }
    topics.push_back(people::topic_of(giver));
    return topics;
}

std::vector<std::string> Audience::screens() const {
    if (visibility != v1::VISIBILITY_EVERYONE || hidden || off_screens) return {};
    std::vector<std::string> topics{std::string{people::kWallTopic}};
    for (const auto& team : teams) topics.push_back(people::wall_topic_of(team));
    return topics;
}

std::vector<std::string> Audience::all() const {
    auto topics = pages();
    std::ranges::move(screens(), std::back_inserter(topics));
    return topics;
}

AudienceQueries::AudienceQueries(const PersonId& viewer, const RecognitionId& recognition)
    : row(store::query<Audience>(kAudience, viewer, recognition)),
      told(store::query<PersonId>(kAudienceTold, recognition)),
      teams(store::query<TeamId>(kAudienceTeams, recognition)) {}

AudienceQueries::AudienceQueries(const RecognitionId& recognition)
    : row(store::query<Audience>(kDecidedAudience, "", recognition)),
      told(store::query<PersonId>(kAudienceTold, recognition)),
      teams(store::query<TeamId>(kAudienceTeams, recognition)) {}

std::optional<Audience> to_audience(std::vector<Audience> rows, std::vector<PersonId> told, std::vector<TeamId> teams) {
    if (rows.empty()) return std::nullopt;
    auto audience = std::move(rows.front());
    audience.told = std::move(told);
    audience.teams = std::move(teams);
    return audience;
}

std::vector<PersonId> who_see(
    store::Reader& reader, const RecognitionId& recognition, const std::vector<PersonId>& people
) {
    if (people.empty()) return {};
    return reader.rows<PersonId>(kWhoSee, recognition, people);
}

std::map<RecognitionId, Audience> audiences_of(store::Reader& reader, const std::vector<RecognitionId>& recognitions) {
    auto [rows, told, teams] = reader.read(
        store::query<Audience>(kDecidedAudiences, recognitions),
        store::query<std::tuple<RecognitionId, PersonId>>(kToldOfAll, recognitions),
        store::query<std::tuple<RecognitionId, TeamId>>(kTeamsOfAll, recognitions)
    );
    std::map<RecognitionId, Audience> audiences;
    for (auto& row : rows) {
        const auto id = row.recognition;
        audiences.emplace(id, std::move(row));
    }
    for (auto& [id, person] : told) {
        if (const auto found = audiences.find(id); found != audiences.end()) found->second.told.push_back(person);
    }
    for (auto& [id, team] : teams) {
        if (const auto found = audiences.find(id); found != audiences.end()) found->second.teams.push_back(team);
    }
    return audiences;
}

}  // namespace koebel::conversation
