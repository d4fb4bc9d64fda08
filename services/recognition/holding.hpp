#pragma once

#include "recognition/hiding.hpp"
#include "recognition/stored.hpp"
#include "store/transaction.hpp"

#include <cstdint>

namespace koebel::recognition {

// A recognition with a held word: its giver sees it, and nobody else, until a curator has looked at it. Whether the
// curator may was decided before.

/// Lets it go, as if it were given now: its place in the log, its periods, boards, screens, inboxes and search. The
/// position of its first entry.
std::uint64_t release(store::Transaction& tx, StoredRow row);

/// It is not shown to anybody else. Its giver reads why, and has the credits back.
void decline(store::Transaction& tx, StoredRow row, Credits credits_total, const Hiding& hiding);

}  // namespace koebel::recognition
