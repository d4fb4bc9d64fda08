#pragma once

#include "live/index_keys.hpp"
#include "live/relay_settings.hpp"

#include "redis/client.hpp"
#include "runtime/spawn.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace koebel::live {

namespace asio = boost::asio;

/// What a bus works with. All of it outlives the bus's coroutines.
struct BusSurroundings {
    asio::io_context& context;
    store::Store& store;
    redis::Client& mouth;  ///< everybody's client: canaries go out by it
    redis::Client& ear;    ///< one of its own: it waits in XREAD most of the time
    /// The installation's id; empty: nothing was founded yet.
    std::function<std::string(store::Reader&)> installation;
    std::string node;  ///< a random name
};

/// What the bus counts, for /metrics.
struct BusStatistics {
    std::int64_t heads = 0;       ///< news of the log, from this node and others
    std::int64_t canaries = 0;    ///< of its own that came back
    std::int64_t reconnects = 0;  ///< because it was deaf
    double canary_age = 0;        ///< seconds since the newest of its own came back
};

/// Tells the nodes that the log has grown: a stream in Redis with positions and nothing else in it. It only wakes; the
/// log tail would find the same by its poll, a second later. Two coroutines on one thread.
///
/// A connection that is up and says nothing any more is the classic failure of such a thing. So every beat a canary
/// flies through the same stream, and when one that was sent does not come back the listening client is made to connect
/// anew.
class Bus {
public:
    Bus(BusSurroundings surroundings, const RelaySettings& settings);
    Bus(const Bus&) = delete;
    Bus& operator=(const Bus&) = delete;

    /// Told of positions on the bus's thread; the same one may come several times. Before start().
    void on_head(std::function<void(std::uint64_t)> listener) { tell_head_ = std::move(listener); }

    void start();
    /// Ends the coroutines at their next step. From any thread, as often as one likes.
    void stop();
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most) { return tasks_.wait(at_most); }

    /// A canary that Redis took did not come back in time, and none has since. From any thread.
    [[nodiscard]] bool is_deaf() const { return is_deaf_; }

    [[nodiscard]] BusStatistics statistics() const;

private:
    using Steady = std::chrono::steady_clock;

    asio::awaitable<void> listen();
    asio::awaitable<void> listen_once();
    asio::awaitable<void> find_place();
    void heard(const redis::Reply& entries);
    asio::awaitable<void> send_canaries();
    asio::awaitable<void> send_canary();
    void judge(Steady::time_point now);
    asio::awaitable<bool> find_keys();
    asio::awaitable<void> rest(asio::steady_timer& timer, Steady::duration at_most);

    const BusSurroundings with_;
    const RelaySettings settings_;
    std::function<void(std::uint64_t)> tell_head_;
    std::optional<IndexKeys> keys_;
    std::string place_;  // the id of the entry heard last; empty: to be found

    std::uint64_t sent_ = 0;                         // canaries
    std::optional<Steady::time_point> waits_since_;  // for the oldest canary that did not come back

    asio::steady_timer listening_;
    asio::steady_timer sending_;
    std::atomic<bool> stopping_{false};
    std::atomic<bool> is_deaf_{false};
    std::atomic<Steady::time_point> heard_at_{Steady::time_point{}};
    std::atomic<std::int64_t> heads_{0};
    std::atomic<std::int64_t> canaries_{0};
    std::atomic<std::int64_t> reconnects_{0};
    runtime::Tasks tasks_;
};

}  // namespace koebel::live
