#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <memory>
#include <string_view>

namespace koebel::runtime {

namespace asio = boost::asio;

/// Owns coroutines: counts them, and tells when the last has ended. Thread-safe. Its owner keeps it
/// alive until wait() has returned.
class Tasks {
public:
    Tasks();
    Tasks(const Tasks&) = delete;
    Tasks& operator=(const Tasks&) = delete;
    ~Tasks();

    /// Starts a coroutine on `executor`. A coroutine that ends by exception is logged under `name`
    /// ("room.what", a literal) and counted; nothing else happens.
    void spawn(asio::any_io_executor executor, std::string_view name, asio::awaitable<void> coroutine);

    [[nodiscard]] std::size_t running() const;

    /// Blocks until none runs, or `seconds` have passed; whether none runs.
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace koebel::runtime
