#include "screen/wall.hpp"

#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/value.hpp"
#include "people/visible_to.hpp"
#include "recognition/pages.hpp"
#include "screen/newcomers.hpp"
#include "screen/pin.hpp"
#include "screen/repository.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace koebel::screen {

namespace {

constexpr auto kThanksText = "SELECT COUNT(*) FROM recognition r WHERE r.week = $1 AND " + people::kVisibleOnScreens;
constexpr store::Sql kThanks{"screen.thanks", kThanksText};

constexpr auto kThanksOfTeamsText =
    "SELECT COUNT(*) FROM recognition r WHERE r.week = $1 AND " + people::kVisibleOnScreens +
    " AND EXISTS (SELECT 1 FROM recognition_team rt WHERE rt.recognition_id = r.id AND rt.team_id IN @list($2))";
constexpr store::Sql kThanksOfTeams{"screen.thanks_of_teams", kThanksOfTeamsText};

constexpr auto kThanksWithValuesText =
    "SELECT COUNT(*) FROM recognition r WHERE r.week = $1 AND " + people::kVisibleOnScreens +
    " AND EXISTS (SELECT 1 FROM recognition_value rv WHERE rv.recognition_id = r.id AND rv.value_id IN @list($2))";
constexpr store::Sql kThanksWithValues{"screen.thanks_with_values", kThanksWithValuesText};

constexpr auto kThanksOfTeamsWithValuesText =
    "SELECT COUNT(*) FROM recognition r WHERE r.week = $1 AND " + people::kVisibleOnScreens +
    " AND EXISTS (SELECT 1 FROM recognition_team rt WHERE rt.recognition_id = r.id AND rt.team_id IN @list($2))"
    " AND EXISTS (SELECT 1 FROM recognition_value rv WHERE rv.recognition_id = r.id AND rv.value_id IN @list($3))";
constexpr store::Sql kThanksOfTeamsWithValues{"screen.thanks_of_teams_with_values", kThanksOfTeamsWithValuesText};

/// Weeks after which a year's calendar repeats: the same days of the week, and nearly the same dates.
constexpr std::int64_t kWeeksOfYear = 52;
constexpr std::size_t kLastYear = 5;

// $2: since when somebody is new. $3: the week a year ago.
constexpr auto kStandsBesideText =
    "SELECT 1 FROM person p WHERE p.id = $1 AND (p.created_at >= $2 OR EXISTS (SELECT 1 FROM recognition r"
    " WHERE r.week = $3 AND (r.giver_id = p.id OR EXISTS (SELECT 1 FROM recognition_recipient said_to"
    " WHERE said_to.recognition_id = r.id AND said_to.person_id = p.id AND said_to.unnamed = 0)) AND " +
    people::kVisibleOnScreens + "))";
constexpr store::Sql kStandsBeside{"screen.stands_beside", kStandsBesideText};

std::vector<v1::WallRecognition> newest(store::Reader& reader, const Filter& filter, std::size_t limit) {
    if (filter.teams.empty()) return recognition::list_wall(reader, std::nullopt, limit, filter.values);
    // One that was said to two of its teams stands on the wall once.
    std::vector<v1::WallRecognition> all;
    for (const auto& team : filter.teams) {
        std::ranges::move(recognition::list_wall(reader, team, limit, filter.values), std::back_inserter(all));
    }
    std::ranges::sort(all, std::greater{}, &v1::WallRecognition::position);
    const auto repeated = std::ranges::unique(all, {}, &v1::WallRecognition::position);
    all.erase(repeated.begin(), repeated.end());
    if (all.size() > limit) all.resize(limit);
    return all;
}

std::optional<std::uint32_t> count_thanks(store::Reader& reader, std::int64_t week, const Filter& filter) {
    const auto& [teams, values] = filter;
    if (teams.empty() && values.empty()) return reader.row<std::uint32_t>(kThanks, week);
    if (values.empty()) return reader.row<std::uint32_t>(kThanksOfTeams, week, teams);
    if (teams.empty()) return reader.row<std::uint32_t>(kThanksWithValues, week, values);
    return reader.row<std::uint32_t>(kThanksOfTeamsWithValues, week, teams, values);
}

/// What a wall tells beside its shout-outs.
void add_rail(
    store::Reader& reader,
    v1::GetWallResponse& response,
    const Filter& filter,
    std::int64_t week,
    const Settings& settings
) {
    for (const auto& one : newcomers(reader, filter.teams, settings)) {
        auto& newcomer = *response.add_newcomers();
        *newcomer.mutable_person() = people::card_for_wall(one.person);
        *newcomer.mutable_joined_at() = to_timestamp(one.joined_at);
    }
    const auto last_year = week - kWeeksOfYear;
    for (auto& one : recognition::list_wall_of_week(reader, last_year, kLastYear, filter.teams, filter.values)) {
        *response.add_last_year() = std::move(one);
    }
}

}  // namespace

Result<v1::GetWallResponse> wall(
    store::Reader& reader, const ScreenId& id, std::uint32_t limit, const Settings& settings
) {
    const auto [screens_found, organisations, values] =
        reader.read(screen_by_id(id), people::organisation(), people::values());
    if (screens_found.empty() || screens_found.front().revoked || organisations.empty()) {
        return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    }
    const auto& organisation = organisations.front();
    const auto filter = filter_of(reader, id);
    const auto& screen = screens_found.front();
    const auto topics = topics_of(id, screen.manner.mode, filter.teams);
    const auto at_most = limit == 0 ? kWallRecognitions : std::min(limit, kMostWallRecognitions);

    v1::GetWallResponse response;
    *response.mutable_settings() = to_settings(screen, filter);
    *response.mutable_organisation() = people::to_message(organisation, values, settings.public_url);
    const auto week = organisation.zone.week(reader.now());
    if (screen.manner.is_lobby()) {
        for (auto& bell : recognition::list_lobby(reader, at_most)) *response.add_bells() = std::move(bell);
        response.set_thanks_this_week(count_thanks(reader, week, {}).value_or(0));
    } else {
        for (auto& one : newest(reader, filter, at_most)) *response.add_recognitions() = std::move(one);
        response.set_thanks_this_week(count_thanks(reader, week, filter).value_or(0));
        add_rail(reader, response, filter, week, settings);
    }
    for (auto& pin : pins_on(reader, id)) *response.add_pins() = std::move(pin);
    response.set_ring_pause_seconds(static_cast<std::uint32_t>(settings.ring_pause.count()));
    response.set_report_seconds(static_cast<std::uint32_t>(settings.report.count()));
    *response.mutable_snapshot() = store::snapshot(reader, topics);
    for (const auto& topic : topics) response.add_topics(topic);
    return response;
}

void tell_screens_that_show(store::Transaction& tx, const PersonId& person, const Settings& settings) {
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty()) return;
    const auto last_year = organisations.front().zone.week(tx.now()) - kWeeksOfYear;
    if (tx.row<std::int64_t>(kStandsBeside, person, tx.now() - settings.newcomer, last_year)) tell_screens(tx);
}

}  // namespace koebel::screen
