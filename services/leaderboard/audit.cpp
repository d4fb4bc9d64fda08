#include "leaderboard/audit.hpp"

#include "leaderboard/recount.hpp"

#include <algorithm>
#include <sstream>
#include <tuple>
#include <vector>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kPairsAfter{
    "leaderboard.pairs_after",
    "SELECT s.period, s.board, s.giver_id, s.member_id, s.living, CASE WHEN p.forgotten = 0 THEN 1 ELSE 0 END,"
    " CASE WHEN EXISTS (SELECT 1 FROM person g WHERE g.id = s.giver_id) THEN 1 ELSE 0 END"
    " FROM board_pair s LEFT JOIN board_period p ON p.period = s.period"
    " WHERE (s.period, s.board, s.giver_id, s.member_id) > ($1, $2, $3, $4)"
    " ORDER BY s.period, s.board, s.giver_id, s.member_id LIMIT $5"
};

using Difference = std::optional<std::string>;

/// What one job found, and from where the next one goes on.
template <class Cursor>
struct Piece {
    Difference difference;
    std::optional<Cursor> rest;  ///< none: that was the last
};

std::string numbers(const PlaceRow& row) {
    return std::to_string(row.units) + " units, reached at " + std::to_string(row.reached) +
           (row.present ? ", on the board" : ", not on the board");
}

std::string where(const PlaceRow& row) {
    return row.board + "/" + row.period + ": " + row.member;
}

Difference wrong_place(const Places& expected, const Places& stored) {
    for (const auto& [key, row] : stored) {
        const auto said = where(row) + " stands there with " + numbers(row);
        const auto found = expected.find(key);
        if (found == expected.end()) return said + "; nothing makes it so";
        if (found->second != row) return said + "; recognitions make it " + numbers(found->second);
    }
    for (const auto& [key, row] : expected) {
        if (!stored.contains(key)) return where(row) + " is missing; recognitions make it " + numbers(row);
    }
    return std::nullopt;
}

std::string wrong_number(const Pairs::key_type& key, std::int64_t said, std::int64_t counted) {
    const auto& [giver, period, board, member] = key;
    std::ostringstream text;
    text << board << '/' << period << ": " << giver << " is said to have thanked " << member << ' ' << said
         << " times; it was " << counted;
    return std::move(text).str();
}

Difference wrong_pair(const Pairs& expected, const Pairs& stored) {
    for (const auto& [key, living] : stored) {
        const auto found = expected.find(key);
        const auto counted = found == expected.end() ? 0 : found->second;
        if (counted != living) return wrong_number(key, living, counted);
    }
    for (const auto& [key, living] : expected) {
        if (!stored.contains(key)) return wrong_number(key, 0, living);
    }
    return std::nullopt;
}

Piece<std::string> look_at_members(store::Reader& reader, const std::string& after, std::size_t limit) {
    const auto members = members_after(reader, after, limit);
    if (members.empty()) return {};
    const auto kept = kept_periods(reader);
    Piece<std::string> piece;
    piece.difference = wrong_place(recounted_places(reader, kept, members), stored_places(reader, members));
    if (!piece.difference) {
        piece.difference = wrong_pair(recounted_pairs(reader, kept, members), stored_pairs(reader, members));
    }
    piece.rest = members.back();
    return piece;
}

/// In the order of its primary key.
struct PairCursor {
    std::string period;
    std::string board;
    std::string giver;
    std::string member;
};

/// Pairs that no member leads to: of nobody, or on a board that there is not.
Piece<PairCursor> look_for_strays(store::Reader& reader, const PairCursor& after, std::size_t limit) {
    using Row = std::tuple<std::string, std::string, std::string, std::string, std::int64_t, bool, bool>;
    const auto boards = boards_of_pairs(reader);
    Piece<PairCursor> piece;
    for (const auto& [period, board, giver, member, living, is_kept, is_somebody] :
         reader.rows<Row>(kPairsAfter, after.period, after.board, after.giver, after.member, limit)) {
        piece.rest = {.period = period, .board = board, .giver = giver, .member = member};
        const bool is_known = is_somebody && std::ranges::find(boards, board) != boards.end();
        if (!is_kept || is_known || living == 0) continue;
        piece.difference = wrong_number({giver, period, board, member}, living, 0);
        break;
    }
    return piece;
}

}  // namespace

asio::awaitable<std::optional<std::string>> wrong_standing(store::Store& store, AuditPieces pieces) {
    for (std::optional<std::string> after{""}; after;) {
        auto job = [after = *after, limit = pieces.members](store::Reader& reader) {
            return look_at_members(reader, after, limit);
        };
        auto reading = store.read(job);  // named: g++ 12
        auto piece = co_await std::move(reading);
        if (piece.difference) co_return piece.difference;
        after = std::move(piece.rest);
    }
    for (std::optional<PairCursor> after{PairCursor{}}; after;) {
        auto job = [after = *after, limit = pieces.pairs](store::Reader& reader) {
            return look_for_strays(reader, after, limit);
        };
        auto reading = store.read(job);  // named: g++ 12
        auto piece = co_await std::move(reading);
        if (piece.difference) co_return piece.difference;
        after = std::move(piece.rest);
    }
    co_return std::nullopt;
}

}  // namespace koebel::leaderboard
