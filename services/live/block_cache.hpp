#pragma once

#include "live/frame.hpp"
#include "live/statistics.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace koebel::live {

/// Up to 64 events of one topic in one frame, for those who are behind. Shared by all who read it.
struct Block {
    std::uint64_t first_seq = 0;  ///< of its first event; 0: SQL holds none of them any more
    std::uint64_t last_seq = 0;
    std::uint64_t last_position = 0;
    Frame frame;
    /// Set when an event in it was redacted: whoever holds it drops it unsent and asks again.
    std::atomic<bool> stale{false};
};
using BlockPtr = std::shared_ptr<const Block>;

/// The blocks of this node, least recently read first out. One read of SQL serves everyone who asks
/// while it runs. Thread-safe.
class BlockCache {
public:
    struct Key {
        std::string topic;
        std::uint64_t number = 0;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    /// Called once, on whatever thread ends the read. Null: reading failed.
    using Waiter = std::function<void(BlockPtr)>;
    enum class Found : std::uint8_t { kHere, kOnItsWay, kToBeRead };

    BlockCache(std::size_t byte_budget, Counters& counters);

    /// A block that reaches at least `through`, at once in `here` or later by `waiter`. kToBeRead: the
    /// caller reads it and calls fill.
    Found find(const Key& key, std::uint64_t through, BlockPtr& here, Waiter waiter);

    /// Ends a read; null: it failed. False: an event of the block was redacted meanwhile, read again.
    [[nodiscard]] bool fill(const Key& key, std::shared_ptr<Block> block);

    /// Drops the block with this event wherever it is: here, on its way, or waiting at a slow socket.
    void redact(const std::string& topic, std::uint64_t seq);

    /// Drops everything: history was rewound.
    void clear();

private:
    struct Entry {
        std::shared_ptr<Block> block;
        std::list<Key>::iterator recent;
    };
    struct Reading {
        std::uint64_t through = 0;
        bool stale = false;
        std::vector<Waiter> waiters;
    };

    void drop(std::map<Key, Entry>::iterator entry);
    void remember(const Key& key, const std::shared_ptr<Block>& block);

    const std::size_t byte_budget_;
    Counters& counters_;
    std::mutex mutex_;
    std::map<Key, Entry> entries_;
    std::map<Key, Reading> readings_;
    std::list<Key> recent_;  // front: read last
    /// Every block that may still be held by a connection, also those the cache let go.
    std::map<Key, std::vector<std::weak_ptr<Block>>> held_;
    std::size_t sweep_at_ = 1'024;
    std::size_t bytes_ = 0;
};

}  // namespace koebel::live
