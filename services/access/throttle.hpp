#pragma once

#include "access/settings.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <string>
#include <string_view>

namespace koebel::access {

/// What an address counts as: itself, and for IPv6 its /64, which is one household's or office's.
[[nodiscard]] std::string throttled_as(std::string_view address);

/// Whether an address has failed too often in this window. All nodes ask the same rows. Refuses with
///   kResourceExhausted  TOO_MANY_ATTEMPTS (with retry_after_ms: the window's end; never for good)
[[nodiscard]] Result<void> may_try(store::Reader& reader, std::string_view address, const Settings& settings);

/// Counts a failed attempt, in the trail too. The job that calls it must succeed: a refusal would take
/// the count back.
void record_failure(
    store::Transaction& tx, std::string_view address, std::string_view reason, const Settings& settings
);

}  // namespace koebel::access
