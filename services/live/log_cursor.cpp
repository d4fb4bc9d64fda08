#include "live/log_cursor.hpp"

#include "base/log.hpp"

namespace koebel::live {

namespace {

constexpr std::size_t kEntriesPerRead = 512;

}  // namespace

LogCursor::LogCursor(LogSource& source, TailListener& listener, Counters& counters)
    : source_(source), listener_(listener), counters_(counters), delivered_(source.head()) {
    counters_.set(Counters::kPosition, static_cast<std::int64_t>(delivered_.position));
}

void LogCursor::step(const std::deque<store::Committed>& commits) {
    try {
        // SQL was away: is it still the same history? If not, a commit may be of the one that was lost.
        const bool is_another = faulty_ && forget_history();
        faulty_ = false;
        follow(is_another ? std::deque<store::Committed>{} : commits);
    } catch (const std::exception& fault) {
        counters_.add(Counters::kTailFaults);
        log("live").warn("log tail: {}; trying again", fault.what());
        faulty_ = true;
    }
}

void LogCursor::follow(const std::deque<store::Committed>& commits) {
    bool gap = commits.empty();
    for (const auto& commit : commits) {
        if (commit->empty() || commit->back().position < delivered_.position) continue;
        gap = commit->front().position > delivered_.position + 1;
        if (gap) break;
        const auto known = delivered_.position + 1 - commit->front().position;
        gap = known > 0 && (*commit)[known - 1].id != delivered_.id;  // of another history: SQL knows
        if (gap) break;
        deliver(std::span{*commit}.subspan(known));
    }
    while (gap && read()) {
    }
}

void LogCursor::deliver(std::span<const store::LogEntry> entries) {
    if (entries.empty()) return;
    std::vector<std::uint64_t> positions;
    for (const auto& entry : entries) positions.insert(positions.end(), entry.redacts.begin(), entry.redacts.end());

    std::map<std::uint64_t, store::LogEntry> redacted;
    if (!positions.empty()) redacted = source_.at(positions);
    listener_.entries(entries, redacted);
    delivered_.position = entries.back().position;
    delivered_.id = entries.back().id;
    counters_.add(Counters::kEntries, static_cast<std::int64_t>(entries.size()));
    counters_.set(Counters::kPosition, static_cast<std::int64_t>(delivered_.position));
}

bool LogCursor::read() {
    const auto [head, id, entries] = source_.after(delivered_.position, kEntriesPerRead);
    counters_.add(Counters::kTailReads);
    // A history that was rewound may have grown again past what was delivered.
    const bool is_another = !id.empty() && id != delivered_.id;
    if (head.epoch != delivered_.epoch || head.position < delivered_.position || is_another) {
        forget_history();
        return false;
    }
    if (!entries.empty() && entries.front().position != delivered_.position + 1) {
        // Asleep for longer than the log is kept: what is missing nobody knows any more.
        log("live").warn("the log begins behind position {} only: everybody starts anew", entries.front().position);
        begin_anew();
        return false;
    }
    deliver(entries);
    return entries.size() == kEntriesPerRead;
}

bool LogCursor::forget_history() {
    const auto epoch = source_.confirm_history(delivered_);
    if (epoch == delivered_.epoch) return false;
    begin_anew();
    log("live").warn("history was rewound; epoch {} from position {}", delivered_.epoch, delivered_.position);
    return true;
}

void LogCursor::begin_anew() {
    delivered_ = source_.head();
    counters_.set(Counters::kPosition, static_cast<std::int64_t>(delivered_.position));
    listener_.rewound(delivered_);
}

}  // namespace koebel::live
