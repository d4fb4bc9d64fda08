#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace koebel::runtime {

/// Asks parts of the process whether they still answer, and knows how long that takes. A part that owes an answer is
/// not asked again. Filled before the first beat; beats come from one thread, answers and questions from any.
class Heartbeat {
public:
    using Clock = std::chrono::steady_clock;
    /// Makes its part call `answered`, on any thread, at any time. Throwing is an answer too.
    using Ask = std::function<void(std::function<void()> answered)>;

    Heartbeat() = default;
    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    void add(std::string name, Ask ask);

    /// Asks every part that owes no answer.
    void beat(Clock::time_point now = Clock::now());

    /// What the slowest part took for its last answer, or takes by now.
    [[nodiscard]] Clock::duration slowest(Clock::time_point now = Clock::now()) const;

    /// A part that owes its answer for longer than `at_most`; nothing: all of them answer.
    [[nodiscard]] std::optional<std::string> silent(Clock::duration at_most, Clock::time_point now = Clock::now())
        const;

private:
    /// Shared with its answer, which may come when the heartbeat is gone.
    struct Part {
        std::string name;
        Ask ask;
        std::atomic<Clock::time_point> asked{};  // {}: it owes nothing
        std::atomic<Clock::duration> took{};
    };

    std::vector<std::shared_ptr<Part>> parts_;
};

}  // namespace koebel::runtime
