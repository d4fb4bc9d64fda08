#include "store/migrations.hpp"

#include "base/id.hpp"
#include "base/log.hpp"
#include "store/connection.hpp"

#include <charconv>

namespace koebel::store {
namespace {

constexpr Sql kNewest{
    "store.newest_migration",
    "SELECT COALESCE(max(number), 0), COALESCE(max(compatible_from), 0) FROM migration",
};
constexpr Sql kRecord{
    "store.record_migration",
    "INSERT INTO migration (number, name, compatible_from, at) VALUES ($1, $2, $3, $4)",
};
constexpr Sql kBeginHistory{
    "store.begin_history",
    "INSERT INTO history (id, epoch, began_at) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING",
};

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS migration ("
    "number BIGINT PRIMARY KEY, name TEXT NOT NULL, compatible_from BIGINT NOT NULL, at BIGINT NOT NULL)";

struct Schema {
    std::int64_t number = 0;
    std::int64_t compatible_from = 0;
};

Schema schema_of(Connection& connection) {
    Schema schema;
    connection.queue(Bound{&kNewest, {}}, [&](const Row& row) {
        schema = {.number = row.integer(0), .compatible_from = row.integer(1)};
    });
    connection.flush();
    return schema;
}

/// The lines of `text`, each without its end.
template <class Each>
void each_line(std::string_view text, Each each) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        each(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

/// Every step is done under the writer's lock, and looks again what there is: another node may have
/// been quicker.
template <class Step>
void in_transaction(Connection& connection, Step step) {
    connection.begin_write();
    connection.flush();
    try {
        step();
        connection.commit();
    } catch (...) {
        connection.rollback();
        throw;
    }
}

}  // namespace

std::string section_for(const Migration& migration, Dialect dialect) {
    const std::string_view mine = dialect == Dialect::kSqlite ? "-- sqlite" : "-- postgresql";
    const std::string_view other = dialect == Dialect::kSqlite ? "-- postgresql" : "-- sqlite";
    std::string out;
    bool taken = true;
    each_line(migration.text, [&](std::string_view line) {
        if (line == mine || line == "-- both") {
            taken = true;
        } else if (line == other) {
            taken = false;
        } else if (taken) {
            out.append(line).push_back('\n');
        }
    });
    return out;
}

std::int64_t compatible_from(const Migration& migration) {
    constexpr std::string_view kMarker = "-- compatible_from: ";
    std::int64_t number = 0;
    if (migration.text.starts_with(kMarker)) {
        const auto from = migration.text.substr(kMarker.size());
        std::from_chars(from.data(), from.data() + from.size(), number);
    }
    if (number <= 0) throw Fault(std::string{migration.name} + ": its first line must be -- compatible_from: N");
    return number;
}

void migrate(Connection& connection, Instant now) {
    in_transaction(connection, [&] { connection.script(kTable); });
    const auto newest = migrations().back().number;
    const auto found = schema_of(connection);
    if (found.compatible_from > newest) {
        throw Fault(
            "the database was written by a newer koebeld (schema " + std::to_string(found.number) +
            ", which needs at least " + std::to_string(found.compatible_from) + "; this one knows " +
            std::to_string(newest) + "): start that version, or restore a backup made before the upgrade"
        );
    }
    for (const auto& migration : migrations()) {
        if (migration.number <= found.number) continue;
        in_transaction(connection, [&] {
            if (schema_of(connection).number >= migration.number) return;
            connection.script(section_for(migration, connection.dialect()));
            connection.queue(bound_to(kRecord, migration.number, migration.name, compatible_from(migration), now));
            connection.flush();
            log("store").info("migrated to {}", migration.name);
        });
    }
    in_transaction(connection, [&] {
        connection.queue(bound_to(kBeginHistory, random_hex(16), now));
        connection.flush();
    });
}

}  // namespace koebel::store
