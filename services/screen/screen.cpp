#include "screen/screen.hpp"

#include "access/secret.hpp"
#include "base/static_text.hpp"
#include "base/text.hpp"
#include "base/zone.hpp"
#include "people/fields.hpp"
#include "recognition/projection.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::screen {

namespace {

constexpr auto kColumns = static_text(
    "s.id, s.name, s.place, s.language, s.sound, s.added_at, "
    "(SELECT MAX(used.last_used_at) FROM session used WHERE used.screen_id = s.id), s.revoked_at, s.time_zone, "
    "s.owner_id, s.added_by, s.town, s.mode, s.volume, s.awake_from, s.awake_until, s.awake_days, s.overscan, s.calm, "
    "s.blanked, s.missed_since"
);

constexpr auto kByIdText = "SELECT " + kColumns + " FROM screen s WHERE s.id = $1";
constexpr store::Sql kById{"screen.by_id", kByIdText};

constexpr auto kByTokenText = "SELECT " + kColumns + " FROM screen s WHERE s.token_hash = $1 AND s.revoked_at IS NULL";
constexpr store::Sql kByToken{"screen.by_token", kByTokenText};

constexpr auto kAllText = "SELECT " + kColumns + " FROM screen s ORDER BY s.folded, s.added_at, s.id";
constexpr store::Sql kAll{"screen.all", kAllText};

constexpr store::Sql kTeamsOf{
    "screen.teams_of", "SELECT team_id FROM screen_team WHERE screen_id = $1 ORDER BY ordinal"
};
constexpr store::Sql kValuesOf{
    "screen.values_of", "SELECT value_id FROM screen_value WHERE screen_id = $1 ORDER BY ordinal"
};

constexpr store::Sql kTeamsOfAll{"screen.teams_of_all", "SELECT screen_id, team_id FROM screen_team ORDER BY ordinal"};
constexpr store::Sql kTeamsShown{
    "screen.teams_shown",
    "SELECT DISTINCT st.team_id FROM screen_team st JOIN screen s ON s.id = st.screen_id WHERE s.revoked_at IS NULL"
    " AND s.mode = 1 ORDER BY st.team_id"
};
static_assert(v1::SCREEN_MODE_WALL == 1);
constexpr store::Sql kValuesOfAll{
    "screen.values_of_all", "SELECT screen_id, value_id FROM screen_value ORDER BY ordinal"
};

std::optional<Hours> hours_from(const store::Row& row) {
    if (row.is_null(14)) return std::nullopt;
    return Hours{
        .from = std::chrono::minutes{row.integer(14)},
        .until = std::chrono::minutes{row.integer(15)},
        .weekdays = row.get<std::uint32_t>(16),
    };
}

template <class Id>
std::vector<Id> without_repeats(const std::vector<Id>& ids) {
    std::vector<Id> once;
    for (const auto& id : ids) {
        if (std::ranges::find(once, id) == once.end()) once.push_back(id);
    }
    return once;
}

}  // namespace

Filter filter_of(store::Reader& reader, const ScreenId& id) {
    auto [teams, values] = reader.read(store::query<TeamId>(kTeamsOf, id), store::query<ValueId>(kValuesOf, id));
    return Filter{.teams = std::move(teams), .values = std::move(values)};
}

std::map<ScreenId, Filter> filters(store::Reader& reader) {
    using ScreenTeam = std::tuple<ScreenId, TeamId>;
    using ScreenValue = std::tuple<ScreenId, ValueId>;
    std::map<ScreenId, Filter> all;
    for (const auto& [screen, team] : reader.rows<ScreenTeam>(kTeamsOfAll)) all[screen].teams.push_back(team);
    for (const auto& [screen, value] : reader.rows<ScreenValue>(kValuesOfAll)) all[screen].values.push_back(value);
    return all;
}

Screen Screen::from(const store::Row& row) {
    return Screen{
        .id = row.get<ScreenId>(0),
        .name = row.text(1),
        .place = row.text(2),
        .language = row.text(3),
        .sound = row.get<bool>(4),
        .added_at = row.get<Instant>(5),
        .last_seen_at = row.get<std::optional<Instant>>(6),
        .revoked = !row.is_null(7),
        .time_zone = row.text(8),
        .owner = row.get<std::optional<PersonId>>(9).value_or(PersonId{}),
        .added_by = row.get<std::optional<PersonId>>(10).value_or(PersonId{}),
        .town = row.text(11),
        .manner =
            {.mode = static_cast<v1::ScreenMode>(row.integer(12)),
             .volume = row.get<std::uint32_t>(13),
             .hours = hours_from(row),
             .overscan_percent = row.get<std::uint32_t>(17),
             .calm = row.get<bool>(18)},
        .blanked = row.get<bool>(19),
        .missed_since = row.get<std::optional<Instant>>(20),
    };
}

store::Query<Screen> screen_by_id(const ScreenId& id) {
    return store::query<Screen>(kById, id);
}

store::Query<Screen> screen_by_token(std::string_view token) {
    return store::query<Screen>(kByToken, access::hash_of(token));
}

