#pragma once

#include "base/id.hpp"
#include "leaderboard/board.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::leaderboard {

/// Somebody's place on a board of people.
struct Place {
    std::string member;
    std::int64_t units = 0;
    std::uint32_t rank = 0;  ///< 1 + how many have more units

    friend bool operator==(const Place&, const Place&) = default;
};

/// What may be told of a board of people to one of them, before names: SQL and the index give the same.
struct Extract {
    std::vector<Place> top;      ///< the first kNamed
    std::uint64_t size = 0;      ///< how many are on it
    std::optional<Place> me;     ///< where the person asked about stands
    std::vector<Place> around;   ///< `me` between kNeighbours on each side; empty when among the top
    std::uint64_t position = 0;  ///< everything up to this place in the log counts

    friend bool operator==(const Extract&, const Extract&) = default;
};

/// Where somebody stands on a board, and nothing else.
struct OwnPlace {
    std::optional<Place> place;  ///< none: not on the board
    std::uint64_t position = 0;  ///< everything up to this place in the log counts

    friend bool operator==(const OwnPlace&, const OwnPlace&) = default;
};

/// By SQL.
[[nodiscard]] OwnPlace read_own_place(store::Reader& reader, const BoardName& board, const PersonId& person);

/// By SQL. `me` empty: nobody.
[[nodiscard]] Extract read_extract(store::Reader& reader, const BoardName& board, const PersonId& me);

/// Ranks of the first places of a board, from the first on: equal units share one, and the next is skipped.
void rank_from_first(std::vector<Place>& places);

}  // namespace koebel::leaderboard
