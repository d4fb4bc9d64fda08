#pragma once

#include "base/result.hpp"
#include "leaderboard/board.hpp"
#include "leaderboard/index.hpp"
#include "leaderboard/settings.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/leaderboard.pb.h>

#include <optional>

namespace koebel::leaderboard {

// Boards as somebody may see them: names, ranks, or neither. Each function is one job of Store::read.

/// Who looks.
struct Viewer {
    Audience audience = Audience::kColleagues;
    PersonId person = {};  ///< whose own place is told; empty: nobody's
};

/// Refuses with
///   kInvalidArgument     BOARD_INVALID: not a kind of board or period, or a value where none belongs, or none where
///   one
///                        does
///   kNotFound            BOARD_NOT_FOUND: no such value, or a period that is not kept or has not come
///   kFailedPrecondition  BOARDS_OFF
///
/// `indexed` is used where it is about this board of this history, and names nobody who left the boards meanwhile;
/// otherwise SQL answers, the same.
[[nodiscard]] Result<v1::GetBoardResponse> view_board(
    store::Reader& reader,
    const v1::BoardKey& key,
    const Viewer& viewer,
    const Settings& settings,
    const std::optional<Indexed>& indexed = std::nullopt
);

/// What is pushed on a topic: the running board, or only how boards are shown. Boards that are off are told as off,
/// without rows. None for a value that is not there.
[[nodiscard]] std::optional<v1::Board> view_topic(
    store::Reader& reader,
    const BoardTopic& topic,
    const Settings& settings,
    const std::optional<Indexed>& indexed = std::nullopt
);

/// The boards of the running periods, how they are shown, and where to hear that this changes.
[[nodiscard]] v1::ListBoardsResponse list_boards(store::Reader& reader, Audience audience);

/// The kind of board a key asks for, without its period.
[[nodiscard]] Result<Ranking> ranking_of(const v1::BoardKey& key);

}  // namespace koebel::leaderboard
