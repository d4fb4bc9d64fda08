#pragma once

#include "base/result.hpp"
#include "leaderboard/choosing.hpp"
#include "leaderboard/index.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/leaderboard.pb.h>

#include <optional>

namespace koebel::leaderboard {

/// A person's own place on the running board, and nothing else; one job of Store::read. `indexed` is used where it is
/// about this board of this history, otherwise SQL answers, the same. Refuses as view_board does, and with
///   kInvalidArgument     BOARD_INVALID: a board of teams, or a period that is not 0
[[nodiscard]] Result<v1::GetPlaceResponse> view_own_place(
    store::Reader& reader,
    const v1::BoardKey& key,
    const PersonId& person,
    const std::optional<IndexedPlace>& indexed = std::nullopt
);

/// Which boards have places of people on them, and run. Refuses with kInvalidArgument BOARD_INVALID the others.
[[nodiscard]] Result<Ranking> ranking_of_people(const v1::BoardKey& key);

/// Why somebody has no place on a board.
[[nodiscard]] v1::GetBoardResponse::Absence absence_of(
    store::Reader& reader, const PersonId& person, const Choice& choice
);

/// A score as it is shown: colleagues, or points.
[[nodiscard]] double shown_score(const Ranking& ranking, const Place& place);

}  // namespace koebel::leaderboard
