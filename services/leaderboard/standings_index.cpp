#include "leaderboard/standings_index.hpp"

#include "leaderboard/board.hpp"
#include "leaderboard/index_updates.hpp"
#include "people/organisation.hpp"

namespace koebel::leaderboard {
namespace {

// A walk along the index: one look for each board, however many are on it.
constexpr store::Sql kBoards{
    "leaderboard.indexed_boards",
    "SELECT (SELECT s.board FROM standing s WHERE s.period = $1 AND s.board > $2 AND s.board <> 'teams'"
    " AND s.present = 1 ORDER BY s.board LIMIT 1)"
};
constexpr store::Sql kIndexedSize{
    "leaderboard.indexed_size", "SELECT COUNT(*) FROM standing s WHERE s.period = $1 AND s.board = $2 AND s.present = 1"
};
constexpr store::Sql kMembers{
    "leaderboard.indexed_members",
    "SELECT s.member_id, s.score FROM standing s WHERE s.period = $1 AND s.board = $2 AND s.member_id > $3"
    " AND s.present = 1 ORDER BY s.member_id LIMIT $4"
};
constexpr store::Sql kScores{
    "leaderboard.indexed_scores",
    "SELECT s.member_id, s.score FROM standing s WHERE s.period = $1 AND s.board = $2 AND s.member_id IN @list($3)"
    " AND s.present = 1 ORDER BY s.member_id"
};

struct MemberRow {
    live::IndexMember member;
    static MemberRow from(const store::Row& row) { return {{row.text(0), std::to_string(row.integer(1))}}; }
};

std::vector<live::IndexMember> members_of(std::vector<MemberRow> rows) {
    std::vector<live::IndexMember> members;
    members.reserve(rows.size());
    for (auto& row : rows) members.push_back(std::move(row.member));
    return members;
}

/// A board as it is called in SQL; no board has the empty name.
struct Address {
    std::string period;
    std::string board;
};

Address address_of(const std::string& text) {
    const auto name = BoardName::parse(text);
    if (!name || name->ranking.is_of_teams()) return {};
    return {.period = name->period.text(), .board = name->ranking.text()};
}

}  // namespace

std::vector<std::string> StandingsIndex::boards(store::Reader& reader) {
    const auto organisations = std::get<0>(reader.read(people::organisation()));
    std::vector<std::string> boards;
    if (organisations.empty()) return boards;
    for (const auto& running : periods_of(organisations.front().zone, reader.now()).all()) {
        for (std::int64_t back = 0; back <= kIndexedBefore; ++back) {
            const auto period = running.before(back).text();
            std::string board;
            while (true) {
                board = reader.row<std::string>(kBoards, period, board).value_or("");
                if (board.empty()) break;
                boards.push_back(board + "/" + period);
            }
        }
    }
    return boards;
}

std::uint64_t StandingsIndex::size(store::Reader& reader, const std::string& board) {
    const auto [period, ranking] = address_of(board);
    return reader.row<std::uint64_t>(kIndexedSize, period, ranking).value_or(0);
}

std::vector<live::IndexMember> StandingsIndex::members(
    store::Reader& reader, const std::string& board, const std::string& after, std::size_t limit
) {
    const auto [period, ranking] = address_of(board);
    return members_of(reader.rows<MemberRow>(kMembers, period, ranking, after, limit));
}

std::vector<live::IndexMember> StandingsIndex::scores(
    store::Reader& reader, const std::string& board, const std::vector<std::string>& members
) {
    const auto [period, ranking] = address_of(board);
    return members_of(reader.rows<MemberRow>(kScores, period, ranking, members));
}

}  // namespace koebel::leaderboard
