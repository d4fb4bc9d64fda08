#pragma once

#include "conversation/audience.hpp"
#include "conversation/entries.hpp"
#include "conversation/remark.hpp"
#include "conversation/removing.hpp"
#include "store/transaction.hpp"

#include <cstdint>

namespace koebel::conversation {

// A remark with a held word: its author sees it, and nobody else, until a curator has looked at it.

/// Whether what is said there is looked at first: what everyone may see, screens included. What only some see never is.
[[nodiscard]] bool is_looked_at(const Audience& audience);

/// Tells its author's pages of a remark that is held, or that its words changed, and the curators that it waits. The
/// position of the first entry.
std::uint64_t hold(store::Transaction& tx, const RemarkRow& row, const Counts& counts);

/// Lets it go, as if it were said now: its audience is told, and whom it concerns; its author too. The position of the
/// first entry.
std::uint64_t release(store::Transaction& tx, RemarkRow row);

/// It is not shown; its author is told why. Its credits go to nobody: returning them is its caller's. The position of
/// the first entry.
std::uint64_t decline(store::Transaction& tx, const RemarkRow& row, const Hiding& hiding);

}  // namespace koebel::conversation
