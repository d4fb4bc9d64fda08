#pragma once

#include "base/credits.hpp"

#include <cstdint>
#include <optional>

namespace koebel::recognition {

/// The organisation's rule: what comes in each local Monday, and what an allowance never exceeds.
struct Bucket {
    Credits weekly;
    Credits cap;
};

/// What stands in SQL: what was left when it was last written, and the local week (Zone::week) of that.
struct Allowance {
    Credits left;
    std::int64_t week = 0;
};

/// What a person has to give in week `now`: min(cap, left + weekly · weeks since). Without a row the
/// bucket is full: a new colleague starts with it. A week before the stored one refills nothing.
[[nodiscard]] Credits left_now(const std::optional<Allowance>& allowance, const Bucket& bucket, std::int64_t now);

/// The allowance after `left` was written in week `now`. The stored week never moves back, so that a
/// clock that jumped cannot refill twice.
[[nodiscard]] Allowance written(const std::optional<Allowance>& before, Credits left, std::int64_t now);

/// How a gift is paid.
struct Share {
    Credits each;   ///< what each recipient gets
    Credits total;  ///< what the giver pays
};

/// `asked` for each of `recipients`, or ⌊left / recipients⌋ when less is left. Never refuses: an empty
/// allowance gives words with 0 credits. `recipients` is at least 1.
[[nodiscard]] Share share(Credits left, Credits asked, std::int64_t recipients);

/// What is left after `credits` came back from a recognition taken back: never more than the cap.
[[nodiscard]] Credits returned(Credits left, Credits credits, const Bucket& bucket);

}  // namespace koebel::recognition
