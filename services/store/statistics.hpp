#pragma once

#include <atomic>
#include <cstdint>

namespace koebel::store {

/// What the store counts, for /metrics. Written by its threads, read by any.
struct Statistics {
    std::atomic<std::uint64_t> batches{0};              ///< commits that succeeded
    std::atomic<std::uint64_t> jobs{0};                 ///< writes answered: success, refusal or repeat
    std::atomic<std::uint64_t> repeats{0};              ///< of them, answered from a receipt
    std::atomic<std::uint64_t> dropped_batches{0};      ///< whose transaction was lost; their jobs ran again alone
    std::atomic<std::uint64_t> commit_microseconds{0};  ///< spent in COMMIT, sum
    std::atomic<std::uint64_t> reads{0};
    std::atomic<std::uint64_t> faults{0};      ///< writes and reads that ended without an outcome
    std::atomic<std::uint64_t> overloaded{0};  ///< refused because a queue was full
    std::atomic<std::uint64_t> reconnects{0};
    std::atomic<std::uint64_t> write_queue{0};  ///< writes waiting now
    std::atomic<std::uint64_t> read_queue{0};   ///< reads waiting now
    std::atomic<std::uint64_t> wal_bytes{0};    ///< SQLite: not yet in the database file
};

}  // namespace koebel::store
