#pragma once

#include "leaderboard/board.hpp"
#include "leaderboard/index.hpp"
#include "leaderboard/settings.hpp"
#include "live/hub.hpp"
#include "runtime/due_loop.hpp"
#include "store/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace koebel::leaderboard {

/// Keeps the boards that somebody on this node looks at up to date: after each entry of the log that moved one, and at
/// most every Settings::pause, it reads the board and pushes it as the State of its topic. A board that was read at a
/// place before the entry that moved it (the index may be a moment behind) is read again. One coroutine on one io
/// thread; entries and followers are told of from any thread. Owned by koebeld; stop it before the io threads end.
class Publisher {
public:
    /// `index` may be null: SQL answers then.
    Publisher(
        const asio::any_io_executor& executor,
        store::Store& store,
        live::Hub& hub,
        Settings settings,
        Index* index = nullptr
    );
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    /// An entry of the log; on the tail's thread.
    void apply(const store::LogEntry& entry);

    /// Somebody begins to follow a topic; on an io thread.
    void followed(const std::string& topic);

    /// History was rewound: all is pushed anew. On the tail's thread.
    void forget_all();

    void start() { loop_.start(); }
    /// From any thread; waits until no read is under way, for at most a few seconds. Idempotent.
    void stop() { loop_.stop(); }

private:
    using Steady = runtime::DueLoop::Steady;

    /// A topic somebody follows here.
    struct Followed {
        BoardTopic topic;
        bool dirty = true;
        std::uint64_t covers = 0;  ///< the position the next State has to cover
        std::string pushed;        ///< the last Board without its position; empty: none
        Steady::time_point not_before;
    };

    /// Pushes what is due; when something will be.
    [[nodiscard]] asio::awaitable<Steady::time_point> push_due();
    [[nodiscard]] asio::awaitable<void> push(BoardTopic topic, std::uint64_t covers);
    void mark(std::uint64_t position, const std::function<bool(const BoardTopic&)>& is_moved);

    store::Store& store_;
    live::Hub& hub_;
    const Settings settings_;
    Index* const index_;

    std::mutex mutex_;
    std::map<std::string, Followed> topics_;

    runtime::DueLoop loop_;
};

}  // namespace koebel::leaderboard
