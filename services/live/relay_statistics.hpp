#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace koebel::live {

/// What relay and bus count, for /metrics. The first group are levels, the second only grow.
struct RelayStatistics {
    std::int64_t is_trusted = 0;   ///< 1: boards are read from Redis
    std::int64_t holds_lease = 0;  ///< 1: this node ships
    std::int64_t applied = 0;      ///< the position up to which Redis has all updates
    std::int64_t lag = 0;          ///< entries of the log that it has not

    std::int64_t updates = 0;     ///< shipped
    std::int64_t pages = 0;       ///< of the log, shipped
    std::int64_t gaps = 0;        ///< answers GAP
    std::int64_t checks = 0;      ///< comparisons with SQL that came to an end
    std::int64_t mismatches = 0;  ///< boards found wrong
    std::int64_t rebuilds = 0;    ///< generations switched in
    std::int64_t faults = 0;      ///< turns that ended by one
};

/// The same, written by the relay's thread and read by any.
class RelayCounters {
public:
    enum Figure : std::uint8_t {
        kIsTrusted,
        kHoldsLease,
        kApplied,
        kLag,
        kUpdates,
        kPages,
        kGaps,
        kChecks,
        kMismatches,
        kRebuilds,
        kFaults,
        kFigures
    };

    void add(Figure figure, std::int64_t amount = 1) { figures_[figure].fetch_add(amount, std::memory_order_relaxed); }
    void set(Figure figure, std::int64_t value) { figures_[figure].store(value, std::memory_order_relaxed); }

    [[nodiscard]] RelayStatistics snapshot() const {
        const auto of = [this](Figure figure) { return figures_[figure].load(std::memory_order_relaxed); };
        return {
            .is_trusted = of(kIsTrusted),
            .holds_lease = of(kHoldsLease),
            .applied = of(kApplied),
            .lag = of(kLag),
            .updates = of(kUpdates),
            .pages = of(kPages),
            .gaps = of(kGaps),
            .checks = of(kChecks),
            .mismatches = of(kMismatches),
            .rebuilds = of(kRebuilds),
            .faults = of(kFaults),
        };
    }

private:
    std::array<std::atomic<std::int64_t>, kFigures> figures_{};
};

}  // namespace koebel::live
