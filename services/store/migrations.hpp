#pragma once

#include "base/time.hpp"
#include "store/dialect.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace koebel::store {

class Connection;

/// A file of services/store/migrations, embedded at build time.
struct Migration {
    std::int64_t number;
    std::string_view name;
    std::string_view text;
};

/// All of them, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// The statements of a migration for one database: outside sections, and in that database's sections
/// ("-- sqlite" or "-- postgresql" on a line of its own, until the next marker or "-- both").
[[nodiscard]] std::string section_for(const Migration& migration, Dialect dialect);

/// The oldest migration whose software still works with a database at this one: its first line.
/// Throws Fault when the line is missing.
[[nodiscard]] std::int64_t compatible_from(const Migration& migration);

/// Brings the database up to date, each migration in a transaction of its own, and gives a new one its
/// epoch. Throws Fault when the database is newer than this software can work with.
void migrate(Connection& connection, Instant now);

}  // namespace koebel::store
