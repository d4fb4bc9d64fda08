#pragma once

#include "base/time.hpp"

#include <atomic>

namespace koebel::test {

/// A clock that stands still until a test moves it. Thread-safe.
class ManualClock final : public Clock {
public:
    /// Monday 2 March 2026, 09:00 in UTC: an ordinary working day.
    static constexpr Instant kStart{std::chrono::sys_days{std::chrono::March / 2 / 2026} + std::chrono::hours{9}};

    explicit ManualClock(Instant start = kStart) : now_(start) {}

    [[nodiscard]] Instant now() const override { return now_; }
    void set(Instant now) { now_ = now; }
    void advance(std::chrono::microseconds by) { now_ = now_.load() + by; }

private:
    std::atomic<Instant> now_;
};

}  // namespace koebel::test
