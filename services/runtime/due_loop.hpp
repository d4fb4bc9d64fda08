#pragma once

#include "runtime/spawn.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string_view>

namespace koebel::runtime {

/// Does again and again what is due, one at a time: a step says when the next is, and wake() makes it now. A step that
/// throws is logged and made again after a few seconds. One coroutine on one io thread. Its owner stops it before it
/// goes and before the io threads end, and keeps alive what the step uses until then.
class DueLoop {
public:
    using Steady = std::chrono::steady_clock;
    using Step = std::function<asio::awaitable<Steady::time_point>()>;

    /// `name` is "room.what", a literal.
    DueLoop(const asio::any_io_executor& executor, std::string_view name, Step step);
    DueLoop(const DueLoop&) = delete;
    DueLoop& operator=(const DueLoop&) = delete;

    void start();

    /// From any thread: something is due now. What is said during a step is not lost.
    void wake();

    /// From any thread; waits until no step is under way, for at most a few seconds. Idempotent.
    void stop();

    /// For a step that does several things: whether to do no more of them.
    [[nodiscard]] bool stopping() const { return stopping_; }

private:
    [[nodiscard]] asio::awaitable<void> run();
    [[nodiscard]] asio::awaitable<Steady::time_point> take_step();

    const std::string_view name_;
    const Step step_;
    // On the executor's thread only; shared with wake-ups that are still on their way there when the loop is gone.
    const std::shared_ptr<asio::steady_timer> pause_;
    Tasks tasks_;
    std::atomic<bool> stopping_{false};
    std::atomic<bool> woken_{false};
};

}  // namespace koebel::runtime
