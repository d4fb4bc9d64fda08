#include "live/log_tail.hpp"

#include "base/log.hpp"

namespace koebel::live {

namespace {

constexpr std::size_t kEntriesPerRead = 512;
constexpr std::size_t kCommitsKept = 1'024;  // beyond it their contents are read from SQL

store::LogHead head_of(store::Store& store) {
    return store.read_now([](store::Reader& reader) { return store::log_head(reader); });
}

}  // namespace

LogTail::LogTail(store::Store& store, TailListener& listener, Counters& counters, const Settings& settings)
    : store_(store),
      listener_(listener),
      counters_(counters),
      settings_(settings),
      delivered_(head_of(store)),
      start_(delivered_) {
    counters_.set(Counters::kPosition, static_cast<std::int64_t>(delivered_.position));
    store_.on_commit([inbox = inbox_](store::Committed entries) {
        {
            const std::lock_guard lock(inbox->mutex);
            if (inbox->stopping) return;
            if (inbox->commits.size() >= kCommitsKept) inbox->commits.clear();  // leaves a gap: read from SQL
            inbox->commits.push_back(std::move(entries));
        }
        inbox->woken.notify_one();
    });
}

LogTail::~LogTail() {
    stop();
}

void LogTail::start() {
    thread_ = std::thread([this] { loop(); });
}

void LogTail::stop() {
    {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->stopping = true;
    }
    inbox_->woken.notify_one();
    if (thread_.joinable()) thread_.join();
}

void LogTail::loop() {
    bool faulty = false;
    for (;;) {
        std::deque<store::Committed> commits;
        {
            std::unique_lock lock(inbox_->mutex);
            inbox_->woken.wait_for(lock, settings_.poll, [&] {
                return inbox_->stopping || (!faulty && !inbox_->commits.empty());
            });
            if (inbox_->stopping) return;
            commits.swap(inbox_->commits);
        }
        try {
            if (faulty) {
                forget_history();  // SQL was away: is it still the same history?
                faulty = false;
            }
            bool gap = commits.empty();
            for (const auto& commit : commits) {
                if (commit->empty() || commit->back().position <= delivered_.position) continue;
                if (commit->front().position > delivered_.position + 1) {
                    gap = true;
                    break;
                }
                const auto known = delivered_.position + 1 - commit->front().position;
                deliver(std::span{*commit}.subspan(known));
            }
            while (gap && read()) {
            }
        } catch (const std::exception& fault) {
            counters_.add(Counters::kTailFaults);
            log("live").warn("log tail: {}; trying again", fault.what());
            faulty = true;
        }
    }
}

void LogTail::deliver(std::span<const store::LogEntry> entries) {
    if (entries.empty()) return;
    std::vector<std::uint64_t> positions;
    for (const auto& entry : entries) positions.insert(positions.end(), entry.redacts.begin(), entry.redacts.end());

    std::map<std::uint64_t, store::LogEntry> redacted;
    if (!positions.empty()) {
        redacted = store_.read_now([positions](store::Reader& reader) {
            std::map<std::uint64_t, store::LogEntry> found;
            for (const auto position : positions) {
                for (auto& entry : store::log_after(reader, position - 1, 1)) {
                    if (entry.position == position) found.emplace(position, std::move(entry));
                }
            }
            return found;
        });
    }
    listener_.entries(entries, redacted);
    delivered_.position = entries.back().position;
    delivered_.id = entries.back().id;
    counters_.add(Counters::kEntries, static_cast<std::int64_t>(entries.size()));
    counters_.set(Counters::kPosition, static_cast<std::int64_t>(delivered_.position));
}

bool LogTail::read() {
    const auto after = delivered_.position;
    const auto [head, entries] = store_.read_now([after](store::Reader& reader) {
        return std::pair{store::log_head(reader), store::log_after(reader, after, kEntriesPerRead)};
    });
    counters_.add(Counters::kTailReads);
    if (head.epoch != delivered_.epoch || head.position < after) {
        forget_history();
        return false;
    }
    deliver(entries);
    return entries.size() == kEntriesPerRead;
}

void LogTail::forget_history() {
    const auto epoch = store_.confirm_history(delivered_);
    if (epoch == delivered_.epoch) return;
    delivered_ = head_of(store_);
    log("live").warn("history was rewound; epoch {} from position {}", delivered_.epoch, delivered_.position);
    counters_.set(Counters::kPosition, static_cast<std::int64_t>(delivered_.position));
    listener_.rewound(delivered_);
}

}  // namespace koebel::live
