#pragma once

#include "live/block_cache.hpp"
#include "live/interest.hpp"
#include "live/log_tail.hpp"
#include "live/settings.hpp"
#include "live/shard.hpp"
#include "live/statistics.hpp"
#include "live/watchers.hpp"

#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace koebel::live {

/// Live delivery of one node: a log tail, and a shard per io thread. Encodes each event once, if
/// anybody here follows its topic, and posts one task per shard and batch. Make it when the store is
/// open; destroy it after the io threads have stopped.
class Hub final : private TailListener {
public:
    Hub(store::Store& store, runtime::IoThreads& threads, const Settings& settings);
    /// With another source, and another time than the machine's: as simulations need it.
    Hub(std::unique_ptr<LogSource> source, runtime::IoThreads& threads, const Settings& settings, SteadyNow now);
    ~Hub() override;

    /// Tells of every entry, on the tail's thread, before any shard hears of it. Set before start().
    void observe(std::function<void(const store::LogEntry&)> observer) { observer_ = std::move(observer); }

    /// Tells that history was rewound, and entries with it that nobody tells any more; on the tail's thread, before
    /// any shard hears of it. Set before start().
    void on_rewound(std::function<void()> observer) { rewound_ = std::move(observer); }

    /// Pushes what a topic that is_pushed shows from now on. Only the latest counts; whoever follows it later gets it
    /// too. The topic and the version are filled in. From any thread.
    void set_state(const std::string& topic, v1::State state);

    /// Tells that somebody here begins to follow a topic that is_pushed; on an io thread, and not for each of them. Set
    /// before start(); must not block.
    void on_topic(std::function<void(const std::string&)> observer) { node_.on_topic = std::move(observer); }

    /// Whether somebody here follows a topic, or did a moment ago.
    [[nodiscard]] bool is_followed(const std::string& topic) const { return node_.interest.has(topic); }

    /// Another way to send to a descriptor than the kernel's. Set before start().
    void send_with(SendNow send) { node_.send = send; }

    /// The log may have reached this position, as another node says. From any thread; never waits.
    void wake(std::uint64_t position);

    void start();
    /// The tail, to be turned by hand where start() is not called; then shards want their beat() as well.
    [[nodiscard]] LogTail& tail() { return tail_; }
    /// Ends delivery and the shards' beats. Their coroutines (topics and blocks being read) may still stand
    /// until the io threads have stopped. Idempotent.
    void stop();

    /// The shard of an io thread. Its connections join it on that thread.
    [[nodiscard]] Shard& shard(std::size_t io_thread) { return *shards_[io_thread]; }

    [[nodiscard]] Statistics statistics() const { return node_.counters.snapshot(); }

private:
    void entries(std::span<const store::LogEntry> entries, const std::map<std::uint64_t, store::LogEntry>& redacted)
        override;
    void rewound(const store::LogHead& head) override;

    Node node_;
    LogTail tail_;
    std::vector<std::unique_ptr<Shard>> shards_;
    std::function<void(const store::LogEntry&)> observer_;
    std::function<void()> rewound_;
};

}  // namespace koebel::live
