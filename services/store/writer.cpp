#include "store/writer.hpp"

namespace koebel::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kIdle{1000};
constexpr std::chrono::milliseconds kGatherAtMost{2};
constexpr int kGatherPart = 4;  // of what the last batch took
constexpr std::uint32_t kRetryAfterMs = 1000;

constexpr Sql kTryWriting{"store.try_writing", "UPDATE history SET began_at = began_at WHERE id = 1"};

}  // namespace

std::unexpected<Error> unavailable(std::string_view why) {
    return std::unexpected(Error{
        .code = Code::kUnavailable,
        .reason = "STORE_UNAVAILABLE",
        .message = std::string{why},
        .details = {},
        .retry_after_ms = kRetryAfterMs,
    });
}

Writer::Writer(const Parts& parts, std::unique_ptr<Connection> connection)
    : parts_(parts), connection_(std::move(connection)), thread_([this] { loop(); }) {}

void Writer::submit(PendingWrite write) {
    Result<void> refusal;
    bool is_enough = false;
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            refusal = unavailable("the store is stopping");
        } else if (queue_.size() >= parts_.settings.queue) {
            parts_.statistics.overloaded += 1;
            refusal = refuse(Code::kResourceExhausted, "OVERLOADED", "too many writes are waiting");
            refusal.error().retry_after_ms = kRetryAfterMs;
        } else {
            queue_.push_back(std::move(write));
            parts_.statistics.write_queue = queue_.size();
            is_enough = queue_.size() >= awaited_;
        }
    }
    if (is_enough) woken_.notify_one();
    if (!refusal) {
        Resumptions at_once;
        // NOLINTNEXTLINE(bugprone-use-after-move): not queued
        write.done({.result = std::move(refusal), .fault = nullptr}, at_once);
        at_once.post();
    }
}

void Writer::on_commit(std::function<void(Committed)> listener) {
    const std::lock_guard lock(listeners_mutex_);
    listeners_.push_back(std::move(listener));
}

void Writer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Writer::loop() {
    for (;;) {
        auto taken = take();
        if (taken.empty()) break;
        const auto from = SteadyClock::now();
        run(taken);
        last_ = {.jobs = taken.size(), .took = SteadyClock::now() - from};
    }
}

/// The next jobs, at most a batch; none when the writer stops.
std::vector<PendingWrite> Writer::take() {
    std::unique_lock lock(mutex_);
    const auto something = [this] { return stopping_ || !queue_.empty(); };
    while (!woken_.wait_for(lock, kIdle, something)) {
        lock.unlock();
        last_ = {};
        if (connection_) {
            connection_->when_idle();
            parts_.statistics.wal_bytes = connection_->wal_bytes();
        }
        if (write_failing_since()) try_writing();
        lock.lock();
    }
    gather(lock);
    const auto size = static_cast<std::ptrdiff_t>(std::min(queue_.size(), parts_.settings.batch_jobs));
    std::vector<PendingWrite> taken(
        std::make_move_iterator(queue_.begin()), std::make_move_iterator(queue_.begin() + size)
    );
    queue_.erase(queue_.begin(), queue_.begin() + size);
    parts_.statistics.write_queue = queue_.size();
    return taken;
}

/// Callers whose answers just left are about to come back: without a moment for them the first one would get a commit
/// of its own. Who writes alone never waits.
void Writer::gather(std::unique_lock<std::mutex>& lock) {
    awaited_ = std::min(last_.jobs, parts_.settings.batch_jobs);
    const auto until = SteadyClock::now() + std::min<SteadyClock::duration>(last_.took / kGatherPart, kGatherAtMost);
    woken_.wait_until(lock, until, [this] { return stopping_ || queue_.size() >= awaited_; });
    awaited_ = 1;
}

void Writer::run(Jobs jobs) {
    while (!jobs.empty()) {
        auto batch = jobs;
        // Alone a savepoint is as good as a batch, and nothing has to run again.
        auto ended = attempt(batch, batch.size() == 1 ? Savepoints::kEachJob : Savepoints::kNone);
        if (ended == Attempt::kAgain) ended = attempt(batch, Savepoints::kEachJob);
        switch (ended) {
            case Attempt::kCommitted:
                publish();
                break;
            case Attempt::kRefused:
                refuse_all(batch, "the database cannot be reached now");
                break;
            case Attempt::kAgain:
            case Attempt::kDropped:
                parts_.statistics.dropped_batches += 1;
                for (auto& job : batch) run_alone(job);
                break;
            case Attempt::kUnknown:
                refuse_all(batch, "the connection to the database was lost; a repeat tells what came of it");
                break;
        }
        answer(batch);
        jobs = jobs.subspan(batch.size());
    }
}

void Writer::run_alone(PendingWrite& job) {
    auto alone = Jobs{&job, 1};
    switch (attempt(alone, Savepoints::kEachJob)) {
        case Attempt::kCommitted:
            publish();
            break;
        case Attempt::kRefused:
            refuse_all(alone, "the database cannot be reached now");
            break;
        case Attempt::kAgain:
        case Attempt::kDropped:
            // A job that threw keeps its exception; what else dropped the transaction may pass.
            if (!job.outcome.fault) job.outcome.result = unavailable("the database cannot write now");
            break;
        case Attempt::kUnknown:
            refuse_all(alone, "the connection to the database was lost; a repeat tells what came of it");
            break;
    }
}

void Writer::refuse_all(Jobs jobs, std::string_view why) {
    for (auto& job : jobs) job.outcome = {.result = unavailable(why), .fault = nullptr};
}

void Writer::answer(Jobs jobs) {
    Resumptions resumptions;
    for (auto& job : jobs) {
        (job.outcome.fault ? parts_.statistics.faults : parts_.statistics.jobs) += 1;
        if (job.is_repeat) parts_.statistics.repeats += 1;
        job.done(std::move(job.outcome), resumptions);
    }
    resumptions.post();
}

void Writer::publish() {
    if (entries_.empty()) return;
    const auto committed = std::make_shared<const std::vector<LogEntry>>(std::move(entries_));
    entries_ = {};
    {
        const std::lock_guard lock(listeners_mutex_);
        for (const auto& listener : listeners_) listener(committed);
    }
    const auto& newest = committed->back();
    delivered_ = {.epoch = head_.epoch, .position = newest.position, .id = newest.id};
    if (parts_.directory != nullptr) parts_.directory->note_delivered(delivered_);
}

std::optional<Instant> Writer::write_failing_since() const {
    const Instant since = failing_since_;
    return since == Instant{} ? std::nullopt : std::optional{since};
}

void Writer::note_failing() {
    if (!write_failing_since()) failing_since_ = parts_.clock.now();
}

void Writer::try_writing() {
    PendingWrite attempted{.key = {.method = "store.try_writing"}, .job = {}, .answer = nullptr, .done = {}};
    attempted.job = [](Transaction& tx) -> Result<void> {
        tx.run(kTryWriting);
        return {};
    };
    auto alone = Jobs{&attempted, 1};
    static_cast<void>(attempt(alone, Savepoints::kEachJob));
}

}  // namespace koebel::store
