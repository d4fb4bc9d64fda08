#pragma once

#include <chrono>
#include <cstdint>

namespace koebel::game {

/// The room's limits. Defaults here; koebeld's option table fills them and holds the bounds.
struct Settings {
    /// 1 to 10: goals that may run on one day.
    std::uint32_t goals = 3;
    /// 250 to 60,000 ms: between two readings of goals that are looked at. One that takes long pauses longer.
    std::chrono::milliseconds pause{1'000};
};

}  // namespace koebel::game
