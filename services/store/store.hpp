#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/log_entry.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/common.pb.h>

#include <google/protobuf/message.h>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace koebel::store {

namespace asio = boost::asio;

struct Statistics;  // store/statistics.hpp

/// More subtransactions than these do not fit into PostgreSQL's shared memory of one session, and every reader would
/// have to look for them on disk.
inline constexpr std::size_t kPostgresqlBatch = 50;

/// How the store is opened. Bounds stand in the option table of koebeld.
struct Settings {
    std::string data_directory;   ///< SQLite's folder, also the lock's and the admin socket's
    std::string postgresql;       ///< a libpq connection string; empty: SQLite in data_directory
    bool node_clock = false;      ///< PostgreSQL: this node's Clock tells the time, not the database's
    std::size_t readers = 2;      ///< read connections, a thread each
    std::size_t queue = 4096;     ///< writes and reads that may wait; more are refused: OVERLOADED
    std::size_t batch_jobs = 64;  ///< in one commit; PostgreSQL: at most kPostgresqlBatch
    std::chrono::milliseconds batch_time{50};
    std::chrono::seconds read_deadline{5};
    std::chrono::hours receipts_kept{24};
    std::chrono::hours log_kept{24 * 90};
};

/// Who asks for what: makes a repeat get the first answer.
struct RequestKey {
    std::string caller;      ///< the principal, for example "person:018f…"
    std::string method;      ///< "koebel.v1.RecognitionService/Give"
    std::string request_id;  ///< a UUID; empty or malformed: REQUEST_ID_REQUIRED
    std::string hash;        ///< of the request without its id; another one: REQUEST_ID_REUSED
    bool secret = false;     ///< keep no answer: a repeat gets ALREADY_EXISTS, SECRET_SHOWN_ONCE
};

/// A fault of the database: nobody can act on it. what() names statement and code, never values.
class Fault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The entries of one commit, in order.
using Committed = std::shared_ptr<const std::vector<LogEntry>>;

/// The record. One writer thread with group commit, a few reader threads; SQLite or PostgreSQL behind
/// it. Everything public may be called from any thread.
class Store {
public:
    /// Opens, locks, migrates, and looks whether history was rewound. Throws Fault with the remedy.
    static std::unique_ptr<Store> open(const Settings& settings, Clock& clock, IdSource& ids);

    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    /// Drains the writer: what was accepted is committed or answered with a fault.
    virtual ~Store() = default;

    /// Runs `job` in a savepoint of the next batch; resumes once the batch is durable. A repeat of
    /// `key` gets the first answer without running the job. Keeps what the job wrote when it returns a
    /// value, takes it back when it returns a refusal or throws. Cannot be cancelled. Response is a
    /// protobuf message of ids and scalars. When the outcome is not known, or the disk is full, the
    /// refusal is UNAVAILABLE with reason STORE_UNAVAILABLE; a full queue is RESOURCE_EXHAUSTED,
    /// OVERLOADED. A job that throws is rethrown to the caller.
    template <class Job, class Response = typename std::invoke_result_t<Job, Transaction&>::value_type>
        requires std::is_base_of_v<google::protobuf::Message, Response>
    asio::awaitable<Result<Response>> write(RequestKey key, Job job) {
        auto answer = std::make_shared<Response>();
        ErasedJob erased = [answer, job = std::move(job)](Transaction& tx) -> Result<void> {
            auto result = job(tx);
            if (!result) return std::unexpected(std::move(result.error()));
            *answer = *std::move(result);
            return {};
        };
        auto writing = submit(std::move(key), std::move(erased), answer.get());  // named: g++ 12
        const auto done = co_await std::move(writing);
        if (!done) co_return std::unexpected(done.error());
        co_return std::move(*answer);
    }

    /// A write of our own, without a receipt. `name` stands in metrics and errors.
    template <class Job, class T = typename std::invoke_result_t<Job, Transaction&>::value_type>
    asio::awaitable<Result<T>> write(std::string_view name, Job job) {
        auto answer = std::make_shared<std::optional<T>>();
        ErasedJob erased = [answer, job = std::move(job)](Transaction& tx) -> Result<void> {
            auto result = job(tx);
            if (!result) return std::unexpected(std::move(result.error()));
            answer->emplace(*std::move(result));
            return {};
        };
        auto writing = submit(RequestKey{.method = std::string{name}}, std::move(erased), nullptr);  // named: g++ 12
        const auto done = co_await std::move(writing);
        if (!done) co_return std::unexpected(done.error());
        co_return std::move(**answer);
    }

