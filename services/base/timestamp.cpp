#include "base/timestamp.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace koebel {

namespace {

// The bounds that timestamp.proto states.
constexpr std::chrono::sys_seconds kFirst = std::chrono::sys_days{std::chrono::January / 1 / 1};
constexpr std::chrono::sys_seconds kLast =
    std::chrono::sys_days{std::chrono::January / 1 / 10'000} - std::chrono::seconds{1};
constexpr std::int32_t kLastNanosecond = 999'999'999;

}  // namespace

google::protobuf::Timestamp to_timestamp(Instant at) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(seconds.time_since_epoch().count());
    timestamp.set_nanos(static_cast<std::int32_t>(std::chrono::nanoseconds{at - seconds}.count()));
    return timestamp;
}

bool is_valid(const google::protobuf::Timestamp& timestamp) {
    const std::chrono::sys_seconds seconds{std::chrono::seconds{timestamp.seconds()}};
    return seconds >= kFirst && seconds <= kLast && timestamp.nanos() >= 0 && timestamp.nanos() <= kLastNanosecond;
}

Instant to_instant(const google::protobuf::Timestamp& timestamp) {
    const std::chrono::sys_seconds seconds{std::chrono::seconds{timestamp.seconds()}};
    const auto nanos = std::clamp<std::int32_t>(timestamp.nanos(), 0, kLastNanosecond);
    return Instant{std::clamp(seconds, kFirst, kLast)} + std::chrono::microseconds{nanos / 1'000};
}

}  // namespace koebel
