#include "store/examination.hpp"

#include "base/text.hpp"
#include "store/data_directory.hpp"
#include "store/migrations.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <charconv>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace koebel::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr const char* kSchema = "SELECT COALESCE(max(number), 0), COALESCE(max(compatible_from), 0) FROM migration";
constexpr const char* kZone = "SELECT time_zone FROM organisation WHERE id = 1";
// One key seals them all, or these two are not the same.
constexpr const char* kCodeKeys =
    "SELECT MIN(key_mark), MAX(key_mark) FROM person_code WHERE confirmed_at IS NOT NULL HAVING COUNT(*) > 0";
constexpr const char* kCheck = "PRAGMA quick_check(1)";
constexpr const char* kSettings =
    "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('full_page_writes'),"
    " (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
constexpr int kStepsBetweenLooks = 10'000;

std::int64_t number(const char* text) {
    std::int64_t value = 0;
    const std::string_view digits = text == nullptr ? "" : text;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

struct CloseSqlite {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// The first row of a statement, as text; the code when there is none.
int first_row(sqlite3* database, const char* sql, std::vector<std::string>& row) {
    sqlite3_stmt* prepared = nullptr;
    if (const int code = sqlite3_prepare_v2(database, sql, -1, &prepared, nullptr); code != SQLITE_OK) return code;
    const std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement{prepared};
    const int code = sqlite3_step(prepared);
    if (code != SQLITE_ROW) return code;
    for (int column = 0; column < sqlite3_column_count(prepared); ++column) {
        const auto* text = sqlite3_column_text(prepared, column);
        row.emplace_back(text == nullptr ? "" : reinterpret_cast<const char*>(text));
    }
    return code;
}

Examination examine_sqlite(const std::string& directory, std::chrono::milliseconds patience) {
    Examination found{.kind = std::string{"SQLite "} + sqlite3_libversion()};
    const auto path = DataDirectory::database_path(directory);
    std::error_code unreadable;
    if (!std::filesystem::exists(path, unreadable)) return found;

    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, CloseSqlite> database{opened};
    if (code != SQLITE_OK) {
        found.fault = sqlite3_errstr(code);
        return found;
    }
    sqlite3_busy_timeout(opened, 2'000);
    std::vector<std::string> row;
    if (const int read = first_row(opened, kSchema, row); read != SQLITE_ROW) {
        // SQLITE_ERROR: another program's file, or an empty one.
        if ((read & 0xFF) != SQLITE_ERROR) found.fault = sqlite3_errstr(read);
        return found;
    }
    found.is_there = true;
    found.schema = number(row[0].c_str());
    found.needs = number(row[1].c_str());
    std::vector<std::string> zone;
    if (first_row(opened, kZone, zone) == SQLITE_ROW) found.time_zone = zone[0];
    (void)first_row(opened, kCodeKeys, found.code_keys);

    auto until = SteadyClock::now() + patience;
    const auto is_late = [](void* limit) {
        return SteadyClock::now() > *static_cast<SteadyClock::time_point*>(limit) ? 1 : 0;
    };
    sqlite3_progress_handler(opened, kStepsBetweenLooks, is_late, &until);
    std::vector<std::string> checked;
    const int check = first_row(opened, kCheck, checked);
    if ((check & 0xFF) == SQLITE_INTERRUPT) {
        found.was_checked = false;
    } else if (check != SQLITE_ROW) {
        found.damage = sqlite3_errstr(check);
    } else if (checked[0] != "ok") {
        found.damage = checked[0].substr(0, checked[0].find('\n'));
    }
    return found;
}

struct CloseConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Rows = std::unique_ptr<PGresult, ClearResult>;

/// One row, or none.
Rows ask(PGconn* connection, const char* sql) {
    Rows rows{PQexec(connection, sql)};
    if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK || PQntuples(rows.get()) == 0) return nullptr;
    return rows;
}

Examination examine_postgresql(const std::string& connection_string) {
    Examination found{.kind = "PostgreSQL"};
    const char* keywords[] = {"dbname", "connect_timeout", "options", nullptr};
    const char* values[] = {
        connection_string.c_str(), "3", "-c default_transaction_read_only=on -c statement_timeout=3000", nullptr
    };
    const std::unique_ptr<PGconn, CloseConnection> connection{PQconnectdbParams(keywords, values, 1)};
    if (PQstatus(connection.get()) != CONNECTION_OK) {
        found.fault = one_line(PQerrorMessage(connection.get()));
        return found;
    }
    PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
    if (const auto row = ask(connection.get(), kSettings)) {
        const auto text = [&row](int column) { return std::string{PQgetvalue(row.get(), 0, column)}; };
        found.kind += " " + text(0);
        found.is_durable = text(1) == "on" && text(2) == "on";
        found.clock = Instant{std::chrono::microseconds{number(PQgetvalue(row.get(), 0, 3))}};
    }
    const auto schema = ask(connection.get(), kSchema);
    if (!schema) return found;
    found.is_there = true;
    found.schema = number(PQgetvalue(schema.get(), 0, 0));
    found.needs = number(PQgetvalue(schema.get(), 0, 1));
    if (const auto zone = ask(connection.get(), kZone)) found.time_zone = PQgetvalue(zone.get(), 0, 0);
    if (const auto keys = ask(connection.get(), kCodeKeys)) {
        found.code_keys = {PQgetvalue(keys.get(), 0, 0), PQgetvalue(keys.get(), 0, 1)};
    }
    return found;
}

}  // namespace

Examination examine(const Settings& settings, std::chrono::milliseconds patience) {
    auto found = settings.postgresql.empty() ? examine_sqlite(settings.data_directory, patience)
                                             : examine_postgresql(settings.postgresql);
    found.known = migrations().back().number;
    return found;
}

}  // namespace koebel::store
