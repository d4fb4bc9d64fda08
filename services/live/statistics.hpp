#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace koebel::live {

/// What live counts, for /metrics. The first group are levels, the second only grow.
struct Statistics {
    std::int64_t connections = 0;
    std::int64_t subscriptions = 0;
    std::int64_t topics = 0;
    std::int64_t ring_bytes = 0;
    std::int64_t block_bytes = 0;
    std::int64_t position = 0;  ///< of the newest entry delivered

    std::int64_t entries = 0;      ///< taken from the log
    std::int64_t tail_reads = 0;   ///< of the log in SQL, polls included
    std::int64_t tail_faults = 0;  ///< reads that failed
    std::int64_t events_sent = 0;
    std::int64_t blocks_sent = 0;
    std::int64_t states_sent = 0;
    std::int64_t block_reads = 0;  ///< blocks read from SQL
    std::int64_t block_hits = 0;   ///< blocks found in the cache, or on their way already
    std::int64_t resets = 0;       ///< subscriptions told to start from a snapshot
    std::int64_t redactions = 0;   ///< frames and blocks replaced by tombstones
};

/// The same, written by every thread of the node. Relaxed: figures, not synchronisation.
class Counters {
public:
    enum Figure : std::uint8_t {
        kConnections,
        kSubscriptions,
        kTopics,
        kRingBytes,
        kBlockBytes,
        kPosition,
        kEntries,
        kTailReads,
        kTailFaults,
        kEventsSent,
        kBlocksSent,
        kStatesSent,
        kBlockReads,
        kBlockHits,
        kResets,
        kRedactions,
        kFigures,
    };

    void add(Figure figure, std::int64_t amount = 1) { figures_[figure].fetch_add(amount, std::memory_order_relaxed); }
    void set(Figure figure, std::int64_t value) { figures_[figure].store(value, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t of(Figure figure) const { return figures_[figure].load(std::memory_order_relaxed); }

    [[nodiscard]] Statistics snapshot() const {
        return {
            .connections = of(kConnections),
            .subscriptions = of(kSubscriptions),
            .topics = of(kTopics),
            .ring_bytes = of(kRingBytes),
            .block_bytes = of(kBlockBytes),
            .position = of(kPosition),
            .entries = of(kEntries),
            .tail_reads = of(kTailReads),
            .tail_faults = of(kTailFaults),
            .events_sent = of(kEventsSent),
            .blocks_sent = of(kBlocksSent),
            .states_sent = of(kStatesSent),
            .block_reads = of(kBlockReads),
            .block_hits = of(kBlockHits),
            .resets = of(kResets),
            .redactions = of(kRedactions),
        };
    }

private:
    std::array<std::atomic<std::int64_t>, kFigures> figures_{};
};

}  // namespace koebel::live
