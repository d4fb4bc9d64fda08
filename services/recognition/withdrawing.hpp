#pragma once

#include "base/id.hpp"
#include "recognition/writing.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <vector>

namespace koebel::recognition {

/// Withdraws a recognition: its words go from the row and from every topic, and boards count it no longer. Its giver's
/// own topic says so too. The allowance is the caller's matter. The position of its first entry.
std::uint64_t withdraw(
    store::Transaction& tx, const RecognitionId& id, const PersonId& giver, const std::vector<PositionRow>& positions
);

}  // namespace koebel::recognition
