#pragma once

#include "live/block_cache.hpp"

#include "store/store.hpp"

#include <koebel/v1/common.pb.h>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace koebel::live {

namespace asio = boost::asio;

/// Where topics stand, and at which position of the log that was.
struct TopicHeads {
    v1::Snapshot snapshot;
    std::uint64_t position = 0;
};

/// What follows a position, and where the log stood then: one snapshot.
struct LogPage {
    store::LogHead head;
    std::string id;  ///< of the entry at the position itself; empty: it is not there, or not any more
    std::vector<store::LogEntry> entries;
};

/// What live asks of the record. In a node the store answers (StoreLog), in a simulation the test's
/// world. Whatever reads throws when SQL is away; each read is one snapshot.
class LogSource {
public:
    LogSource() = default;
    LogSource(const LogSource&) = delete;
    LogSource& operator=(const LogSource&) = delete;
    virtual ~LogSource() = default;

    // For the tail's thread; they block.

    [[nodiscard]] virtual store::LogHead head() = 0;
    /// At most `limit` entries after `position`, in order.
    [[nodiscard]] virtual LogPage after(std::uint64_t position, std::size_t limit) = 0;
    /// The entries at these positions as they stand now; those beyond retention are missing.
    [[nodiscard]] virtual std::map<std::uint64_t, store::LogEntry> at(const std::vector<std::uint64_t>& positions) = 0;
    /// Begins a new epoch when `delivered` does not stand in the log. Returns the epoch that holds.
    virtual std::string confirm_history(const store::LogHead& delivered) = 0;

    // For io threads; they resume there.

    [[nodiscard]] virtual asio::awaitable<TopicHeads> topic_heads(std::vector<std::string> topics) = 0;
    [[nodiscard]] virtual asio::awaitable<std::shared_ptr<Block>> block(BlockCache::Key key) = 0;

    // From any thread.

    /// Called after each commit of this node that appended, in commit order.
    virtual void on_commit(std::function<void(store::Committed)> listener) = 0;
    /// The moment of the last successful read or commit.
    [[nodiscard]] virtual Instant last_success() const = 0;
};

/// The block with this number, of entries that begin behind the block before it.
[[nodiscard]] std::shared_ptr<Block> make_block(std::vector<store::LogEntry> entries, std::uint64_t number);

/// The store as live's source. The store outlives it.
class StoreLog final : public LogSource {
public:
    explicit StoreLog(store::Store& store) : store_(store) {}

    store::LogHead head() override;
    LogPage after(std::uint64_t position, std::size_t limit) override;
    std::map<std::uint64_t, store::LogEntry> at(const std::vector<std::uint64_t>& positions) override;
    std::string confirm_history(const store::LogHead& delivered) override;
    asio::awaitable<TopicHeads> topic_heads(std::vector<std::string> topics) override;
    asio::awaitable<std::shared_ptr<Block>> block(BlockCache::Key key) override;
    void on_commit(std::function<void(store::Committed)> listener) override;
    Instant last_success() const override { return store_.last_success(); }

private:
    store::Store& store_;
};

}  // namespace koebel::live
