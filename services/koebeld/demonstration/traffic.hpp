#pragma once

#include "recognition/repository.hpp"
#include "store/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace koebel::demonstration {

namespace asio = boost::asio;

/// How long Traffic pauses.
struct Pace {
    /// Between two recognitions, in steps of the shortest: a busy afternoon.
    std::chrono::milliseconds shortest{3'000};
    std::size_t steps = 5;
    /// After a fault; twice as long after the next, up to the last.
    std::chrono::milliseconds first_retry{1'000};
    std::chrono::milliseconds last_retry{60'000};
};

/// Keeps the demonstration's bell ringing: a recognition every few seconds, written as every other one is, so that
/// pages and screens show it live. A database that is away is waited for. Lives on one io thread; whoever spawns run()
/// owns it and calls stop() there.
class Traffic {
public:
    /// A new seed makes other recognitions than the ones already there.
    Traffic(
        const asio::any_io_executor& executor,
        store::Store& store,
        recognition::Settings settings,
        std::uint64_t seed,
        Pace pace = {}
    );
    Traffic(const Traffic&) = delete;
    Traffic& operator=(const Traffic&) = delete;
    ~Traffic();

    /// Ends at stop(), or at once in a database that holds no demonstration. Never by an exception.
    [[nodiscard]] asio::awaitable<void> run();

    void stop();

    /// Faults since the last recognition: how long the next pause is.
    [[nodiscard]] std::size_t faults() const { return faults_; }

private:
    struct Afternoon;

    /// Looks around the first time, gives a recognition each later one. Whether there is a demonstration.
    [[nodiscard]] asio::awaitable<bool> step();
    [[nodiscard]] asio::awaitable<void> give();
    [[nodiscard]] std::chrono::milliseconds next_pause();

    store::Store& store_;
    recognition::Repository repository_;
    std::uint64_t seed_;
    Pace pace_;
    asio::steady_timer pause_;
    std::unique_ptr<Afternoon> afternoon_;  // once the roster has been read
    std::size_t faults_ = 0;
    bool stopping_ = false;
};

}  // namespace koebel::demonstration
