#pragma once

#include "store/connection.hpp"
#include "store/data_directory.hpp"
#include "store/database.hpp"
#include "store/job_transaction.hpp"
#include "store/receipts.hpp"
#include "store/resumptions.hpp"
#include "store/statistics.hpp"
#include "store/store.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace koebel::store {

/// How a write ended: an outcome, or the exception its job threw.
struct Outcome {
    Result<void> result;
    std::exception_ptr fault;
};

/// A write that waits for its batch. Owned by the writer until `done` was called.
struct PendingWrite {
    RequestKey key;
    std::function<Result<void>(Transaction&)> job;    ///< may run twice
    google::protobuf::Message* answer = nullptr;      ///< owned by the job; null: no receipt
    std::function<void(Outcome, Resumptions&)> done;  ///< called once, on the writer's thread
    Outcome outcome = {};
    bool is_repeat = false;  ///< its outcome came from its receipt
};

/// The refusal of a write that may succeed later: STORE_UNAVAILABLE.
[[nodiscard]] std::unexpected<Error> unavailable(std::string_view why);

/// The one thread that writes: takes all jobs that queued up during the last commit, runs them in one
/// transaction, commits once, then answers. No answer leaves before its commit has returned. Owned by the
/// store.
class Writer {
public:
    struct Parts {
        const Settings& settings;
        Database& database;
        Clock& clock;
        IdSource& ids;
        Statistics& statistics;
        std::atomic<Instant>& last_success;
        DataDirectory* directory;  ///< null: no folder to note deliveries in
    };

    /// `connection` is one that connect_writer() made. The thread starts here.
    Writer(const Parts& parts, std::unique_ptr<Connection> connection);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { stop(); }

    /// Queues a write, or calls its `done` with a refusal at once. Any thread.
    void submit(PendingWrite write);

    /// See Store::on_commit. Any thread.
    void on_commit(std::function<void(Committed)> listener);

    /// See Store::write_failing_since. Any thread.
    [[nodiscard]] std::optional<Instant> write_failing_since() const;

    /// Stops accepting, runs what waits, joins. Idempotent.
    void stop();
    /// After stop(), and after the readers are gone: the last connection to close checkpoints.
    void close() { connection_.reset(); }

private:
    using Jobs = std::span<PendingWrite>;

    /// How an attempt at a batch ended.
    enum class Attempt : std::uint8_t {
        kCommitted,  ///< outcomes may leave
        kRefused,    ///< it could not even begin
        kAgain,      ///< one of the jobs has to be taken back alone: nothing of it is in the database yet
        kDropped,    ///< certainly nothing of it is in the database
        kUnknown,    ///< the connection was lost at COMMIT, and nothing tells how that ended
    };

    void loop();
    [[nodiscard]] std::vector<PendingWrite> take();
    void gather(std::unique_lock<std::mutex>& lock);
    void run(Jobs jobs);
    void run_alone(PendingWrite& job);
    void refuse_all(Jobs jobs, std::string_view why);
    void answer(Jobs jobs);

    /// How one job can be taken back.
    enum class Savepoints : std::uint8_t {
        kNone,     ///< only with its whole batch: nearly no job has to be, and a savepoint costs as much as a job
        kEachJob,  ///< alone
    };

    /// One transaction with as many of the jobs as its time allows; `jobs` shrinks to those.
    Attempt attempt(Jobs& jobs, Savepoints savepoints);
    /// Whether it has begun. A connection found dead is replaced once: nothing was done with it yet.
    bool begin(Jobs jobs);
    void begin_once(Jobs jobs);
    /// Whether the transaction is still open after it, without a trace of the job if that failed.
    bool run_protected(PendingWrite& job);
    void run_in_savepoint(PendingWrite& job);
    /// Whether the transaction may go on: false when the job wrote and failed.
    bool run_plainly(PendingWrite& job);
    /// Whether it was answered from its receipt.
    bool is_repeat(PendingWrite& job);
    /// The job's outcome is a success that stays: receipt, entries.
    void keep(PendingWrite& job, JobTransaction& tx, Savepoints savepoints);
    [[nodiscard]] JobTransaction transaction();
    Attempt commit();
    Attempt settle_lost_commit();
    [[nodiscard]] Attempt look_for_evidence();
    [[nodiscard]] Instant now() const;
    void publish();

    /// The database, and not a job, was the cause that something was not written.
    void note_failing();
    /// A commit of its own: who is not ready is sent no work that would show that it writes again.
    void try_writing();

    /// A connection that can be used, made anew when it was lost; not more often than the back-off
    /// allows. Throws DatabaseFault.
    void ensure_connection();
    /// After a reconnect: another server may have taken over, without the newest commits.
    void confirm_delivered();

    Parts parts_;
    std::unique_ptr<Connection> connection_;

    // Of the batch that runs.
    BatchHead head_;
    std::optional<Instant> database_time_;
    std::chrono::steady_clock::time_point began_;
    std::vector<LogEntry> entries_;
    std::optional<Receipts> receipts_;
    bool wrote_ = false;                   ///< a job's writes are kept
    std::optional<RequestKey> receipted_;  ///< the first request that got a receipt

    LogHead delivered_;  ///< the newest entry that listeners were told of

    std::atomic<Instant> failing_since_{Instant{}};  ///< Instant{}: it writes

    std::chrono::steady_clock::time_point reconnect_at_{};
    std::chrono::milliseconds backoff_{0};

    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<PendingWrite> queue_;
    std::size_t awaited_ = 1;  ///< how many jobs wake the writer
    bool stopping_ = false;

    /// The batch before, on the writer's thread: how many are likely to come back, and what is short beside it.
    struct {
        std::size_t jobs = 0;
        std::chrono::steady_clock::duration took{};
    } last_;

    std::mutex listeners_mutex_;
    std::vector<std::function<void(Committed)>> listeners_;

    std::thread thread_;
};

}  // namespace koebel::store
