#include "gateway/inbound_frames.hpp"

#include <algorithm>

namespace koebel::gateway {

namespace {

constexpr std::uint8_t kMasked = 0x80;

/// Bytes of the length behind the first two octets.
std::size_t length_octets(std::uint8_t second) {
    const auto length = second & 0x7f;
    return length == 126 ? 2 : length == 127 ? 8 : 0;
}

std::size_t header_length(std::uint8_t second) {
    return 2 + length_octets(second) + ((second & kMasked) != 0 ? 4 : 0);
}

}  // namespace

InboundFrames::InboundFrames(double per_second, double burst, std::function<void()> excess)
    : per_second_(per_second), burst_(burst), excess_(std::move(excess)), tokens_(burst), at_(Clock::now()) {}

void InboundFrames::feed(const void* bytes, std::size_t count, Clock::time_point now) {
    const auto* next = static_cast<const std::uint8_t*>(bytes);
    const auto* const end = next + count;
    while (next != end && !exceeded_) {
        if (payload_left_ > 0) {
            const auto part = std::min<std::uint64_t>(payload_left_, static_cast<std::uint64_t>(end - next));
            payload_left_ -= part;
            next += part;
            continue;
        }
        header_[header_size_++] = *next++;
        if (header_size_ < 2 || header_size_ < header_length(header_[1])) continue;
        header_size_ = 0;
        header_complete();
        spend(now);
    }
}

void InboundFrames::header_complete() {
    const auto octets = length_octets(header_[1]);
    payload_left_ = octets == 0 ? header_[1] & 0x7f : 0;
    for (std::size_t i = 0; i < octets; ++i) payload_left_ = payload_left_ << 8 | header_[2 + i];
    ++frames_;
}

void InboundFrames::spend(Clock::time_point now) {
    const std::chrono::duration<double> passed = std::max(now, at_) - at_;
    at_ = std::max(now, at_);
    tokens_ = std::min(burst_, tokens_ + passed.count() * per_second_) - 1;
    if (tokens_ >= 0) return;
    exceeded_ = true;
    excess_();
}

}  // namespace koebel::gateway
