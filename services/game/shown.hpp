#pragma once

#include "game/goal.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/goal.pb.h>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace koebel::game {

/// What is shown of goals, and what follows from it.
struct Standing {
    v1::Goals goals;
    std::vector<GoalId> due = {};        ///< have what they ask for, and nobody has written so yet
    std::chrono::microseconds holds{0};  ///< after so long others run or are shown, though nothing happens
};

/// Reads it: those that run, and those reached in the last week.
[[nodiscard]] Standing read_standing(store::Reader& reader);

/// The newest Standing that this node read: a thousand pages that come at nine count once. Thread-safe.
class Shown {
public:
    explicit Shown(std::chrono::milliseconds pause) : pause_(pause) {}

    /// Reads it, whatever was read before.
    [[nodiscard]] Standing read(store::Reader& reader);

    /// What was read a moment ago, else reads it. A moment is the pause, and nine times what the reading took if that
    /// is more.
    [[nodiscard]] v1::Goals recent(store::Reader& reader);

    /// What was read shows something no more.
    void forget();

    /// How long after the last reading began the next one may.
    [[nodiscard]] std::chrono::microseconds pause() const;

private:
    using Steady = std::chrono::steady_clock;

    [[nodiscard]] std::chrono::microseconds pause_now() const;

    const std::chrono::milliseconds pause_;
    mutable std::mutex mutex_;
    std::optional<v1::Goals> newest_;
    std::uint64_t forgotten_ = 0;  ///< how often
    Steady::time_point read_at_;
    Steady::duration took_{0};
};

}  // namespace koebel::game