    /// Runs `job` with one snapshot on a reader's thread. A job longer than the deadline is ended with
    /// a Fault. Throws Fault when reading is impossible; a full queue throws Overloaded.
    template <class Job, class T = std::invoke_result_t<Job, Reader&>>
    asio::awaitable<T> read(Job job) {
        auto answer = std::make_shared<std::optional<T>>();
        // Named, because g++ 12 destroys such temporaries of a co_await expression twice.
        std::function<void(Reader&)> erased = [answer, job = std::move(job)](Reader& reader) {
            answer->emplace(job(reader));
        };
        auto reading = submit_read(std::move(erased));
        co_await std::move(reading);
        co_return std::move(**answer);
    }

    /// The same two for threads that may block: start-up, subcommands, the log tail, tests.
    template <class Job, class T = std::invoke_result_t<Job, Reader&>>
    T read_now(Job job) {
        std::optional<T> answer;
        read_blocking([&](Reader& reader) { answer.emplace(job(reader)); });
        return std::move(*answer);
    }
    template <class Job, class T = typename std::invoke_result_t<Job, Transaction&>::value_type>
    Result<T> write_now(std::string_view name, Job job) {
        auto answer = std::make_shared<std::optional<T>>();
        auto done = write_blocking(name, [answer, job = std::move(job)](Transaction& tx) -> Result<void> {
            auto result = job(tx);
            if (!result) return std::unexpected(std::move(result.error()));
            answer->emplace(*std::move(result));
            return {};
        });
        if (!done) return std::unexpected(std::move(done.error()));
        return std::move(**answer);
    }

    /// Called on the writer's thread after each commit that appended, in commit order. Must not block.
    virtual void on_commit(std::function<void(Committed)> listener) = 0;

    /// The moment of the last successful read or commit: a node without SQL for 10 s closes its
    /// connections.
    [[nodiscard]] virtual Instant last_success() const = 0;

    /// Since when the database takes no writes: its disk is full, or it cannot be reached. Nothing: the newest
    /// commit succeeded. Reads may well succeed meanwhile. While it fails and nobody writes, it is tried every second.
    [[nodiscard]] virtual std::optional<Instant> write_failing_since() const = 0;

    /// What it counts; lives as long as the store.
    [[nodiscard]] virtual const Statistics& statistics() const = 0;

    /// Forgets a history that was rewound: writes a new epoch by compare-and-set when `delivered` does
    /// not stand in the log. Returns the epoch that holds.
    virtual std::string confirm_history(const LogHead& delivered) = 0;

    /// Stops accepting, drains, joins. Idempotent.
    virtual void stop() = 0;

protected:
    using ErasedJob = std::function<Result<void>(Transaction&)>;

    /// `answer` is filled from the receipt of a repeat; null: keep no receipt. Owned by the job.
    virtual asio::awaitable<Result<void>> submit(RequestKey key, ErasedJob job, google::protobuf::Message* answer) = 0;
    virtual asio::awaitable<void> submit_read(std::function<void(Reader&)> job) = 0;
    virtual void read_blocking(const std::function<void(Reader&)>& job) = 0;
    virtual Result<void> write_blocking(std::string_view name, ErasedJob job) = 0;
};

/// The queue is full; the caller is told to try again.
class Overloaded : public Fault {
public:
    using Fault::Fault;
};

// The log, read within a job.

/// Where the log stands.
[[nodiscard]] LogHead log_head(Reader& reader);

/// At most `limit` entries after `position`, in order.
[[nodiscard]] std::vector<LogEntry> log_after(Reader& reader, std::uint64_t position, std::size_t limit);

/// At most `limit` entries of a topic after `seq`, in order.
[[nodiscard]] std::vector<LogEntry> topic_after(
    Reader& reader, std::string_view topic, std::uint64_t seq, std::size_t limit
);

/// The smallest seq of a topic that retention has left in the log: who asks for less starts from a
/// snapshot.
[[nodiscard]] std::uint64_t topic_kept_from(Reader& reader, std::string_view topic);

/// Epoch and the topics' seqs: what makes a page of rows a snapshot. Read it in the same job as the rows.
[[nodiscard]] v1::Snapshot snapshot(Reader& reader, std::span<const std::string> topics);

}  // namespace koebel::store
