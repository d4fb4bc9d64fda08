#include "leaderboard/team_board.hpp"

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kTeamBoard{
    "leaderboard.teams",
    "SELECT counted.team_id, counted.heads, COALESCE(s.units, 0), COALESCE(s.reached, 0) FROM board_team counted"
    " LEFT JOIN standing s ON s.period = counted.period AND s.board = 'teams' AND s.member_id = counted.team_id"
    " WHERE counted.period = $1 AND counted.heads >= $2"
};

struct TeamRow {
    TeamThanks team;
    static TeamRow from(const store::Row& row) {
        return {{
            .team = row.get<TeamId>(0),
            .heads = row.integer(1),
            .thanks = row.integer(2),
            .reached = row.integer(3),
        }};
    }
};

}  // namespace

std::vector<TeamPlace> read_teams(store::Reader& reader, const Period& period, std::int64_t weight) {
    std::vector<TeamThanks> teams;
    for (auto& row : reader.rows<TeamRow>(kTeamBoard, period.text(), kSmallestTeam))
        teams.push_back(std::move(row.team));
    return rank_teams(teams, weight);
}

}  // namespace koebel::leaderboard
