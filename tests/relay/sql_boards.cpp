#include "relay/sql_boards.hpp"

namespace koebel::live {
namespace {

constexpr store::Sql kCreate{
    "test.create_places",
    "CREATE TABLE place (board TEXT, member TEXT, score TEXT, PRIMARY KEY (board, member))",
    "CREATE TABLE place (board TEXT COLLATE \"C\", member TEXT COLLATE \"C\", score TEXT, PRIMARY KEY (board, member))",
};
constexpr store::Sql kPlace{
    "test.place",
    "INSERT INTO place (board, member, score) VALUES ($1, $2, $3)"
    " ON CONFLICT (board, member) DO UPDATE SET score = excluded.score",
};
constexpr store::Sql kLeave{"test.leave", "DELETE FROM place WHERE board = $1 AND member = $2"};
constexpr store::Sql kBoards{"test.boards", "SELECT DISTINCT board FROM place ORDER BY board"};
constexpr store::Sql kSize{"test.size", "SELECT count(*) FROM place WHERE board = $1"};
constexpr store::Sql kMembers{
    "test.members",
    "SELECT member, score FROM place WHERE board = $1 AND member > $2 ORDER BY member LIMIT $3",
};
constexpr store::Sql kScores{"test.scores", "SELECT member, score FROM place WHERE board = $1 AND member IN @list($2)"};

std::vector<IndexMember> to_members(std::vector<std::tuple<std::string, std::string>> rows) {
    std::vector<IndexMember> members;
    members.reserve(rows.size());
    for (auto& [member, score] : rows) members.push_back({std::move(member), std::move(score)});
    return members;
}

}  // namespace

void SqlBoards::create(store::Store& store) {
    (void)store.write_now("test.create_places", [](store::Transaction& tx) -> Result<int> {
        tx.run(kCreate);
        return 0;
    });
}

void SqlBoards::place_silently(
    store::Transaction& tx, const std::string& board, const std::string& member, const std::string& score
) {
    if (score.empty()) tx.run(kLeave, board, member);
    if (!score.empty()) tx.run(kPlace, board, member, score);
}

std::uint64_t SqlBoards::place(
    store::Transaction& tx, const std::string& board, const std::string& member, const std::string& score
) {
    place_silently(tx, board, member, score);
    const auto value = score.empty() ? std::string{"null"} : "\"" + score + "\"";
    v1::EventBody body;
    body.mutable_recognition_withdrawn()->set_recognition_id(member);
    return tx.append({
        .topic = "feed",
        .body = body,
        .index_updates = "[[\"" + board + "\",\"" + member + "\"," + value + "]]",
    });
}

std::vector<std::string> SqlBoards::boards(store::Reader& reader) {
    return reader.rows<std::string>(kBoards);
}

std::uint64_t SqlBoards::size(store::Reader& reader, const std::string& board) {
    return reader.row<std::uint64_t>(kSize, board).value_or(0);
}

std::vector<IndexMember> SqlBoards::members(
    store::Reader& reader, const std::string& board, const std::string& after, std::size_t limit
) {
    return to_members(reader.rows<std::tuple<std::string, std::string>>(kMembers, board, after, limit));
}

std::vector<IndexMember> SqlBoards::scores(
    store::Reader& reader, const std::string& board, const std::vector<std::string>& members
) {
    return to_members(reader.rows<std::tuple<std::string, std::string>>(kScores, board, members));
}

}  // namespace koebel::live
