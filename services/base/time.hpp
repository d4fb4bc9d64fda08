#pragma once

#include <chrono>

namespace koebel {

/// A moment: microseconds since 1970 in UTC, as SQL keeps it.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Tells the time. Thread-safe.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override {
        return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
};

}  // namespace koebel
