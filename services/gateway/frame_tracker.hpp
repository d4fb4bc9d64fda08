#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace koebel::gateway {

/// Follows the unmasked frames Beast writes after the handshake, byte by byte, so that the gate knows
/// when a frame of ours may go between them and when none may follow.
class FrameTracker {
public:
    /// Sees every byte Beast hands over, in order.
    void feed(const void* bytes, std::size_t count);

    /// In mid-frame, or between the fragments of a message: no frame of ours now.
    [[nodiscard]] bool busy() const { return header_size_ != 0 || in_message_; }
    /// A close frame began: RFC 6455 5.5.1 allows no data frame behind it.
    [[nodiscard]] bool closed() const { return closed_; }

private:
    void header_complete(std::uint64_t length);

    std::array<std::uint8_t, 10> header_{};
    std::size_t header_size_ = 0;
    std::uint64_t payload_left_ = 0;
    bool in_message_ = false;
    bool closed_ = false;
};

}  // namespace koebel::gateway
