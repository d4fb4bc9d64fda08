#pragma once

#include "store/dialect.hpp"
#include "store/store.hpp"
#include "store/transaction.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>

namespace koebel::store {

/// An error of the database, by what can be done about it.
class DatabaseFault : public Fault {
public:
    enum class Kind : std::uint8_t {
        kStatement,    ///< the statement is wrong or breaks a constraint: doing it again does not help
        kUnavailable,  ///< disk full, busy, a timeout: may work later
        kLost,         ///< the connection is gone, and with it the transaction
    };

    DatabaseFault(Kind kind, const std::string& what) : Fault(what), kind_(kind) {}
    [[nodiscard]] Kind kind() const { return kind_; }

private:
    Kind kind_;
};

/// One connection: all that SQLite and PostgreSQL do differently. Used by one thread at a time; owned by
/// the writer or a reader. Statements queue up and are sent and answered by flush(); SQLite, which has
/// nothing to wait for, runs them at once. Everything throws DatabaseFault.
class Connection {
public:
    using EachRow = std::function<void(const Row&)>;

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    /// Queues the start of a transaction that writes; it alone writes, on any node, until it ends.
    virtual void begin_write() = 0;
    /// Queues the start of a transaction that reads one snapshot, at most until `deadline`.
    virtual void begin_read(std::chrono::steady_clock::time_point deadline) = 0;

    /// Queues a statement. `each` is called for its rows and `changed` is set when it is answered, at the
    /// latest by flush(). The arguments are copied.
    virtual void queue(const Bound& statement, EachRow each = {}, std::int64_t* changed = nullptr) = 0;
    /// Waits until everything queued is answered. Throws the first error; what was queued behind it has
    /// then not run.
    virtual void flush() = 0;

    /// Queues a savepoint, and its end.
    virtual void savepoint() = 0;
    virtual void release_savepoint() = 0;
    /// Back to the savepoint and forgets it, whatever failed since; returns when done.
    virtual void rollback_to_savepoint() = 0;

    /// Returns when the transaction is durable.
    virtual void commit() = 0;
    /// Ends the transaction, if one is open, without a trace.
    virtual void rollback() noexcept = 0;

    /// Whether the driver says that a transaction is open.
    [[nodiscard]] virtual bool in_transaction() const = 0;
    /// Whether the connection can be used again.
    [[nodiscard]] virtual bool is_alive() const = 0;

    /// Runs a text of several statements, without arguments; for migrations.
    virtual void script(std::string_view text) = 0;

    /// Called by the writer after each commit and when it has nothing to do: the time to checkpoint.
    virtual void after_commit() {}
    virtual void when_idle() {}
    /// The bytes of the write-ahead log that are not yet in the database file; 0 where that is not ours.
    [[nodiscard]] virtual std::uint64_t wal_bytes() const { return 0; }
};

/// Runs the queries in one round trip.
inline void fetch_all(
    Connection& connection, std::span<const Bound> queries, const std::function<void(std::size_t, const Row&)>& each
) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
        connection.queue(queries[i], [&each, i](const Row& row) { each(i, row); });
    }
    connection.flush();
}

}  // namespace koebel::store
