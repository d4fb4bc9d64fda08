#pragma once

#include "game/settings.hpp"
#include "game/shown.hpp"
#include "game/told.hpp"
#include "live/hub.hpp"
#include "runtime/due_loop.hpp"
#include "store/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::game {

namespace asio = boost::asio;

/// The topic on which goals are pushed: numbers of the whole organisation, the same for people, screens and lobbies.
inline constexpr std::string_view kGoalsTopic = "goals";

/// Keeps what is shown of goals up to date on this node, and writes that one is reached: reads them after entries of
/// the log that may have moved one and at local midnight, at most every Shown::pause while somebody here looks, and
/// less often otherwise; pushes them as the State of their topic. One coroutine on one io thread; entries and followers
/// are told of from any thread. Owned by koebeld; stop it before the io threads end.
class Publisher {
public:
    Publisher(
        const asio::any_io_executor& executor,
        store::Store& store,
        live::Hub& hub,
        Shown& shown,
        ScreenTopics screen_topics
    );
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    /// An entry of the log; on the tail's thread.
    void apply(const store::LogEntry& entry);

    /// Somebody begins to follow a topic; on an io thread.
    void followed(const std::string& topic);

    /// History was rewound. On the tail's thread.
    void forget_all();

    void start() { loop_.start(); }
    /// From any thread; waits until no read is under way, for at most a few seconds. Idempotent.
    void stop() { loop_.stop(); }

private:
    using Steady = runtime::DueLoop::Steady;

    /// Reads and pushes if that is due; when it will be.
    [[nodiscard]] asio::awaitable<Steady::time_point> push_due();
    [[nodiscard]] asio::awaitable<void> push();
    [[nodiscard]] asio::awaitable<void> reach(GoalId goal);
    void mark();

    store::Store& store_;
    live::Hub& hub_;
    Shown& shown_;
    const ScreenTopics screen_topics_;

    std::mutex mutex_;
    bool dirty_ = true;
    std::optional<std::string> pushed_;  // the last Goals without their position
    Steady::time_point read_at_;         // when the last reading began
    Steady::time_point holds_until_ = Steady::time_point::max();

    runtime::DueLoop loop_;
};

}  // namespace koebel::game
