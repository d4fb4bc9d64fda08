#pragma once

#include "live/batch.hpp"
#include "live/block_cache.hpp"
#include "live/interest.hpp"
#include "live/log_source.hpp"
#include "live/settings.hpp"
#include "live/states.hpp"
#include "live/statistics.hpp"
#include "live/subscriber.hpp"
#include "live/topic.hpp"
#include "live/watchers.hpp"

#include "base/time.hpp"
#include "runtime/spawn.hpp"
#include "store/store.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace koebel::live {

namespace asio = boost::asio;

class Connection;

/// Tells the time that never runs back.
using SteadyNow = std::function<std::chrono::steady_clock::time_point()>;

/// Sends as far as the socket takes it, without waiting: the bytes taken, or -1 and errno, as send(2) does.
using SendNow = ssize_t (*)(int descriptor, const void* bytes, std::size_t count);
[[nodiscard]] ssize_t send_to_socket(int descriptor, const void* bytes, std::size_t count);

/// What all shards of a node share. Owned by the hub.
struct Node {
    Node(std::unique_ptr<LogSource> its_source, const Settings& its_settings, SteadyNow its_now)
        : source(std::move(its_source)),
          now(std::move(its_now)),
          settings(its_settings),
          blocks(its_settings.byte_budget / 4, counters) {}

    const std::unique_ptr<LogSource> source;
    const SteadyNow now;
    SendNow send = send_to_socket;
    const Settings settings;
    Counters counters;
    Interest interest;
    BlockCache blocks;
    Watchers watchers;
    States states;
    std::function<void(const std::string&)> on_topic;  // somebody begins to follow one that is_pushed
    std::atomic<std::uint64_t> state_version{0};
    runtime::Tasks tasks;
};

/// Live delivery on one io thread: its topics with their rings, its connections, its beat. Everything
/// but post(), post_rewound(), post_state(), start() and stop() is called on that thread, so nothing here is locked.
/// Entries are applied in log order; nothing of a position above the last one applied is offered to a
/// connection, also not from SQL, so a change of rights is always in time.
class Shard {
public:
    Shard(Node& node, asio::io_context& context, const store::LogHead& start, std::size_t ring_budget);
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;
    ~Shard();

    void start();
    /// Ends the beat. From any thread, as often as one likes.
    void stop();

    /// Hands a batch to the io thread. On the tail's thread; waits while too many are under way.
    void post(Batch batch);
    void post_rewound(const store::LogHead& head);

    /// Hands a topic's State to the io thread. From any thread.
    void post_state(const std::string& topic, PushedState state);

    /// A connection joins. It leaves by being destroyed, before its socket is closed.
    [[nodiscard]] std::unique_ptr<Connection> join(Subscriber& subscriber);

    /// What happens each tick. By hand only where start() was not called.
    void beat();

    /// The epoch that holds here.
    [[nodiscard]] const std::string& epoch() const { return epoch_; }

private:
    friend class Connection;

    // The log.
    void deliver(const std::vector<Delivery>& batch);
    void apply(const Delivery& delivery);
    void rewind(const store::LogHead& head);
    /// Drops what stands in the topic's ring up to this position: it is redacted, and by what is not known any more.
    void forget(Topic& topic, std::uint64_t position);
    void advance(std::uint64_t position);
    void when_applied(std::uint64_t position, std::function<void()> then);

    // Sending (shard_sending.cpp).
    void mark_due(Connection& connection);
    void mark_dirty(Topic& topic);
    void take_turn_soon();
    void take_turn();
    [[nodiscard]] bool may_wait();
    void begin_broadcasts();
    void begin_broadcast(Topic& topic);
    void leave_to_owners(std::span<Topic* const> topics);
    void continue_broadcasts(std::size_t& sends_left);
    /// Whether it has reached everybody.
    bool broadcast(Topic& topic, std::size_t& sends_left);
    /// Ends a broadcast early: whoever it did not reach is left to its owner.
    void abandon(Topic& topic);
    void fell_short(Subscription& subscription, ssize_t sent);
    void serve_due(std::size_t at_most);

    // Topics (shard_topics.cpp).
    Topic& topic(const std::string& name);
    void open_soon(const std::string& topic);
    asio::awaitable<void> open_topics();
    void opened(const v1::Snapshot& heads, std::uint64_t read);
    void release_topics(std::chrono::steady_clock::time_point now);
    void grow(Topic& topic, std::int64_t bytes);
    void touch(Topic& topic);
    void push_watchers();
    void show(Topic& topic, const PushedState& state);

    // Blocks (shard_topics.cpp).
    void request_block(const std::shared_ptr<Subscription>& subscription);
    void block_arrived(const std::shared_ptr<Subscription>& subscription, const BlockPtr& block);
    asio::awaitable<void> read_block(BlockCache::Key key);

    void arm_beat();
    [[nodiscard]] bool without_sql(std::chrono::steady_clock::time_point now);
    void leave(Connection& connection);

    Node& node_;
    asio::io_context& context_;
    std::string epoch_;
    std::uint64_t applied_;
    const std::size_t ring_budget_;
    std::int64_t ring_bytes_ = 0;

    std::unordered_map<std::string, std::unique_ptr<Topic>> topics_;
    std::list<Topic*> recent_;       // those with frames; front: read last
    std::set<std::string> watched_;  // topics whose last State told a number
    std::set<std::string> to_open_;
    std::set<std::string> to_open_later_;  // SQL had no answer; again at the next beat
    bool opening_ = false;
    std::uint64_t head_reads_ = 0;                                 // begun: the number of the newest
    std::multimap<std::uint64_t, std::function<void()>> waiting_;  // by the position they wait for

    std::vector<std::weak_ptr<Subscription>> retry_;  // reading a block failed; again at the next beat

    std::vector<Connection*> connections_;
    std::vector<Connection*> due_;  // null: left meanwhile
    std::vector<Topic*> dirty_;
    std::deque<Topic*> broadcasting_;  // the first of them is under way
    bool turn_posted_ = false;

    /// What arrived since the last broadcast began: it waits a moment for company.
    struct {
        std::size_t frames = 0;
        std::size_t frames_last_turn = 0;
        int quiet_turns = 0;
        std::chrono::steady_clock::time_point since;
    } arrived_;

    asio::steady_timer beat_;
    Instant heard_from_sql_;  // the store's word; only that it changes counts, so a clock may jump
    std::chrono::steady_clock::time_point heard_at_;
    bool isolated_ = false;

    std::mutex room_mutex_;
    std::condition_variable room_;
    std::size_t under_way_ = 0;
    bool stopping_ = false;
};

}  // namespace koebel::live
