#include "recognition/pages.hpp"

#include "base/timestamp.hpp"
#include "conversation/own_part.hpp"
#include "conversation/summary.hpp"
#include "people/organisation.hpp"
#include "people/team.hpp"
#include "people/visible_to.hpp"
#include "recognition/amending.hpp"
#include "recognition/feed_filter.hpp"
#include "recognition/feed_reading.hpp"
#include "recognition/projection.hpp"
#include "recognition/said_to_me.hpp"
#include "recognition/stored.hpp"
#include "recognition/writing.hpp"
#include "store/paging.hpp"
#include "store/store.hpp"

namespace koebel::recognition {
namespace {

constexpr auto kFeedText = "SELECT " + kStoredColumns + " FROM recognition r WHERE r.position < $2 AND " +
                           people::visible_to("$1") + " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kFeed{"recognition.feed", kFeedText};

constexpr auto kFoundText = "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id IN @list($2) AND " +
                            people::visible_to("$1") + " ORDER BY r.position DESC";
constexpr store::Sql kFound{"recognition.found", kFoundText};

constexpr auto kEveryonesFeedText = "SELECT " + kStoredColumns + " FROM recognition r WHERE r.position < $2 AND " +
                                    people::kVisibleToEveryone + " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kEveryonesFeed{"recognition.everyones_feed", kEveryonesFeedText};

constexpr auto kSaidToMeText =
    "SELECT " + kStoredColumns +
    ", mine.position FROM recognition_recipient mine JOIN recognition r ON r.id = mine.recognition_id"
    " WHERE mine.person_id = $1 AND mine.position < $2 AND " +
    people::visible_to("$1") + " ORDER BY mine.position DESC LIMIT $3";
constexpr store::Sql kSaidToMe{"recognition.said_to_me", kSaidToMeText};

constexpr auto kOneText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id = $2 AND " + people::visible_to("$1");
constexpr store::Sql kOne{"recognition.one", kOneText};

constexpr auto kWallText = "SELECT " + kStoredColumns + " FROM recognition r WHERE " + people::kVisibleOnScreens +
                           " ORDER BY r.position DESC LIMIT $2";
constexpr store::Sql kWall{"recognition.wall", kWallText};

constexpr auto kTeamWallText = "SELECT " + kStoredColumns +
                               " FROM recognition r WHERE r.id IN (SELECT said_to.recognition_id FROM"
                               " recognition_team said_to WHERE said_to.team_id = $3) AND " +
                               people::kVisibleOnScreens + " ORDER BY r.position DESC LIMIT $2";
constexpr store::Sql kTeamWall{"recognition.team_wall", kTeamWallText};

constexpr auto kValueWallText = "SELECT " + kStoredColumns +
                                " FROM recognition r WHERE r.id IN (SELECT said_with.recognition_id FROM"
                                " recognition_value said_with WHERE said_with.value_id IN @list($3)) AND " +
                                people::kVisibleOnScreens + " ORDER BY r.position DESC LIMIT $2";
constexpr store::Sql kValueWall{"recognition.value_wall", kValueWallText};

constexpr auto kTeamValueWallText = "SELECT " + kStoredColumns +
                                    " FROM recognition r WHERE r.id IN (SELECT said_to.recognition_id FROM"
                                    " recognition_team said_to WHERE said_to.team_id = $3) AND r.id IN"
                                    " (SELECT said_with.recognition_id FROM recognition_value said_with"
                                    " WHERE said_with.value_id IN @list($4)) AND " +
                                    people::kVisibleOnScreens + " ORDER BY r.position DESC LIMIT $2";
constexpr store::Sql kTeamValueWall{"recognition.team_value_wall", kTeamValueWallText};

constexpr auto kWallOfText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id IN @list($2) AND " + people::kVisibleOnScreens;
constexpr store::Sql kWallOf{"recognition.wall_of", kWallOfText};

// $4, $5: whether $6 and $7, teams and values, are all there are.
constexpr auto kWallOfWeekText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.week = $2 AND " + people::kVisibleOnScreens +
    " AND EXISTS (SELECT 1 FROM person said_by WHERE said_by.id = r.giver_id AND said_by.active = 1)"
    " AND NOT EXISTS (SELECT 1 FROM recognition_recipient said_to JOIN person left_since ON left_since.id ="
    " said_to.person_id WHERE said_to.recognition_id = r.id AND left_since.active = 0)"
    " AND ($4 = 1 OR r.id IN (SELECT said_to.recognition_id FROM recognition_team said_to"
    " WHERE said_to.team_id IN @list($6)))"
    " AND ($5 = 1 OR r.id IN (SELECT said_with.recognition_id FROM recognition_value said_with"
    " WHERE said_with.value_id IN @list($7)))"
    " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kWallOfWeek{"recognition.wall_of_week", kWallOfWeekText};

std::vector<RecognitionId> ids_of(const std::vector<Stored>& recognitions) {
    std::vector<RecognitionId> ids;
    ids.reserve(recognitions.size());
    for (const auto& recognition : recognitions) ids.push_back(recognition.id);
    return ids;
}

std::vector<v1::WallRecognition> to_wall(store::Reader& reader, std::vector<StoredRow> rows) {
    const auto recognitions = complete(reader, std::move(rows));
    const conversation::Summaries around{reader, ids_of(recognitions)};
    std::vector<v1::WallRecognition> wall;
    wall.reserve(recognitions.size());
    for (const auto& recognition : recognitions) {
        auto& shown = wall.emplace_back(for_wall(recognition));
        *shown.mutable_conversation() = around.for_wall(recognition.id, recognition.language);
    }
    return wall;
}

/// With what is said around it, as the same audience sees it.
v1::Recognition with_conversation(
    const Stored& recognition, const conversation::Summaries& around, bool as_participant
) {
    auto message = as_participant ? for_participants(recognition) : for_viewer(recognition);
    const bool in_full = sees_all(recognition);
    *message.mutable_conversation() =
        in_full ? around.for_participants(recognition.id) : around.for_colleagues(recognition.id);
    return message;
}

/// What was said to somebody, and where it arrived.
struct SaidRow {
    StoredRow row;
    std::uint64_t place = 0;

