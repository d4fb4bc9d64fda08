#include "live/log_tail.hpp"

#include <utility>

namespace koebel::live {

namespace {

constexpr std::size_t kCommitsKept = 1'024;  // beyond it their contents are read from SQL

}  // namespace

LogTail::LogTail(LogSource& source, TailListener& listener, Counters& counters, const Settings& settings)
    : settings_(settings), cursor_(source, listener, counters), start_(cursor_.delivered()) {
    source.on_commit([inbox = inbox_](store::Committed entries) {
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

void LogTail::wake() {
    {
        const std::lock_guard lock(inbox_->mutex);
        inbox_->is_asked = true;
    }
    inbox_->woken.notify_one();
}

void LogTail::turn() {
    std::deque<store::Committed> commits;
    bool is_asked = false;
    {
        const std::lock_guard lock(inbox_->mutex);
        commits.swap(inbox_->commits);
        is_asked = std::exchange(inbox_->is_asked, false);
    }
    cursor_.step(commits);
    if (is_asked && !commits.empty()) cursor_.step({});  // another node's may stand behind them
}

bool LogTail::woken() const {
    const std::lock_guard lock(inbox_->mutex);
    return !cursor_.faulty() && (inbox_->is_asked || !inbox_->commits.empty());
}

void LogTail::loop() {
    for (;;) {
        {
            std::unique_lock lock(inbox_->mutex);
            inbox_->woken.wait_for(lock, settings_.poll, [&] {
                return inbox_->stopping || (!cursor_.faulty() && (inbox_->is_asked || !inbox_->commits.empty()));
            });
            if (inbox_->stopping) return;
        }
        turn();
    }
}

}  // namespace koebel::live