store::Query<Screen> screens() {
    return store::query<Screen>(kAll);
}

std::string topic_of(const ScreenId& id) {
    return "screen:" + id.text();
}

std::vector<std::string> topics_of(const ScreenId& id, v1::ScreenMode mode, const std::vector<TeamId>& teams) {
    auto own = topic_of(id);
    if (mode == v1::SCREEN_MODE_LOBBY) return {std::string{recognition::kLobbyTopic}, std::move(own)};
    std::vector<std::string> topics;
    if (teams.empty()) topics.emplace_back(recognition::kWallTopic);
    for (const auto& team : teams) topics.push_back(recognition::wall_topic_of(team));
    topics.push_back(std::move(own));
    return topics;
}

std::vector<std::string> team_topics(store::Reader& reader) {
    const auto teams = reader.rows<TeamId>(kTeamsShown);
    std::vector<std::string> topics;
    topics.reserve(teams.size());
    for (const auto& team : teams) topics.push_back(recognition::wall_topic_of(team));
    return topics;
}

std::string address_of(std::string_view public_url, std::string_view token) {
    while (public_url.ends_with('/')) public_url.remove_suffix(1);
    return std::string{public_url} + "/screen#" + std::string{token};
}

Result<Plan> checked(Plan screen) {
    screen.name = trimmed(screen.name);
    screen.place = trimmed(screen.place);
    screen.town = trimmed(screen.town);
    if (screen.name.empty()) return refuse(Code::kInvalidArgument, "NAME_REQUIRED");
    if (code_points(screen.name) > kNameCharacters) return refuse(Code::kInvalidArgument, "NAME_TOO_LONG");
    if (code_points(screen.place) > kNameCharacters) return refuse(Code::kInvalidArgument, "PLACE_TOO_LONG");
    if (code_points(screen.town) > kNameCharacters) return refuse(Code::kInvalidArgument, "TOWN_TOO_LONG");
    if (!screen.language.empty() && !people::is_language(screen.language)) {
        return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    }
    if (!screen.time_zone.empty() && !Zone::is_known(screen.time_zone)) {
        return refuse(Code::kInvalidArgument, "TIME_ZONE_UNKNOWN");
    }
    screen.filter = {.teams = without_repeats(screen.filter.teams), .values = without_repeats(screen.filter.values)};
    if (screen.filter.teams.size() > kTeams) return refuse(Code::kInvalidArgument, "TOO_MANY_TEAMS");
    if (screen.filter.values.size() > kValues) return refuse(Code::kInvalidArgument, "TOO_MANY_VALUES");
    const auto& manner = screen.manner;
    const bool is_mode = manner.mode == v1::SCREEN_MODE_WALL || manner.mode == v1::SCREEN_MODE_LOBBY;
    if (!is_mode) return refuse(Code::kInvalidArgument, "SCREEN_MODE_UNKNOWN");
    if (manner.volume > kLoudest) return refuse(Code::kInvalidArgument, "VOLUME_INVALID");
    if (manner.overscan_percent > kMostOverscan) return refuse(Code::kInvalidArgument, "OVERSCAN_INVALID");
    return screen;
}

Result<Plan> plan_from(const v1::ScreenPlan& message, const PersonId& asked_by) {
    Plan plan{
        .name = message.name(),
        .place = message.place(),
        .language = message.language(),
        .time_zone = message.time_zone(),
        .owner = message.owner_id().empty() ? asked_by : PersonId{message.owner_id()},
        .sound = !message.silent(),
        .town = message.town(),
        .manner = {.overscan_percent = message.overscan_percent(), .calm = message.calm()},
    };
    if (message.mode() != v1::SCREEN_MODE_UNSPECIFIED) plan.manner.mode = message.mode();
    if (message.has_volume()) plan.manner.volume = message.volume();
    if (message.has_hours()) {
        const auto hours = Hours::from_message(message.hours());
        if (!hours) return std::unexpected(hours.error());
        plan.manner.hours = *hours;
    }
    for (const auto& team : message.team_ids()) plan.filter.teams.emplace_back(team);
    for (const auto& value : message.value_ids()) plan.filter.values.emplace_back(value);
    return checked(std::move(plan));
}

v1::ScreenSettings to_settings(const Screen& screen, const Filter& filter) {
    v1::ScreenSettings settings;
    settings.set_id(screen.id.text());
    settings.set_name(screen.name);
    settings.set_place(screen.place);
    for (const auto& team : filter.teams) settings.add_team_ids(team.text());
    for (const auto& value : filter.values) settings.add_value_ids(value.text());
    settings.set_language(screen.language);
    settings.set_sound(screen.sound);
    settings.set_time_zone(screen.time_zone);
    settings.set_town(screen.town);
    settings.set_mode(screen.manner.mode);
    settings.set_volume(screen.manner.volume);
    if (screen.manner.hours) *settings.mutable_hours() = screen.manner.hours->to_message();
    settings.set_overscan_percent(screen.manner.overscan_percent);
    settings.set_calm(screen.manner.calm);
    settings.set_blanked(screen.blanked);
    return settings;
}

}  // namespace koebel::screen
