#pragma once

#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace koebel::leaderboard {

namespace asio = boost::asio;

/// How much an audit reads in one job.
struct AuditPieces {
    std::size_t members = 20;   ///< each with a place on a dozen boards in as many periods as are kept
    std::size_t pairs = 5'000;  ///< rows of board_pair
};

/// Recomputes the standings of every period that is kept from the recognitions themselves, and compares: the first
/// difference, or nothing. Names ids and numbers only. For `koebeld verify`, not for a page.
///
/// Goes in pieces, so that no read job is long and memory does not grow with the organisation: people and teams in the
/// order of their ids, a few in each job. Writes go on meanwhile and raise no false alarm, because a piece reads
/// everything that makes its members' standings, and these, in one snapshot. Who joins behind the cursor is not looked
/// at.
asio::awaitable<std::optional<std::string>> wrong_standing(store::Store& store, AuditPieces pieces);

}  // namespace koebel::leaderboard
