#pragma once

#include "base/time.hpp"

#include <koebel/v1/event.pb.h>

#include <cstdint>
#include <string>
#include <vector>

namespace koebel::store {

/// What a job appends.
struct NewEntry {
    std::string topic;  ///< its audience: "feed", "team:ID", "person:ID", "wall", "lobby", "access" …
    v1::EventBody body;
    /// Positions whose payloads become tombstones in the same transaction.
    std::vector<std::uint64_t> redacts = {};
    /// What the relay ships to Redis: a compact JSON array; empty: nothing.
    std::string index_updates = {};
};

/// What stands in the log.
struct LogEntry {
    std::uint64_t position = 0;  ///< gap-free in commit order, from 1
    std::string id;              ///< random
    std::string topic;
    std::uint64_t seq = 0;  ///< gap-free per topic, from 1
    std::string type;       ///< the field name in v1::EventBody
    std::string payload;    ///< proto3 JSON of v1::EventBody; empty: redacted
    std::vector<std::uint64_t> redacts;
    std::string index_updates;
    Instant at;
};

/// Where the log stands.
struct LogHead {
    std::string epoch;
    std::uint64_t position = 0;
    std::string id;  ///< of the newest entry; empty in an empty log
};

}  // namespace koebel::store
