#include "gateway/upgrade_queue.hpp"

#include <algorithm>

namespace koebel::gateway {

namespace {

UpgradeQueue::Clock::duration seconds(double count) {
    return std::chrono::duration_cast<UpgradeQueue::Clock::duration>(std::chrono::duration<double>{count});
}

}  // namespace

UpgradeQueue::UpgradeQueue(UpgradeBounds bounds)
    : bounds_(bounds), each_(seconds(1 / bounds.per_second)), saved_(seconds((bounds.burst - 1) / bounds.per_second)) {}

UpgradeQueue::Turn UpgradeQueue::take(Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    const auto token = std::max(next_, now);
    const auto wait = std::max(token - saved_ - now, Clock::duration::zero());
    if (wait > bounds_.wait) {
        return {.granted = false, .in = std::chrono::ceil<std::chrono::milliseconds>(wait - bounds_.wait)};
    }
    next_ = token + each_;
    return {.granted = true, .in = std::chrono::ceil<std::chrono::milliseconds>(wait)};
}

}  // namespace koebel::gateway
