#pragma once

#include "leaderboard/board.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::leaderboard {

/// A place on a board as it is from an entry of the log on.
struct IndexUpdate {
    BoardName board;
    std::string member;
    std::optional<std::int64_t> score;  ///< none: not on the board
};

/// As store::NewEntry::index_updates has it: [["received/m24311","ID","-84557824"],["given/m24311","ID",null]].
/// Empty for none.
[[nodiscard]] std::string to_text(const std::vector<IndexUpdate>& updates);

/// Appends entries of the internal topic `access` that carry the updates, at most 500 each, and at least one: boards
/// changed otherwise than by a recognition. The position of the last.
std::uint64_t append_boards_changed(store::Transaction& tx, const std::vector<IndexUpdate>& updates);

/// Boards of a kind of period from the running one back to this many before are kept in the index: one is shown
/// beside it, and one more is there when a change of zone makes yesterday today again.
inline constexpr std::int64_t kIndexedBefore = 2;

/// Whether a period's boards are in the index now.
[[nodiscard]] bool is_indexed(const Period& period, const Periods& running);

}  // namespace koebel::leaderboard
