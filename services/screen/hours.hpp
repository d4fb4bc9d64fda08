#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"

#include <koebel/v1/screen_settings.pb.h>

#include <chrono>
#include <cstdint>

namespace koebel::screen {

/// When a screen is awake, by its own clock.
struct Hours {
    std::chrono::minutes from{};   ///< after midnight
    std::chrono::minutes until{};  ///< the same; before `from`: on the next day
    std::uint32_t weekdays = 0;    ///< those on which they begin, 1 << ISO weekday; 0: every day

    /// Refuses with kInvalidArgument HOURS_INVALID minutes and days that are none, and hours without length.
    [[nodiscard]] static Result<Hours> from_message(const v1::WakingHours& message);
    [[nodiscard]] v1::WakingHours to_message() const;

    [[nodiscard]] bool contain(const Zone& zone, Instant at) const;

    friend bool operator==(const Hours&, const Hours&) = default;
};

}  // namespace koebel::screen
