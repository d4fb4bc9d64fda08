#include "store/sqlite_connection.hpp"

#include "base/log.hpp"

#include <sqlite3.h>

#include <unordered_map>

namespace koebel::store {
namespace {

using Kind = DatabaseFault::Kind;

constexpr std::uint64_t kCheckpointBytes = 4ULL << 20;
constexpr int kStepsBetweenDeadlineChecks = 4000;

Kind kind_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_NOMEM:
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_PROTOCOL:
        case SQLITE_INTERRUPT:
            return Kind::kUnavailable;
        default:
            return Kind::kStatement;
    }
}

/// The error's name and code. Not sqlite3_errmsg: it can quote what was written.
DatabaseFault fault(std::string_view name, int code) {
    return {kind_of(code), std::string{name} + ": " + sqlite3_errstr(code) + " (SQLite " + std::to_string(code) + ")"};
}

struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

/// A statement that was prepared, and the text it was prepared from.
struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    const char* text = nullptr;
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] bool is_null(std::size_t column) const override {
        return sqlite3_column_type(statement_, index(column)) == SQLITE_NULL;
    }
    [[nodiscard]] std::int64_t integer(std::size_t column) const override {
        return sqlite3_column_int64(statement_, index(column));
    }
    [[nodiscard]] double real(std::size_t column) const override {
        return sqlite3_column_double(statement_, index(column));
    }
    [[nodiscard]] std::string text(std::size_t column) const override {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, index(column)));
        if (bytes == nullptr) return {};
        return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, index(column)))};
    }

private:
    static int index(std::size_t column) { return static_cast<int>(column); }
    sqlite3_stmt* statement_;
};

/// Puts a statement back into its first state, whatever happened to its rows.
class Reset {
public:
    explicit Reset(sqlite3_stmt* statement) : statement_(statement) {}
    Reset(const Reset&) = delete;
    Reset& operator=(const Reset&) = delete;
    ~Reset() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

constexpr Sql kSqliteBeginWrite{"store.begin", "BEGIN IMMEDIATE"};
constexpr Sql kSqliteBeginRead{"store.begin_read", "BEGIN"};
constexpr Sql kSqliteCommit{"store.commit", "COMMIT"};
constexpr Sql kSqliteRollback{"store.rollback", "ROLLBACK"};
constexpr Sql kSqliteSavepoint{"store.savepoint", "SAVEPOINT job"};
constexpr Sql kSqliteRelease{"store.release", "RELEASE job"};
constexpr Sql kSqliteRollbackTo{"store.rollback_to", "ROLLBACK TO job"};

class SqliteConnection final : public Connection {
public:
    enum class Use : std::uint8_t { kWriter, kReader };

    SqliteConnection(const std::string& path, Use use) {
        // Nobody asks SQLite for its memory statistics; keeping them costs a global lock at each allocation.
        // Refused, without harm, once SQLite was used for something else in this process.
        static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        static_cast<void>(once);
        sqlite3* opened = nullptr;
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (use == Use::kWriter ? SQLITE_OPEN_CREATE : 0);
        const int code = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
        handle_.reset(opened);
        if (code != SQLITE_OK) throw fault("store.open", code);
        sqlite3_extended_result_codes(opened, 1);
        sqlite3_busy_timeout(opened, 5000);
        if (use == Use::kWriter) {
            configure_writer();
        } else {
            configure_reader();
        }
    }

    [[nodiscard]] Dialect dialect() const override { return Dialect::kSqlite; }

    void begin_write() override { run(kSqliteBeginWrite); }
    void begin_read(std::chrono::steady_clock::time_point deadline) override {
        deadline_ = deadline;
        run(kSqliteBeginRead);
    }

    void queue(const Bound& bound, EachRow each, std::int64_t* changed) override {
        auto* statement = prepared(*bound.sql);
        const Reset reset{statement};
        bind(statement, bound);
        for (;;) {
            const int code = sqlite3_step(statement);
            if (code == SQLITE_DONE) break;
            if (code != SQLITE_ROW) throw fault(bound.sql->name, code);
            if (each) each(SqliteRow{statement});
        }
        if (changed != nullptr) *changed = sqlite3_changes64(handle_.get());
    }
    void flush() override {}

    void savepoint() override { run(kSqliteSavepoint); }
    void release_savepoint() override { run(kSqliteRelease); }
    void rollback_to_savepoint() override {
        run(kSqliteRollbackTo);
        run(kSqliteRelease);
    }
    void commit() override { run(kSqliteCommit); }
    void rollback() noexcept override {
        try {
            if (in_transaction()) run(kSqliteRollback);
        } catch (const std::exception& error) {
            log("store").error("rollback: {}", error.what());
        }
    }

    [[nodiscard]] bool in_transaction() const override { return sqlite3_get_autocommit(handle_.get()) == 0; }
    [[nodiscard]] bool is_alive() const override { return true; }

