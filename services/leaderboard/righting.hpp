#pragma once

#include "base/zone.hpp"
#include "leaderboard/index_updates.hpp"
#include "leaderboard/recount.hpp"
#include "store/transaction.hpp"

#include <string>
#include <vector>

namespace koebel::leaderboard {

// Makes of what stands there what the recognitions make it. Values are absolute: done twice it changes nothing.

/// Writes the pairs of `expected` that are not so in `stored`; what is only in `stored` becomes 0.
void write_changed_pairs(store::Transaction& tx, const Pairs& expected, const Pairs& stored);

/// The pairs of these givers, recounted.
void make_pairs_right(store::Transaction& tx, const std::vector<std::string>& givers);

/// What making places right did.
struct PlacesRighted {
    bool has_changed = false;          ///< any of them, also those that no index holds
    std::vector<IndexUpdate> updates;  ///< what the index has to be told
};

/// The places of these members, recounted.
[[nodiscard]] PlacesRighted make_places_right(
    store::Transaction& tx, const std::vector<std::string>& members, const Zone& zone
);

}  // namespace koebel::leaderboard
