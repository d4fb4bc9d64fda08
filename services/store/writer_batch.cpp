// One batch: a transaction with the jobs of several callers.
#include "base/log.hpp"
#include "store/json.hpp"
#include "store/writer.hpp"

namespace koebel::store {
namespace {

using Kind = DatabaseFault::Kind;
using SteadyClock = std::chrono::steady_clock;

constexpr Sql kBatchHead{
    "store.batch_head",
    "SELECT h.epoch, COALESCE(l.position, 0), COALESCE(l.at, 0), NULL"
    " FROM history h LEFT JOIN log l ON l.position = (SELECT max(position) FROM log) WHERE h.id = 1",
    "SELECT h.epoch, COALESCE(l.position, 0), COALESCE(l.at, 0),"
    " CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"
    " FROM history h LEFT JOIN log l ON l.position = (SELECT max(position) FROM log) WHERE h.id = 1",
};

bool wants_receipt(const PendingWrite& job) {
    return job.answer != nullptr;
}

}  // namespace

Writer::Attempt Writer::attempt(Jobs& jobs, Savepoints savepoints) {
    if (!begin(jobs)) return Attempt::kRefused;
    try {
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            if (i > 0 && SteadyClock::now() - began_ > parts_.settings.batch_time) {
                jobs = jobs.first(i);
                break;
            }
            if (savepoints == Savepoints::kEachJob) {
                if (!run_protected(jobs[i])) return Attempt::kDropped;
            } else if (!run_plainly(jobs[i])) {
                connection_->rollback();
                return Attempt::kAgain;
            }
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
        job.is_repeat = false;
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

JobTransaction Writer::transaction() {
    return JobTransaction({
        .connection = *connection_,
        .ids = parts_.ids,
        .receipts = *receipts_,
        .head = head_,
        .now = now(),
    });
}

bool Writer::run_protected(PendingWrite& job) {
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
    if (is_repeat(job)) return;
    connection_->savepoint();
    auto tx = transaction();
    job.outcome.result = job.job(tx);
    tx.rethrow_fault();
    if (!job.outcome.result) {
        receipts_->forget();
        connection_->rollback_to_savepoint();
        return;
    }
    keep(job, tx, Savepoints::kEachJob);
}

bool Writer::run_plainly(PendingWrite& job) {
    auto tx = transaction();
    try {
        if (is_repeat(job)) return true;
        job.outcome.result = job.job(tx);
        tx.rethrow_fault();
        if (job.outcome.result) {
            keep(job, tx, Savepoints::kNone);
            return true;
        }
    } catch (const DatabaseFault&) {
        return false;  // told, and told apart, when it happens again in its savepoint
    } catch (...) {
        job.outcome.fault = std::current_exception();
    }
    receipts_->forget();
    return !tx.has_written() && !tx.has_fault();
}

bool Writer::is_repeat(PendingWrite& job) {
    if (!wants_receipt(job)) return false;
    const auto* receipt = receipts_->find(job.key);
    if (receipt == nullptr) return false;
    job.is_repeat = true;
    job.outcome.result = repeat(job.key, *receipt, *job.answer);
    return true;
}

void Writer::keep(PendingWrite& job, JobTransaction& tx, Savepoints savepoints) {
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
    if (savepoints == Savepoints::kEachJob) connection_->release_savepoint();
    connection_->flush();
    receipts_->keep();
    tx.keep(entries_);
    wrote_ = true;
}

Writer::Attempt Writer::commit() {
    const auto from = SteadyClock::now();
    const bool wrote = wrote_;
    try {
        write_topic_heads(*connection_, head_);
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

}  // namespace koebel::store
