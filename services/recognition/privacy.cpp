#include "recognition/privacy.hpp"

#include "base/timestamp.hpp"
#include "people/team.hpp"
#include "people/visible_to.hpp"
#include "recognition/command.hpp"
#include "recognition/projection.hpp"
#include "recognition/rules.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

constexpr auto kSeenText =
    "SELECT r.visibility, r.state, r.off_feed, r.off_screens, CASE WHEN r.giver_id = $1 THEN 1 ELSE 0 END,"
    " CASE WHEN EXISTS (SELECT 1 FROM recognition_recipient mine WHERE mine.recognition_id = r.id"
    " AND mine.person_id = $1) THEN 1 ELSE 0 END,"
    " CASE WHEN EXISTS (SELECT 1 FROM private_stop stopped WHERE stopped.person_id = $1"
    " AND stopped.giver_id = r.giver_id) THEN 1 ELSE 0 END,"
    " CASE WHEN EXISTS (SELECT 1 FROM report mine WHERE mine.recognition_id = r.id AND mine.remark_id = ''"
    " AND mine.reporter_id = $1)"
    " THEN 1 ELSE 0 END FROM recognition r WHERE r.id = $2 AND " +
    people::visible_to("$1");
constexpr store::Sql kSeen{"recognition.privacy", kSeenText};

constexpr auto kTeamsText =
    "SELECT t.name FROM recognition r JOIN recognition_team said ON said.recognition_id = r.id"
    " JOIN team t ON t.id = said.team_id WHERE r.id = $2 AND " +
    people::visible_to("$1") + " ORDER BY t.folded, t.id";
constexpr store::Sql kPrivacyTeams{"recognition.privacy_teams", kTeamsText};

constexpr store::Sql kByMe{
    "recognition.off_by_me", "SELECT feed, screens FROM recognition_off WHERE recognition_id = $2 AND person_id = $1"
};

constexpr auto kOpenedText =
    "SELECT r.id, MIN(o.opened_at) FROM report t JOIN report_opening o ON o.report_id = t.id"
    " JOIN recognition r ON r.id = t.recognition_id WHERE ($2 = '' OR r.id = $2) AND (r.giver_id = $1 OR EXISTS"
    " (SELECT 1 FROM recognition_recipient mine WHERE mine.recognition_id = r.id AND mine.person_id = $1)) AND " +
    people::visible_to("$1") + " GROUP BY r.id ORDER BY MIN(o.opened_at) DESC LIMIT 100";
constexpr store::Sql kOpened{"recognition.opened", kOpenedText};

using Opened = std::tuple<RecognitionId, Instant>;

struct Seen {
    v1::Visibility visibility = v1::VISIBILITY_ONLY_US;
    State state = State::kLiving;
    bool off_feed = false;
    bool off_screens = false;
    bool given = false;
    bool received = false;
    bool stopped = false;
    bool reported = false;

    static Seen from(const store::Row& row) {
        return {
            .visibility = static_cast<v1::Visibility>(row.integer(0)),
            .state = static_cast<State>(row.integer(1)),
            .off_feed = row.get<bool>(2),
            .off_screens = row.get<bool>(3),
            .given = row.get<bool>(4),
            .received = row.get<bool>(5),
            .stopped = row.get<bool>(6),
            .reported = row.get<bool>(7),
        };
    }
};

void add(v1::PreviewPublicityResponse& response, const std::string& id, std::string in_feed, std::string on_screens) {
    auto& name = *response.add_names();
    name.set_id(id);
    name.set_in_feed(std::move(in_feed));
    name.set_on_screens(std::move(on_screens));
}

}  // namespace

Result<v1::GetRecognitionPrivacyResponse> privacy_of(
    store::Reader& reader, const PersonId& viewer, const RecognitionId& recognition
) {
    const auto [seen, teams, by_me, opened] = reader.read(
        store::query<Seen>(kSeen, viewer, recognition),
        store::query<std::string>(kPrivacyTeams, viewer, recognition),
        store::query<std::tuple<bool, bool>>(kByMe, viewer, recognition),
        store::query<Opened>(kOpened, viewer, recognition)
    );
    if (seen.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    const auto& one = seen.front();
    v1::GetRecognitionPrivacyResponse response;
    response.set_visibility(one.visibility);
    if (one.visibility == v1::VISIBILITY_TEAM) {
        for (const auto& name : teams) response.add_team_names(name);
    }
    response.set_hidden(one.state == State::kHidden);
    response.set_given(one.given);
    response.set_received(one.received);
    if (!opened.empty()) *response.mutable_opened_at() = to_timestamp(std::get<1>(opened.front()));
    response.set_reported(one.reported);
    if (!one.received) return response;
    response.set_off_feed(one.off_feed);
    response.set_off_screens(one.off_screens);
    response.set_stopped(one.stopped);
    if (!by_me.empty()) {
        response.set_off_feed_by_me(std::get<0>(by_me.front()));
        response.set_off_screens_by_me(std::get<1>(by_me.front()));
    }
    return response;
}

v1::ListOpenedResponse list_opened(store::Reader& reader, const PersonId& viewer) {
    v1::ListOpenedResponse response;
    for (const auto& [id, at] : reader.rows<Opened>(kOpened, viewer, "")) {
        auto& opened = *response.add_opened();
        opened.set_recognition_id(id.text());
        *opened.mutable_opened_at() = to_timestamp(at);
    }
    return response;
}

Result<v1::PreviewPublicityResponse> preview_publicity(
    store::Reader& reader, const v1::PreviewPublicityRequest& request
) {
    if (static_cast<std::size_t>(request.person_ids_size()) > kMaxRecipients) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_RECIPIENTS", "at most 20 people, or a team");
    }
    if (!v1::Visibility_IsValid(request.visibility())) return refuse(Code::kInvalidArgument, "VISIBILITY_INVALID");
    std::vector<PersonId> ids;
    for (const auto& id : request.person_ids()) ids.emplace_back(id);
    const auto whole = request.team_id().empty() ? std::vector<TeamId>{} : std::vector{TeamId{request.team_id()}};
    const auto [people, direct_teams, whole_team] =
        reader.read(people::people_by_id(ids), people::teams_of_all(ids), people::teams_by_id(whole));

    v1::PreviewPublicityResponse response;
    response.set_on_screens(request.visibility() <= v1::VISIBILITY_EVERYONE);
    for (const auto& id : ids) {
        const auto person = std::ranges::find(people, id, &people::Person::id);
        if (person == people.end() || !person->active) continue;
        add(response, id.text(), people::card_for_feed(*person).name(), people::card_for_wall(*person).name());
    }
    for (const auto& team : whole_team) add(response, team.id.text(), team.name, team.name);
    if (request.visibility() == v1::VISIBILITY_TEAM) {
        std::vector<std::string> names;
        for (const auto& team : whole_team.empty() ? direct_teams : whole_team) names.push_back(team.name);
        std::ranges::sort(names);
        for (auto& name : names) response.add_team_names(std::move(name));
    }
    return response;
}

}  // namespace koebel::recognition
