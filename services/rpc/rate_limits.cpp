#include "rpc/rate_limits.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v6.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace koebel::rpc {

std::uint32_t RateLimits::take(std::string_view key, Rate rate, double cost, Instant now) {
    auto& shard = shards_[std::hash<std::string_view>{}(key) % kShards];
    const std::lock_guard lock(shard.mutex);
    if (shard.buckets.size() >= kBucketsPerShard) forget_full(shard, now);

    const auto [found, added] = shard.buckets.try_emplace(std::string{key}, Bucket{rate.burst, now, rate});
    auto& bucket = found->second;
    bucket.rate = rate;
    bucket.tokens = tokens_at(bucket, now);
    bucket.at = std::max(bucket.at, now);

    const double price = std::min(cost, rate.burst);
    if (bucket.tokens >= price) {
        bucket.tokens -= price;
        return 0;
    }
    return static_cast<std::uint32_t>(std::ceil((price - bucket.tokens) / rate.per_second * 1'000));
}

std::size_t RateLimits::size() {
    std::size_t count = 0;
    for (auto& shard : shards_) {
        const std::lock_guard lock(shard.mutex);
        count += shard.buckets.size();
    }
    return count;
}

double RateLimits::tokens_at(const Bucket& bucket, Instant now) {
    const std::chrono::duration<double> passed = std::max(now, bucket.at) - bucket.at;
    return std::min(bucket.rate.burst, bucket.tokens + passed.count() * bucket.rate.per_second);
}

void RateLimits::forget_full(Shard& shard, Instant now) {
    std::erase_if(shard.buckets, [now](const auto& entry) {
        return tokens_at(entry.second, now) >= entry.second.rate.burst;
    });
    if (shard.buckets.size() >= kBucketsPerShard) shard.buckets.clear();
}

std::string address_key(std::string_view address) {
    boost::system::error_code error;
    const auto parsed = boost::asio::ip::make_address(address, error);
    if (error || !parsed.is_v6()) return std::string{address};
    return boost::asio::ip::make_network_v6(parsed.to_v6(), 64).canonical().to_string();
}

}  // namespace koebel::rpc
