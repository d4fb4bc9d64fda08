#pragma once

#include "live/index_check.hpp"
#include "live/index_commands.hpp"
#include "live/index_rebuild.hpp"
#include "live/index_source.hpp"
#include "live/relay_lease.hpp"
#include "live/relay_settings.hpp"
#include "live/relay_statistics.hpp"

#include "base/result.hpp"
#include "redis/client.hpp"
#include "runtime/spawn.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace koebel::live {

namespace asio = boost::asio;

/// What a relay works with. All of it outlives the relay's coroutine.
struct RelaySurroundings {
    asio::io_context& context;  ///< the relay's thread
    store::Store& store;
    redis::Client& client;
    IndexSource& boards;
    /// The installation's id; empty: nothing was founded yet.
    std::function<std::string(store::Reader&)> installation;
    std::string node;  ///< a random name
};

/// Keeps the boards in Redis equal to SQL: ships what the log says, compares, rebuilds. One coroutine on one thread;
/// SQL is only read, except for the lease. Nothing waits for it: commits and live delivery go on when Redis stands
/// still.
///
/// Invariant: trusted() is true only while Redis holds the boards of this history, had all updates that SQL had at most
/// `trusted_for` ago, and was found equal to SQL when this node last compared.
class Relay {
public:
    Relay(RelaySurroundings surroundings, const RelaySettings& settings);
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    /// Told on the relay's thread when boards can be read from Redis again (true), or cannot for a while (false). The
    /// first word comes when it first fails for so long. Before start().
    void on_trust(std::function<void(bool)> listener) { tell_trust_ = std::move(listener); }

    void start();
    /// Ends the coroutines at their next step. From any thread, as often as one likes.
    void stop();
    /// Blocks until they have ended, or `at_most` has passed; whether they have.
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most) { return tasks_.wait(at_most); }

    /// The log has grown; `committed_here`: up to there, by this node. From any thread; never waits.
    void wake(std::uint64_t committed_here = 0);

    /// The client has a new connection: what is known of Redis may be of another one. From any thread.
    void reconnected();

    /// Whether boards may be read from Redis. From any thread.
    [[nodiscard]] bool trusted() const;
    /// What stands in /readyz when they may not.
    [[nodiscard]] std::optional<std::string> why_not() const;

    [[nodiscard]] RelayStatistics statistics() const { return counters_.snapshot(); }

    /// Rebuilds all boards from SQL, whatever state they are in. From any executor, which it resumes on.
    asio::awaitable<Result<IndexRebuild::Report>> rebuild();

    /// Compares every place of every board with SQL: the first difference, or nothing. From any executor.
    asio::awaitable<Result<std::optional<std::string>>> compare();

private:
    using Steady = std::chrono::steady_clock;

    /// Somebody's wish to have boards rebuilt.
    struct Order {
        explicit Order(asio::io_context& context) : done(context, Steady::time_point::max()) {}
        asio::steady_timer done;  // cancelled when there is an outcome
        std::optional<Result<IndexRebuild::Report>> outcome;
    };

    asio::awaitable<void> loop();
    /// Whether there is more to do at once.
    asio::awaitable<bool> turn();
    /// Until woken, or for so long. After a failure nobody wakes it.
    asio::awaitable<void> rest(Steady::duration at_most, bool may_be_woken);
    void failed(const std::string& why);

    asio::awaitable<bool> find_keys();
    asio::awaitable<void> attach();
    asio::awaitable<void> look();
    asio::awaitable<bool> ship(bool holds_lease);
    /// What goes on during something long: the lease is kept, and what stands is kept up to date.
    asio::awaitable<void> meanwhile();
    /// Where another node ships: tells it of commits of this one.
    asio::awaitable<void> announce(const store::LogHead& head);
    [[nodiscard]] bool is_overdue() const;
    asio::awaitable<void> rewound();
    asio::awaitable<void> check();
    asio::awaitable<void> tidy();
    asio::awaitable<void> repair(bool holds_lease);
    asio::awaitable<std::optional<IndexRebuild::Report>> rebuild_now();
    asio::awaitable<void> carry_out_orders();
    void refuse_orders(const std::string& why);
    asio::awaitable<Result<IndexRebuild::Report>> place_order();
    asio::awaitable<Result<std::optional<std::string>>> compare_now();

    void attached(const Generation& generation, std::uint64_t applied);
    void detach(const std::string& why);
    void damaged(const std::string& why);
    /// The log's head as it was read at a moment, against what Redis has.
    void seen(std::uint64_t head, Steady::time_point when);
    void judge();
    asio::awaitable<void> watch_trust();

    const RelaySurroundings with_;
    const RelaySettings settings_;
    RelayLease lease_;
    std::function<void(bool)> tell_trust_;

    std::optional<IndexCommands> commands_;  // once there is an installation
    std::optional<Generation> generation_;   // the one that stands; none: not looked at since the connection was made
    std::uint64_t applied_ = 0;
    bool is_checked_ = false;  // found equal to SQL since
    std::string damage_;       // why the boards have to be rebuilt; empty: they need not
    Steady::time_point damaged_since_;
    Steady::time_point next_look_;
    Steady::time_point next_check_;
    Steady::time_point next_rebuild_;
    Steady::duration rebuild_pause_{};
    std::optional<Generation> damaged_generation_;
    std::string failure_;      // as it was logged
    std::string sweep_ = "0";  // where the search for stray keys goes on
    std::uint64_t announced_ = 0;
    std::deque<std::shared_ptr<Order>> orders_;

    /// A head of the log that Redis had not reached when it was seen.
    struct Mark {
        std::uint64_t head = 0;
        Steady::time_point when;
    };
    std::optional<Mark> mark_;

    asio::steady_timer resting_;
    asio::steady_timer watching_;
    std::atomic<bool> woken_{false};
    std::atomic<bool> stopping_{false};
    std::atomic<bool> reconnected_{false};
    std::atomic<std::uint64_t> committed_here_{0};
    std::atomic<bool> is_good_{false};
    std::atomic<Steady::time_point> up_to_date_{Steady::time_point{}};
    std::optional<bool> told_trust_;
    Steady::time_point trusted_at_;

    RelayCounters counters_;
    runtime::Tasks tasks_;
};

}  // namespace koebel::live
