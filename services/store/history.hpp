#pragma once

#include "store/log_entry.hpp"
#include "store/transaction.hpp"

#include <string>

namespace koebel::store {

/// Looks whether `delivered` still stands in the log, and begins a new epoch when it does not: history
/// was rewound, by a data file that was copied back or a failover that lost commits. Someone who was
/// quicker has begun one already; then nothing is done. Returns the epoch that holds.
[[nodiscard]] std::string confirm_history(Transaction& tx, const LogHead& delivered);

}  // namespace koebel::store
