#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace koebel::gateway {

/// Counts the frames of one client from the bytes themselves, below Beast: a ping, an empty fragment, a frame of a
/// message that never ends all cost what a message costs. A token bucket; who has emptied it stays excluded, and is
/// read no more. Lives on the socket's io thread, owned by the stream and the session.
class InboundFrames {
public:
    using Clock = std::chrono::steady_clock;

    /// `excess` is called once, within feed(), when the client sends more than it may.
    InboundFrames(double per_second, double burst, std::function<void()> excess);
    InboundFrames(const InboundFrames&) = delete;
    InboundFrames& operator=(const InboundFrames&) = delete;

    /// Sees every byte that was read after the handshake, in order.
    void feed(const void* bytes, std::size_t count, Clock::time_point now);

    [[nodiscard]] bool exceeded() const { return exceeded_; }
    /// Frames whose header was complete.
    [[nodiscard]] std::uint64_t frames() const { return frames_; }

private:
    void header_complete();
    void spend(Clock::time_point now);

    const double per_second_;
    const double burst_;
    std::function<void()> excess_;
    double tokens_;
    Clock::time_point at_;
    std::array<std::uint8_t, 14> header_{};
    std::size_t header_size_ = 0;
    std::uint64_t payload_left_ = 0;
    std::uint64_t frames_ = 0;
    bool exceeded_ = false;
};

}  // namespace koebel::gateway
