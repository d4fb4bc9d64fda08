#pragma once

#include "live/audience.hpp"
#include "live/block_cache.hpp"
#include "live/ring.hpp"

#include <koebel/v1/live.pb.h>

#include <chrono>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace koebel::live {

class Connection;
struct Topic;

/// One connection following one topic: a cursor. Owned by its connection; lives on its io thread.
struct Subscription {
    enum class Stage : std::uint8_t {
        kOpening,     ///< SQL is asked where the topic stands
        kCatchingUp,  ///< the cursor is below the head
        kLive,        ///< the cursor was at the head
        kOver,        ///< nothing follows but the announcement
    };

    std::string name;
    Connection* connection = nullptr;
    Topic* topic = nullptr;  ///< null when over
    Stage stage = Stage::kOpening;
    std::string epoch;               ///< the client's
    std::size_t slot = 0;            ///< in the topic's audience
    std::uint64_t cursor = 0;        ///< seq of the last event that went out, unless its connection is direct
    std::uint64_t head = 0;          ///< the topic's when it was over
    std::uint64_t reach = 0;         ///< the cursor as it will be when what was gathered has gone out
    std::uint64_t reads_before = 0;  ///< the number of head reads that had begun when it came
    bool asked_sql = false;          ///< the cursor was compared with a head that SQL gave since
    std::optional<v1::Subscribed::Status> announcement;  ///< what the client is to be told; the latest wins
    std::uint64_t state_version = 0;                     ///< of the last State that went out
    BlockPtr block;                                      ///< to go out next
    bool reading = false;                                ///< a block was asked for
};

/// One topic on one io thread. Exists while somebody here follows it, and a while longer.
struct Topic {
    std::string name;
    Ring ring;
    Audience audience;
    bool is_dirty = false;  ///< the ring has events that no broadcast has begun to send
    Frame state;            ///< the newest State frame, if there was one
    std::uint64_t state_version = 0;
    std::uint32_t watchers = 0;
    std::optional<std::list<Topic*>::iterator> recent;  ///< its place in the shard's list; none: no frames
    std::chrono::steady_clock::time_point idle_since;
    std::uint64_t reads_before = 0;  ///< the number of head reads that had begun when it was made
};

}  // namespace koebel::live
