#pragma once

#include "base/time.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::store {

/// What a look at the database found, from outside a server.
struct Examination {
    std::string fault = {};                   ///< why it cannot be read; empty: it can
    bool is_there = false;                    ///< there is one, with tables of ours
    std::string kind = {};                    ///< "SQLite 3.40.1"
    std::int64_t schema = 0;                  ///< the newest migration it has
    std::int64_t needs = 0;                   ///< the oldest one whose software can work with it
    std::int64_t known = 0;                   ///< the newest one this software has
    std::string damage = {};                  ///< the first thing wrong in the file; empty: none found
    bool was_checked = true;                  ///< false: looking for damage took too long
    bool is_durable = true;                   ///< false: the server is set so that a commit can be lost
    std::optional<Instant> clock = {};        ///< the database server's; none for SQLite
    std::string time_zone = {};               ///< the organisation's; empty: there is none yet
    std::vector<std::string> code_keys = {};  ///< marks of the keys that seal time-based codes, two at most
};

/// Looks, read-only, also while a server is at work on it; a file is looked through for at most `patience`. Blocks.
[[nodiscard]] Examination examine(const Settings& settings, std::chrono::milliseconds patience);

}  // namespace koebel::store
