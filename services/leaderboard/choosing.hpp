#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/leaderboard.pb.h>

#include <cstdint>

namespace koebel::leaderboard {

/// What the organisation chose about its boards.
struct Choice {
    v1::BoardsShown shown = v1::BOARDS_SHOWN_RANKS;
    bool leaders = false;  ///< whether leaders are on them

    static Choice from(const store::Row& row);
    friend bool operator==(const Choice&, const Choice&) = default;
};
[[nodiscard]] store::Query<Choice> choice();

/// Chooses; leaders come or go at once. Something else than before is in the history of features, as done by `by`. The
/// position of the change.
std::uint64_t choose(store::Transaction& tx, const Choice& wanted, const PersonId& by);

}  // namespace koebel::leaderboard
