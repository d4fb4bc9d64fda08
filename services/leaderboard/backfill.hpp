#pragma once

#include "leaderboard/settings.hpp"
#include "store/store.hpp"

#include <cstddef>
#include <functional>

namespace koebel::leaderboard {

/// How much one write of a backfill does.
struct BackfillPieces {
    std::size_t periods = 30;
    std::size_t members = 20;
};

/// Gives thank-yous from before there were boards their standings: opens the periods that are kept, and makes pairs and
/// places of each member what the recognitions make them. Blocks; before anybody is served, so nobody sees half of it.
/// Does nothing, at the cost of one read, where nothing is left to do.
///
/// A piece is one write, which also notes how far it got (table board_backfill): who is ended goes on there, and two
/// nodes that start together share the work. Values are absolute, so a piece that is done twice changes nothing. A node
/// that counts meanwhile does no harm: it opens its periods itself, all pairs are right before the first place is
/// made of them, and places are made anew from all recognitions there are.
///
/// `each` is called after every piece; what it throws ends the backfill there.
void backfill(
    store::Store& store, const Settings& settings, const BackfillPieces& pieces, const std::function<void()>& each
);

}  // namespace koebel::leaderboard
