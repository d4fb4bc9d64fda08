#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace koebel {

/// The organisation's time zone, from the system's tzdata. Immutable, cheap to copy.
class Zone {
public:
    /// Throws std::runtime_error for a name that tzdata does not know.
    explicit Zone(std::string_view name);

    [[nodiscard]] static bool is_known(std::string_view name);
    [[nodiscard]] const std::string& name() const { return name_; }

    /// The number of the local Monday: weeks since Monday 1970-01-05, by the local calendar.
    [[nodiscard]] std::int64_t week(Instant at) const;

    /// The first moment of the local week that `at` lies in.
    [[nodiscard]] Instant week_start(Instant at) const;

    /// The local calendar day of `at`.
    [[nodiscard]] std::chrono::local_days local_day(Instant at) const;

    /// What a clock on the wall says at `at`.
    [[nodiscard]] std::chrono::local_seconds local(Instant at) const;

    /// The moment a local time names; the earliest one where it is ambiguous, and the first moment
    /// after the gap where it does not exist.
    [[nodiscard]] Instant to_instant(std::chrono::local_seconds local) const;

private:
    std::string name_;
    const date::time_zone* zone_;
};

}  // namespace koebel
