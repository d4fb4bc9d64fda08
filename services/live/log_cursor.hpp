#pragma once

#include "live/log_source.hpp"
#include "live/statistics.hpp"

#include <deque>
#include <map>
#include <span>

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

/// How far the log was delivered, and the step that goes on from there. Knows no thread and no time;
/// lives wherever its tail calls it. Invariant: what was delivered is gap-free, and nothing comes twice.
class LogCursor {
public:
    /// Begins at the log's head; throws when SQL is away.
    LogCursor(LogSource& source, TailListener& listener, Counters& counters);

    [[nodiscard]] const store::LogHead& delivered() const { return delivered_; }

    /// Delivers what is new. Contents come from `commits` when they follow on, otherwise from SQL, which
    /// is asked as well when there are none. A fault is counted, and the next step tries again.
    void step(const std::deque<store::Committed>& commits);

    /// Whether the last step failed: commits are no reason to hurry then.
    [[nodiscard]] bool faulty() const { return faulty_; }

private:
    void follow(const std::deque<store::Committed>& commits);
    void deliver(std::span<const store::LogEntry> entries);
    /// Whether there may be more.
    bool read();
    /// Whether what was delivered does not stand any more; then delivery begins again at the new head.
    bool forget_history();
    /// Goes on from where the log ends now, and tells so.
    void begin_anew();

    LogSource& source_;
    TailListener& listener_;
    Counters& counters_;
    store::LogHead delivered_;
    bool faulty_ = false;
};

}  // namespace koebel::live
