#pragma once

#include "store/sql.hpp"

#include <cstdint>
#include <string>

namespace koebel::store {

/// Which database speaks.
enum class Dialect : std::uint8_t { kSqlite, kPostgresql };

/// The statement as that database wants it: `$1` becomes `?1` for SQLite (where `$1` would be counted
/// by appearance), `[NOT] IN @list($1)` becomes a test against the elements of a JSON array. Text in
/// quotes is left alone. Throws std::invalid_argument for a malformed @list.
[[nodiscard]] std::string to_dialect(const Sql& sql, Dialect dialect);

}  // namespace koebel::store
