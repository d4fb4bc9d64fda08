#include "screen/screen.hpp"

#include "access/secret.hpp"
#include "base/static_text.hpp"
#include "base/text.hpp"
#include "people/fields.hpp"
#include "recognition/projection.hpp"

#include <algorithm>

namespace koebel::screen {

namespace {

constexpr auto kColumns = static_text(
    "s.id, s.name, s.place, s.language, s.sound, s.added_at, "
    "(SELECT MAX(used.last_used_at) FROM session used WHERE used.screen_id = s.id), s.revoked_at"
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

constexpr store::Sql kTeamsOfAll{
    "screen.teams_of_all", "SELECT screen_id, team_id FROM screen_team ORDER BY screen_id, ordinal"
};

}  // namespace

ScreenTeam ScreenTeam::from(const store::Row& row) {
    return ScreenTeam{.screen = row.get<ScreenId>(0), .team = row.get<TeamId>(1)};
}

store::Query<ScreenTeam> teams_of_screens() {
    return store::query<ScreenTeam>(kTeamsOfAll);
}

std::vector<TeamId> of(const std::vector<ScreenTeam>& teams, const ScreenId& screen) {
    std::vector<TeamId> own;
    for (const auto& one : teams) {
        if (one.screen == screen) own.push_back(one.team);
    }
    return own;
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

store::Query<TeamId> teams_of_screen(const ScreenId& id) {
    return store::query<TeamId>(kTeamsOf, id);
}

std::vector<std::string> topics_of(const ScreenId& id, const std::vector<TeamId>& teams) {
    std::vector<std::string> topics;
    if (teams.empty()) topics.emplace_back(recognition::kWallTopic);
    for (const auto& team : teams) topics.push_back(recognition::wall_topic_of(team));
    topics.push_back("screen:" + id.text());
    return topics;
}

std::string address_of(std::string_view public_url, std::string_view token) {
    while (public_url.ends_with('/')) public_url.remove_suffix(1);
    return std::string{public_url} + "/screen#" + std::string{token};
}

Result<NewScreen> checked(NewScreen screen) {
    screen.name = trimmed(screen.name);
    screen.place = trimmed(screen.place);
    if (screen.name.empty()) return refuse(Code::kInvalidArgument, "NAME_REQUIRED");
    if (code_points(screen.name) > kNameCharacters) return refuse(Code::kInvalidArgument, "NAME_TOO_LONG");
    if (code_points(screen.place) > kNameCharacters) return refuse(Code::kInvalidArgument, "PLACE_TOO_LONG");
    if (!screen.language.empty() && !people::is_language(screen.language)) {
        return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    }
    std::vector<TeamId> once;
    for (const auto& team : screen.teams) {
        if (std::ranges::find(once, team) == once.end()) once.push_back(team);
    }
    if (once.size() > kTeams) return refuse(Code::kInvalidArgument, "TOO_MANY_TEAMS");
    screen.teams = std::move(once);
    return screen;
}

v1::ScreenSettings to_settings(const Screen& screen, const std::vector<TeamId>& teams) {
    v1::ScreenSettings settings;
    settings.set_id(screen.id.text());
    settings.set_name(screen.name);
    settings.set_place(screen.place);
    for (const auto& team : teams) settings.add_team_ids(team.text());
    settings.set_language(screen.language);
    settings.set_sound(screen.sound);
    return settings;
}

}  // namespace koebel::screen
