#include "screen/wall.hpp"

#include "people/organisation.hpp"
#include "people/value.hpp"
#include "people/visible_to.hpp"
#include "recognition/pages.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <iterator>
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

std::vector<v1::WallRecognition> newest(store::Reader& reader, const std::vector<TeamId>& teams, std::size_t limit) {
    if (teams.empty()) return recognition::list_wall(reader, std::nullopt, limit);
    // One that was said to two of its teams stands on the wall once.
    std::vector<v1::WallRecognition> all;
    for (const auto& team : teams)
        std::ranges::move(recognition::list_wall(reader, team, limit), std::back_inserter(all));
    std::ranges::sort(all, std::greater{}, &v1::WallRecognition::position);
    const auto repeated = std::ranges::unique(all, {}, &v1::WallRecognition::position);
    all.erase(repeated.begin(), repeated.end());
    if (all.size() > limit) all.resize(limit);
    return all;
}

std::uint32_t thanks(store::Reader& reader, std::int64_t week, const std::vector<TeamId>& teams) {
    const auto count = teams.empty() ? reader.row<std::uint32_t>(kThanks, week)
                                     : reader.row<std::uint32_t>(kThanksOfTeams, week, teams);
    return count.value_or(0);
}

}  // namespace

Result<v1::GetWallResponse> wall(
    store::Reader& reader, const ScreenId& id, std::uint32_t limit, std::string_view public_url
) {
    const auto [screens_found, teams, organisations, values] =
        reader.read(screen_by_id(id), teams_of_screen(id), people::organisation(), people::values());
    if (screens_found.empty() || screens_found.front().revoked || organisations.empty()) {
        return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    }
    const auto& organisation = organisations.front();
    const auto topics = topics_of(id, teams);
    const auto at_most = limit == 0 ? kWallRecognitions : std::min(limit, kMostWallRecognitions);

    v1::GetWallResponse response;
    *response.mutable_settings() = to_settings(screens_found.front(), teams);
    *response.mutable_organisation() = people::to_message(organisation, values, public_url);
    for (auto& one : newest(reader, teams, at_most)) *response.add_recognitions() = std::move(one);
    response.set_thanks_this_week(thanks(reader, organisation.zone.week(reader.now()), teams));
    *response.mutable_snapshot() = store::snapshot(reader, topics);
    for (const auto& topic : topics) response.add_topics(topic);
    return response;
}

}  // namespace koebel::screen
