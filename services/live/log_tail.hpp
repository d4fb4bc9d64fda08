#pragma once

#include "live/log_cursor.hpp"
#include "live/settings.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

namespace koebel::live {

/// Delivers every entry of the log once, in order, from the moment it was made: a LogCursor on a thread
/// of its own, because reading blocks. Woken by commits of this node and by a poll.
class LogTail {
public:
    LogTail(LogSource& source, TailListener& listener, Counters& counters, const Settings& settings);
    LogTail(const LogTail&) = delete;
    LogTail& operator=(const LogTail&) = delete;
    ~LogTail();

    /// Where delivery began; fixed at construction.
    [[nodiscard]] const store::LogHead& start_head() const { return start_; }

    void start();
    /// Ends the thread. Idempotent.
    void stop();

    /// There may be something new that no commit of this node announced. From any thread; never waits.
    void wake();

    /// What the thread does each time it wakes. By hand only where start() was not called.
    void turn();
    /// Whether commits wait that a turn would look at. By hand, too.
    [[nodiscard]] bool woken() const;

private:
    /// What the writer's thread hands over. Shared with the store's listener, so it outlives the tail.
    struct Inbox {
        std::mutex mutex;
        std::condition_variable woken;
        std::deque<store::Committed> commits;
        bool is_asked = false;  // to look, commits or not
        bool stopping = false;
    };

    void loop();

    const Settings settings_;
    LogCursor cursor_;
    const store::LogHead start_;
    std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
    std::thread thread_;
};

}  // namespace koebel::live