    void script(std::string_view text) override {
        const int code = sqlite3_exec(handle_.get(), std::string{text}.c_str(), nullptr, nullptr, nullptr);
        if (code != SQLITE_OK)
            throw DatabaseFault(kind_of(code), std::string{"script: "} + sqlite3_errmsg(handle_.get()));
    }

    void after_commit() override {
        if (wal_bytes_ >= kCheckpointBytes) checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    }
    void when_idle() override {
        if (wal_bytes_ > 0) checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    }
    [[nodiscard]] std::uint64_t wal_bytes() const override { return wal_bytes_; }

private:
    void configure_writer() {
        script(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0;"
            "PRAGMA journal_size_limit=67108864; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768; PRAGMA "
            "temp_store=MEMORY;"
        );
        // The hook tells the length of the write-ahead log in pages after each commit.
        sqlite3_wal_hook(handle_.get(), &SqliteConnection::on_wal, this);
        queue(
            Bound{&kPageSize, {}},
            [&](const Row& row) { page_bytes_ = static_cast<std::uint64_t>(row.integer(0)); },
            nullptr
        );
    }

    void configure_reader() {
        // A reader that is the last to close must not checkpoint.
        sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        script("PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;"
        );
        sqlite3_progress_handler(handle_.get(), kStepsBetweenDeadlineChecks, &SqliteConnection::on_progress, this);
    }

    static int on_wal(void* self, sqlite3* /*handle*/, const char* /*database*/, int pages) {
        auto& connection = *static_cast<SqliteConnection*>(self);
        connection.wal_bytes_ = static_cast<std::uint64_t>(pages) * connection.page_bytes_;
        return SQLITE_OK;
    }

    static int on_progress(void* self) {
        return std::chrono::steady_clock::now() > static_cast<SqliteConnection*>(self)->deadline_ ? 1 : 0;
    }

    /// Never waits for readers: what they hold back is taken next time.
    void checkpoint(int mode) {
        sqlite3_busy_timeout(handle_.get(), 0);
        int in_wal = 0;
        int moved = 0;
        const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, mode, &in_wal, &moved);
        sqlite3_busy_timeout(handle_.get(), 5000);
        if (code == SQLITE_OK) {
            // A finished PASSIVE one lets the next commit start the file from its beginning.
            wal_bytes_ = in_wal > moved ? static_cast<std::uint64_t>(in_wal) * page_bytes_ : 0;
        } else if ((code & 0xFF) != SQLITE_BUSY) {
            log("store").warn("checkpoint: {}", sqlite3_errstr(code));
        }
    }

    sqlite3_stmt* prepared(const Sql& sql) {
        auto& entry = statements_[&sql];
        if (entry.text == sql.text.data()) return entry.statement.get();
        const auto text = to_dialect(sql, Dialect::kSqlite);
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(
            handle_.get(),
            text.c_str(),
            static_cast<int>(text.size() + 1),
            SQLITE_PREPARE_PERSISTENT,
            &statement,
            nullptr
        );
        if (code != SQLITE_OK) {
            // Preparing looks at names only, never at values: the message is safe and needed.
            throw DatabaseFault(kind_of(code), std::string{sql.name} + ": " + sqlite3_errmsg(handle_.get()));
        }
        entry.statement.reset(statement);
        entry.text = sql.text.data();
        return statement;
    }

    static void bind(sqlite3_stmt* statement, const Bound& bound) {
        int index = 0;
        for (const auto& argument : bound.arguments) {
            ++index;
            int code = SQLITE_OK;
            if (const auto* number = std::get_if<std::int64_t>(&argument)) {
                code = sqlite3_bind_int64(statement, index, *number);
            } else if (const auto* real = std::get_if<double>(&argument)) {
                code = sqlite3_bind_double(statement, index, *real);
            } else if (const auto* text = std::get_if<std::string>(&argument)) {
                code = sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
            } else {
                code = sqlite3_bind_null(statement, index);
            }
            if (code != SQLITE_OK) throw fault(bound.sql->name, code);
        }
        if (index != sqlite3_bind_parameter_count(statement)) {
            throw DatabaseFault(Kind::kStatement, std::string{bound.sql->name} + ": wrong number of arguments");
        }
    }

    void run(const Sql& sql) { queue(Bound{&sql, {}}, {}, nullptr); }

    static constexpr Sql kPageSize{"store.page_size", "PRAGMA page_size"};

    Handle handle_;
    std::unordered_map<const Sql*, Prepared> statements_;  // after handle_: finalized before it closes
    std::uint64_t page_bytes_ = 4096;
    std::uint64_t wal_bytes_ = 0;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace

std::unique_ptr<Connection> SqliteDatabase::connect_writer() {
    return std::make_unique<SqliteConnection>(path_, SqliteConnection::Use::kWriter);
}

std::unique_ptr<Connection> SqliteDatabase::connect_reader() {
    return std::make_unique<SqliteConnection>(path_, SqliteConnection::Use::kReader);
}

}  // namespace koebel::store
