#pragma once

#include "base/time.hpp"

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace koebel::rpc {

/// How fast a bucket fills, and how much it holds.
struct Rate {
    double per_second = 0;
    double burst = 0;
};

/// Token buckets by key, in shards with a lock each. Thread-safe. Bounded: a shard that is full
/// forgets first the buckets that would be full by now, then all of them.
class RateLimits {
public:
    RateLimits() = default;

    /// Takes `cost` tokens and returns 0; or takes nothing and returns the milliseconds until they are
    /// there. A cost above the burst is paid with a whole burst.
    [[nodiscard]] std::uint32_t take(std::string_view key, Rate rate, double cost, Instant now);

    /// The buckets kept at this moment.
    [[nodiscard]] std::size_t size();

    static constexpr std::size_t kMostBuckets = 131'072;

private:
    struct Bucket {
        double tokens = 0;
        Instant at;
        Rate rate;
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Bucket> buckets;
    };

    static constexpr std::size_t kShards = 16;
    static constexpr std::size_t kBucketsPerShard = kMostBuckets / kShards;
    static double tokens_at(const Bucket& bucket, Instant now);
    static void forget_full(Shard& shard, Instant now);

    std::array<Shard, kShards> shards_;
};

/// The key of an address: itself for IPv4, its /64 for IPv6, where one client has them all.
[[nodiscard]] std::string address_key(std::string_view address);

}  // namespace koebel::rpc
