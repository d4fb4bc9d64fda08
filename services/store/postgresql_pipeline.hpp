#pragma once

#include "store/connection.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <string>

namespace koebel::store {

/// libpq's pipeline: statements are sent as they come, prepared at their first use, and answered together
/// by one round trip. Never waits without reading, so that both sides' buffers may fill. Used by one
/// thread; owned by its connection.
class PostgresqlPipeline {
public:
    using EachRow = Connection::EachRow;

    /// Connects. Throws DatabaseFault.
    explicit PostgresqlPipeline(const std::string& connection_string);

    /// Sends a statement. Nothing is waited for.
    void queue(const Bound& statement, EachRow each, std::int64_t* changed);

    /// Waits for the answers of everything queued, at most until `until` without a sign of the server.
    void flush(std::chrono::steady_clock::time_point until);

    /// The command tag of the newest answer, for example "COMMIT".
    [[nodiscard]] const std::string& tag() const { return tag_; }

    /// Several statements at once, without arguments; only with nothing queued.
    void script(std::string_view text);

    [[nodiscard]] bool in_transaction() const;
    [[nodiscard]] bool is_alive() const { return PQstatus(handle_.get()) == CONNECTION_OK; }

private:
    struct Finish {
        void operator()(PGconn* handle) const { PQfinish(handle); }
    };
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Answer = std::unique_ptr<PGresult, Clear>;
    using Deadline = std::chrono::steady_clock::time_point;

    /// A statement is prepared once for each combination of argument types.
    using StatementKey = std::pair<const Sql*, std::string>;
    struct Statement {
        std::string name;
        const char* text = nullptr;  ///< what it was prepared from; null: it is not prepared
    };

    /// An answer that will come.
    struct Expected {
        Statement* prepares = nullptr;  ///< null: it is an execution
        const Sql* sql = nullptr;
        EachRow each;
        std::int64_t* changed = nullptr;
    };

    void take(const Expected& expected, Deadline until);
    void take_result(const Expected& expected, const PGresult* result);
    void take_sync(Deadline until);
    Answer next(Deadline until);
    void wait(Deadline until);
    [[noreturn]] void lose(const char* why);
    void note(std::exception_ptr fault);

    std::unique_ptr<PGconn, Finish> handle_;
    std::map<StatementKey, Statement> statements_;
    std::deque<Expected> expected_;
    std::exception_ptr fault_;  // the first of this round trip
    std::string tag_;
    std::size_t named_ = 0;
};

}  // namespace koebel::store