    static SaidRow from(const store::Row& row) {
        return {StoredRow::from(row), row.get<std::uint64_t>(kStoredColumnCount)};
    }
};

/// The topics of a page with the feed. Nobody in particular follows the feed alone.
std::vector<std::string> topics_of_feed(const PersonId& viewer, const std::vector<people::Team>& teams) {
    std::vector<std::string> topics{std::string{kFeedTopic}};
    if (!viewer.empty()) topics.push_back(topic_of(viewer));
    for (const auto& team : teams) topics.push_back(topic_of(team.id));
    return topics;
}

std::vector<StoredRow> wall_rows(
    store::Reader& reader, const std::optional<TeamId>& team, std::size_t limit, const std::vector<ValueId>& values
) {
    const PersonId nobody;
    if (values.empty()) {
        return team ? reader.rows<StoredRow>(kTeamWall, nobody, limit, *team)
                    : reader.rows<StoredRow>(kWall, nobody, limit);
    }
    return team ? reader.rows<StoredRow>(kTeamValueWall, nobody, limit, *team, values)
                : reader.rows<StoredRow>(kValueWall, nobody, limit, values);
}

}  // namespace

v1::ListFeedResponse list_feed(store::Reader& reader, const PersonId& viewer, Page page, const FeedFilter* filter) {
    const bool is_everyones = viewer.empty();
    const auto found = filter == nullptr ? Found{} : find(reader, viewer, *filter, page);
    const auto asked = filter == nullptr
                           ? store::query<StoredRow>(
                                 is_everyones ? kEveryonesFeed : kFeed, viewer, store::below(page.before), page.size + 1
                             )
                           : store::query<StoredRow>(kFound, viewer, found.recognitions);
    auto [rows, teams] = reader.read(asked, people::teams_of(viewer));
    v1::ListFeedResponse response;
    response.set_more(store::cut(rows, page.size) || found.more);
    response.set_matches(found.matches);
    const auto recognitions = complete(reader, std::move(rows));
    const auto ids = ids_of(recognitions);
    const conversation::Summaries around{reader, ids};
    for (const auto& recognition : recognitions) {
        *response.add_recognitions() = with_conversation(recognition, around, false);
    }
    if (!is_everyones) {
        const auto [mine, read] =
            reader.read(conversation::own_parts_query(viewer, ids), feed_read_position_of(viewer));
        for (const auto& part : mine) *response.add_mine() = conversation::to_message(part);
        response.set_read_position(read.empty() ? 0 : read.front());
    }
    *response.mutable_snapshot() = store::snapshot(reader, topics_of_feed(viewer, teams));
    return response;
}

Result<v1::GetRecognitionResponse> get_recognition(
    store::Reader& reader, const PersonId& viewer, const RecognitionId& recognition, const Settings& settings
) {
    auto [rows, teams, mine, removable] = reader.read(
        store::query<StoredRow>(kOne, viewer, recognition),
        people::teams_of(viewer),
        conversation::own_parts_query(viewer, {recognition}),
        removable_by(viewer, recognition)
    );
    if (rows.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    const auto recognitions = complete(reader, std::move(rows));
    const auto& one = recognitions.front();
    const conversation::Summaries around{reader, {recognition}};
    v1::GetRecognitionResponse response;
    *response.mutable_recognition() = with_conversation(one, around, false);
    const conversation::OwnPart nothing{.recognition = recognition};
    *response.mutable_mine() = conversation::to_message(mine.empty() ? nothing : mine.front());
    // As long as it is held the time does not run.
    const auto edit_until = (one.state == State::kHeld ? reader.now() : one.given_at) + settings.edit;
    if (one.giver.id == viewer && reader.now() <= edit_until) *response.mutable_edit_until() = to_timestamp(edit_until);
    for (const auto& person : removable) response.add_may_remove(person.text());
    *response.mutable_snapshot() = store::snapshot(reader, topics_of_feed(viewer, teams));
    return response;
}

v1::ListSaidToMeResponse list_said_to_me(store::Reader& reader, const PersonId& viewer, Page page) {
    auto [said, read] = reader.read(
        store::query<SaidRow>(kSaidToMe, viewer, store::below(page.before), page.size + 1), read_position_of(viewer)
    );
    v1::ListSaidToMeResponse response;
    response.set_more(store::cut(said, page.size));
    std::vector<StoredRow> rows;
    std::vector<std::uint64_t> places;
    for (auto& [row, place] : said) {
        rows.push_back(std::move(row));
        places.push_back(place);
    }
    const auto recognitions = complete(reader, std::move(rows));
    const auto ids = ids_of(recognitions);
    const conversation::Summaries around{reader, ids};
    for (std::size_t i = 0; i < recognitions.size(); ++i) {
        auto& message = *response.add_recognitions();
        message = with_conversation(recognitions[i], around, true);
        if (places[i] != recognitions[i].position) message.set_said_position(places[i]);
    }
    const auto [mine] = reader.read(conversation::own_parts_query(viewer, ids));
    for (const auto& part : mine) *response.add_mine() = conversation::to_message(part);
    response.set_read_position(read.empty() ? 0 : read.front());
    response.set_unread(unread_after(reader, viewer, response.read_position()));
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{topic_of(viewer)});
    return response;
}

v1::GetAllowanceResponse allowance_of(store::Reader& reader, const PersonId& person) {
    const auto [organisations, rows] = reader.read(people::organisation(), allowance_row(person));
    v1::GetAllowanceResponse response;
    if (organisations.empty()) return response;
    const auto& organisation = organisations.front();
    const Bucket bucket{organisation.allowance_weekly, organisation.allowance_cap};
    const auto left = left_now(first_of(rows), bucket, organisation.zone.week(reader.now()));
    response.set_left(static_cast<std::uint32_t>(left.count()));
    response.set_cap(static_cast<std::uint32_t>(bucket.cap.count()));
    response.set_weekly(static_cast<std::uint32_t>(bucket.weekly.count()));
    return response;
}

std::vector<v1::WallRecognition> list_wall(
    store::Reader& reader, const std::optional<TeamId>& team, std::size_t limit, const std::vector<ValueId>& values
) {
    return to_wall(reader, wall_rows(reader, team, limit, values));
}

std::vector<v1::WallRecognition> list_wall_of(store::Reader& reader, const std::vector<RecognitionId>& recognitions) {
    return to_wall(reader, reader.rows<StoredRow>(kWallOf, PersonId{}, recognitions));
}

std::vector<v1::WallRecognition> list_wall_of_week(
    store::Reader& reader,
    std::int64_t week,
    std::size_t limit,
    const std::vector<TeamId>& teams,
    const std::vector<ValueId>& values
) {
    auto rows =
        reader.rows<StoredRow>(kWallOfWeek, PersonId{}, week, limit, teams.empty(), values.empty(), teams, values);
    return to_wall(reader, std::move(rows));
}

std::vector<v1::BellRang> list_lobby(store::Reader& reader, std::size_t limit) {
    std::vector<v1::BellRang> lobby;
    for (const auto& recognition : complete(reader, reader.rows<StoredRow>(kWall, PersonId{}, limit))) {
        lobby.push_back(for_lobby(recognition));
    }
    return lobby;
}

}  // namespace koebel::recognition
