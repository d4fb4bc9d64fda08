#pragma once

#include "live/settings.hpp"
#include "live/statistics.hpp"
#include "store/store.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <thread>

namespace koebel::live {

/// What the tail found. Called on the tail's thread.
class TailListener {
public:
    TailListener() = default;
    TailListener(const TailListener&) = delete;
    TailListener& operator=(const TailListener&) = delete;
    virtual ~TailListener() = default;

    /// The next entries. `redacted` holds, by position, the entries they redact, as they stand now.
    virtual void entries(
        std::span<const store::LogEntry> entries, const std::map<std::uint64_t, store::LogEntry>& redacted
    ) = 0;

    /// Another history begins behind `head`.
    virtual void rewound(const store::LogHead& head) = 0;
};

/// Delivers every entry of the log once, in order, from the moment it was made. Woken by commits of
/// this node and by a poll; contents come from the commit when it follows what was delivered, otherwise
/// from SQL. Its own thread, because reading blocks. A fault delays, it never loses: the next round
/// starts at what was delivered.
class LogTail {
public:
    LogTail(store::Store& store, TailListener& listener, Counters& counters, const Settings& settings);
    LogTail(const LogTail&) = delete;
    LogTail& operator=(const LogTail&) = delete;
    ~LogTail();

    /// Where delivery began; fixed at construction.
    [[nodiscard]] const store::LogHead& start_head() const { return start_; }

    void start();
    /// Ends the thread. Idempotent.
    void stop();

private:
    /// What the writer's thread hands over. Shared with the store's listener, so it outlives the tail.
    struct Inbox {
        std::mutex mutex;
        std::condition_variable woken;
        std::deque<store::Committed> commits;
        bool stopping = false;
    };

    void loop();
    void deliver(std::span<const store::LogEntry> entries);
    /// Whether there may be more.
    bool read();
    void forget_history();

    store::Store& store_;
    TailListener& listener_;
    Counters& counters_;
    const Settings settings_;
    store::LogHead delivered_;
    const store::LogHead start_;
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    std::thread thread_;
};

}  // namespace koebel::live
