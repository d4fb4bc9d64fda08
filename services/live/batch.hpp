#pragma once

#include "live/frame.hpp"

#include <koebel/v1/event.pb.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace koebel::live {

/// What stands in the place of an event that was redacted.
struct Tombstone {
    std::string topic;
    std::uint64_t seq = 0;
    Frame frame;
};

/// One log entry on its way to the io threads.
struct Delivery {
    std::uint64_t position = 0;
    std::string topic;
    std::uint64_t seq = 0;
    Frame frame;                              ///< null: nobody on this node followed the topic
    std::optional<v1::AccessChanged> access;  ///< set on entries of the topic `access`
    std::vector<Tombstone> tombstones;        ///< swapped in before the entry itself is delivered
    std::vector<std::uint64_t> forgotten;     ///< positions it redacts that retention has taken from SQL already
};

/// Entries that arrived together: one task per io thread. Shared by all of them, never changed.
using Batch = std::shared_ptr<const std::vector<Delivery>>;

}  // namespace koebel::live
