#include "store/postgresql_connection.hpp"

#include "base/log.hpp"
#include "store/postgresql_pipeline.hpp"

namespace koebel::store {
namespace {

using Kind = DatabaseFault::Kind;
using SteadyClock = std::chrono::steady_clock;

/// Longer than every time limit of the server's: only a server that is gone is that silent.
constexpr std::chrono::seconds kSilence{8};

constexpr Sql kPostgresqlBeginWrite{"store.begin", "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"};
// On its own, and before anything is read or locked: what comes after it sees all that was committed
// under the lock before. The number is "koebel".
constexpr Sql kLock{"store.lock", "SELECT pg_advisory_xact_lock(118126186489196)"};
constexpr Sql kPostgresqlBeginRead{"store.begin_read", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
constexpr Sql kPostgresqlCommit{"store.commit", "COMMIT"};
constexpr Sql kPostgresqlRollback{"store.rollback", "ROLLBACK"};
constexpr Sql kPostgresqlSavepoint{"store.savepoint", "SAVEPOINT job"};
constexpr Sql kPostgresqlRelease{"store.release", "RELEASE SAVEPOINT job"};
constexpr Sql kPostgresqlRollbackTo{"store.rollback_to", "ROLLBACK TO SAVEPOINT job"};

// Compiling a statement of many conditions takes seconds, for rows that come in milliseconds.
constexpr std::string_view kEverySession = "SET jit = off";
// A node that is stopped while it holds the lock must not stop the others for long.
constexpr std::string_view kWriterSession =
    "SET idle_in_transaction_session_timeout = '2s'; SET lock_timeout = '5s'; SET statement_timeout = '5s';"
    "SET synchronous_commit = on; SET standard_conforming_strings = on";

class PostgresqlConnection final : public Connection {
public:
    PostgresqlConnection(const std::string& connection_string, std::string_view session)
        : pipeline_(connection_string) {
        pipeline_.script(kEverySession);
        pipeline_.script(session);
    }

    [[nodiscard]] Dialect dialect() const override { return Dialect::kPostgresql; }

    void begin_write() override {
        run(kPostgresqlBeginWrite);
        run(kLock);
    }
    void begin_read(SteadyClock::time_point deadline) override {
        deadline_ = deadline;
        run(kPostgresqlBeginRead);
    }

    void queue(const Bound& statement, EachRow each, std::int64_t* changed) override {
        pipeline_.queue(statement, std::move(each), changed);
    }
    void flush() override {
        const auto now = SteadyClock::now();
        if (now > deadline_) throw DatabaseFault(Kind::kUnavailable, "store.read: the deadline has passed");
        pipeline_.flush(std::min(now + kSilence, deadline_));
    }

    void savepoint() override { run(kPostgresqlSavepoint); }
    void release_savepoint() override { run(kPostgresqlRelease); }
    void rollback_to_savepoint() override {
        // What the job left queued is answered first: should it fail, the way back must not fail with it.
        try {
            flush();
        } catch (const DatabaseFault&) {
            if (!is_alive()) throw;
        }
        run(kPostgresqlRollbackTo);
        run(kPostgresqlRelease);
        flush();
    }

    void commit() override {
        run(kPostgresqlCommit);
        flush();
        // A transaction that has failed answers COMMIT by rolling back, without an error.
        if (pipeline_.tag() != "COMMIT") {
            throw DatabaseFault(Kind::kUnavailable, "store.commit: the transaction had failed");
        }
    }
    void rollback() noexcept override {
        deadline_ = SteadyClock::time_point::max();
        try {
            try {
                flush();
            } catch (const DatabaseFault&) {
                if (!is_alive()) return;
            }
            if (!in_transaction()) return;
            run(kPostgresqlRollback);
            flush();
        } catch (const std::exception& error) {
            log("store").warn("rollback: {}", error.what());
        }
    }

    [[nodiscard]] bool in_transaction() const override { return pipeline_.in_transaction(); }
    [[nodiscard]] bool is_alive() const override { return pipeline_.is_alive(); }
    void script(std::string_view text) override { pipeline_.script(text); }

private:
    void run(const Sql& sql) { pipeline_.queue(Bound{&sql, {}}, {}, nullptr); }

    PostgresqlPipeline pipeline_;
    SteadyClock::time_point deadline_ = SteadyClock::time_point::max();
};

}  // namespace

std::unique_ptr<Connection> PostgresqlDatabase::connect_writer() {
    return std::make_unique<PostgresqlConnection>(connection_string_, kWriterSession);
}

std::unique_ptr<Connection> PostgresqlDatabase::connect_reader() {
    const auto limit = std::to_string(read_deadline_.count()) + "s";
    const auto session = "SET default_transaction_read_only = on; SET statement_timeout = '" + limit +
                         "'; SET idle_in_transaction_session_timeout = '" + limit + "'";
    return std::make_unique<PostgresqlConnection>(connection_string_, session);
}

}  // namespace koebel::store
