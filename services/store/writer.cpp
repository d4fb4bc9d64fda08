#include "store/writer.hpp"

#include "base/log.hpp"
#include "store/json.hpp"

namespace koebel::store {
namespace {

using Kind = DatabaseFault::Kind;
using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kIdle{1000};
constexpr std::chrono::milliseconds kGatherAtMost{2};
constexpr int kGatherPart = 4;  // of what the last batch took
constexpr std::uint32_t kRetryAfterMs = 1000;

constexpr Sql kBatchHead{
    "store.batch_head",
    "SELECT h.epoch, COALESCE(l.position, 0), COALESCE(l.at, 0), NULL"
    " FROM history h LEFT JOIN log l ON l.position = (SELECT max(position) FROM log) WHERE h.id = 1",
    "SELECT h.epoch, COALESCE(l.position, 0), COALESCE(l.at, 0),"
    " CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"
    " FROM history h LEFT JOIN log l ON l.position = (SELECT max(position) FROM log) WHERE h.id = 1",
};
constexpr Sql kTryWriting{"store.try_writing", "UPDATE history SET began_at = began_at WHERE id = 1"};

std::unexpected<Error> unavailable(std::string_view why) {
    return std::unexpected(Error{
        .code = Code::kUnavailable,
        .reason = "STORE_UNAVAILABLE",
        .message = std::string{why},
        .details = {},
        .retry_after_ms = kRetryAfterMs,
    });
}

bool wants_receipt(const PendingWrite& job) {
    return job.answer != nullptr;
}

}  // namespace

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
        write.done({.result = std::move(refusal), .fault = nullptr});  // NOLINT(bugprone-use-after-move): not queued
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
        switch (attempt(batch)) {
            case Attempt::kCommitted:
                publish();
                break;
            case Attempt::kRefused:
                refuse_all(batch, "the database cannot be reached now");
                break;
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
    switch (attempt(alone)) {
        case Attempt::kCommitted:
            publish();
            break;
        case Attempt::kRefused:
            refuse_all(alone, "the database cannot be reached now");
            break;
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
    for (auto& job : jobs) {
        (job.outcome.fault ? parts_.statistics.faults : parts_.statistics.jobs) += 1;
        job.done(std::move(job.outcome));
    }
}

Writer::Attempt Writer::attempt(Jobs& jobs) {
    if (!begin(jobs)) return Attempt::kRefused;
    try {
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            if (i > 0 && SteadyClock::now() - began_ > parts_.settings.batch_time) {
                jobs = jobs.first(i);
                break;
            }
            if (!run_job(jobs[i])) return Attempt::kDropped;
        }
    } catch (const std::exception& error) {
        log("store").error("batch: {}", error.what());
        connection_->rollback();
        return Attempt::kDropped;
    }
    return commit();
}

bool Writer::begin(Jobs jobs) {
    for (int attempt = 0;; ++attempt) {
        const bool was_alive = connection_ && connection_->is_alive();
        try {
            ensure_connection();
            begin_once(jobs);
            return true;
        } catch (const DatabaseFault& error) {
            log("store").error("{}", error.what());
            if (connection_) connection_->rollback();
            if (attempt > 0 || !was_alive || error.kind() != Kind::kLost) {
                note_failing();
                return false;
            }
        }
    }
}

void Writer::begin_once(Jobs jobs) {
    entries_.clear();
    wrote_ = false;
    receipted_.reset();
    receipts_.emplace(*connection_);
    connection_->begin_write();
    connection_->queue(Bound{&kBatchHead, {}}, [this](const Row& row) {
        head_ = {.epoch = row.text(0), .position = row.get<std::uint64_t>(1), .at = row.get<Instant>(2)};
        database_time_ = row.get<std::optional<Instant>>(3);
    });
    for (auto& job : jobs) {
        job.outcome = {};
        if (wants_receipt(job)) receipts_->look_up(job.key);
    }
    connection_->flush();
    began_ = SteadyClock::now();
}

/// The job's moment: the database's clock where it has one, and never before the newest entry.
Instant Writer::now() const {
    auto moment = parts_.clock.now();
    if (database_time_ && !parts_.settings.node_clock) {
        const auto since = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - began_);
        moment = *database_time_ + since;
    }
    return std::max(moment, head_.at);
}

bool Writer::run_job(PendingWrite& job) {
    std::exception_ptr fault;
    try {
        run_in_savepoint(job);
        return true;
    } catch (const DatabaseFault& error) {
        fault = std::current_exception();
        log("store").warn("{}: {}", job.key.method, error.what());
        if (error.kind() != Kind::kStatement) {
            note_failing();
            job.outcome.result = unavailable("the database cannot write now");
            fault = nullptr;
        }
    } catch (...) {
        fault = std::current_exception();
    }
    job.outcome.fault = fault;
    receipts_->forget();
    // The driver knows: a full disk, for one, ends the whole transaction and not only the savepoint.
    if (!connection_->in_transaction()) return false;
    connection_->rollback_to_savepoint();
    return true;
}

void Writer::run_in_savepoint(PendingWrite& job) {
    if (wants_receipt(job)) {
        if (const auto* receipt = receipts_->find(job.key)) {
            parts_.statistics.repeats += 1;
            job.outcome.result = repeat(job.key, *receipt, *job.answer);
            return;
        }
    }
    connection_->savepoint();
    JobTransaction tx({
        .connection = *connection_,
        .ids = parts_.ids,
        .receipts = *receipts_,
        .head = head_,
        .now = now(),
    });
    job.outcome.result = job.job(tx);
    tx.rethrow_fault();
    if (!job.outcome.result) {
        receipts_->forget();
        connection_->rollback_to_savepoint();
        return;
    }
    if (wants_receipt(job)) {
        const Receipt receipt{
            .hash = job.key.hash,
            .kind = job.key.secret ? Receipt::Kind::kSecret : Receipt::Kind::kAnswer,
            .answer = job.key.secret ? std::string{} : to_json(*job.answer),
            .first_position = tx.first_position(),
            .last_position = tx.last_position(),
        };
        receipts_->write(job.key, receipt, tx.now());
        if (!receipted_) receipted_ = job.key;
    }
    connection_->release_savepoint();
    connection_->flush();
    receipts_->keep();
    tx.keep(entries_);
    wrote_ = true;
}

Writer::Attempt Writer::commit() {
    const auto from = SteadyClock::now();
    const bool wrote = wrote_;
    try {
        connection_->commit();
    } catch (const DatabaseFault& error) {
        log("store").error("{}", error.what());
        if (error.kind() != Kind::kStatement) note_failing();
        if (error.kind() != Kind::kLost) {
            connection_->rollback();
            return Attempt::kDropped;
        }
        const auto settled = settle_lost_commit();
        if (settled != Attempt::kCommitted) return settled;
    }
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(SteadyClock::now() - from);
    parts_.statistics.commit_microseconds += static_cast<std::uint64_t>(took.count());
    parts_.statistics.batches += 1;
    parts_.last_success = parts_.clock.now();
    if (wrote) failing_since_ = Instant{};  // an empty commit succeeds on a full disk too
    connection_->after_commit();
    parts_.statistics.wal_bytes = connection_->wal_bytes();
    return Attempt::kCommitted;
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
    static_cast<void>(attempt(alone));
}

}  // namespace koebel::store
