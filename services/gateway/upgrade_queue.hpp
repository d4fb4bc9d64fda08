#pragma once

#include <chrono>
#include <mutex>

namespace koebel::gateway {

/// How many WebSockets open a second on this node, and how long one waits for its turn.
struct UpgradeBounds {
    double per_second = 500;                 ///< 1 to 100,000
    double burst = 500;                      ///< at once; 1 to 100,000
    std::chrono::milliseconds wait{20'000};  ///< longer: told when to come back; 0 to 25 s, as pages wait for 27
};

/// A token bucket whose callers may wait for tokens that are still to come, in the order in which they came. Who would
/// wait longer than allowed is sent away and takes none. Thread-safe; a lock and an addition a caller.
class UpgradeQueue {
public:
    using Clock = std::chrono::steady_clock;

    struct Turn {
        bool granted = false;
        std::chrono::milliseconds in{0};  ///< granted: when it is; else: when asking again makes sense
    };

    explicit UpgradeQueue(UpgradeBounds bounds);

    [[nodiscard]] Turn take(Clock::time_point now);

private:
    const UpgradeBounds bounds_;
    const Clock::duration each_;
    const Clock::duration saved_;
    std::mutex mutex_;
    Clock::time_point next_;  // when the next one's token would be there, had nothing been saved
};

}  // namespace koebel::gateway
