#include "leaderboard/newest.hpp"

#include "base/static_text.hpp"
#include "people/visible_to.hpp"

namespace koebel::leaderboard {
namespace {

constexpr auto kMoments = static_text(
    "MAX(CASE WHEN r.week = $1 THEN r.given_at END), MAX(CASE WHEN r.month = $2 THEN r.given_at END),"
    " MAX(CASE WHEN r.quarter = $3 THEN r.given_at END), MAX(CASE WHEN r.year = $4 THEN r.given_at END)"
);

constexpr auto kNewestReceivedText = "SELECT said.person_id, " + kMoments +
                                     " FROM recognition_recipient said JOIN recognition r ON r.id = said.recognition_id"
                                     " WHERE said.person_id IN @list($5) AND r.team_id IS NULL AND " +
                                     people::kGivenToEveryone + " GROUP BY said.person_id";
constexpr store::Sql kNewestReceived{"leaderboard.newest_received", kNewestReceivedText};

constexpr auto kOfValueText = "SELECT said.person_id, " + kMoments +
                              ", carried.value_id FROM recognition_recipient said"
                              " JOIN recognition r ON r.id = said.recognition_id"
                              " JOIN recognition_value carried ON carried.recognition_id = r.id"
                              " WHERE said.person_id IN @list($5) AND carried.value_id IN @list($6)"
                              " AND r.team_id IS NULL AND " +
                              people::kGivenToEveryone + " GROUP BY said.person_id, carried.value_id";
constexpr store::Sql kNewestOfValue{"leaderboard.newest_of_value", kOfValueText};

constexpr auto kNewestGivenText = "SELECT r.giver_id, " + kMoments +
                                  " FROM recognition r WHERE r.giver_id = $5 AND r.team_id IS NULL AND " +
                                  people::kGivenToEveryone + " GROUP BY r.giver_id";
constexpr store::Sql kNewestGiven{"leaderboard.newest_given", kNewestGivenText};

constexpr auto kNewestOfTeamsText = "SELECT touched.team_id, " + kMoments +
                                    " FROM recognition_team touched JOIN recognition r ON r.id = touched.recognition_id"
                                    " WHERE touched.team_id IN @list($5) AND " +
                                    people::kGivenToEveryone + " GROUP BY touched.team_id";
constexpr store::Sql kNewestOfTeams{"leaderboard.newest_of_teams", kNewestOfTeamsText};

using At = std::optional<Instant>;
using OfMember = std::tuple<std::string, At, At, At, At>;
using NewestOfValue = std::tuple<std::string, At, At, At, At, ValueId>;

}  // namespace

Newest Newest::read(store::Reader& reader, const Counted& counted) {
    const auto& [thanks, periods] = counted;
    const auto& [week, month, quarter, year] = periods;
    const auto [received, of_values, given, teams] = reader.read(
        store::query<OfMember>(kNewestReceived, week, month, quarter, year, thanks.people),
        store::query<NewestOfValue>(kNewestOfValue, week, month, quarter, year, thanks.people, thanks.values),
        store::query<OfMember>(kNewestGiven, week, month, quarter, year, thanks.giver),
        store::query<OfMember>(kNewestOfTeams, week, month, quarter, year, thanks.teams)
    );
    Newest newest;
    const auto keep = [&](v1::BoardKind kind, const std::vector<OfMember>& rows) {
        for (const auto& [member, w, m, q, y] : rows) newest.moments_[{Ranking{kind}, member}] = {w, m, q, y};
    };
    keep(v1::BOARD_KIND_RECEIVED, received);
    keep(v1::BOARD_KIND_GIVEN, given);
    keep(v1::BOARD_KIND_TEAMS, teams);
    for (const auto& [member, w, m, q, y, value] : of_values) {
        newest.moments_[{Ranking{v1::BOARD_KIND_VALUE, value}, member}] = {w, m, q, y};
    }
    return newest;
}

std::optional<Instant> Newest::of(const Ranking& ranking, const std::string& member, v1::PeriodKind kind) const {
    const auto found = moments_.find({ranking, member});
    if (found == moments_.end()) return std::nullopt;
    return found->second.at(static_cast<std::size_t>(kind) - 1);
}

}  // namespace koebel::leaderboard
