#pragma once

#include "live/frame.hpp"

#include <cstdint>
#include <string_view>

namespace koebel::bench {

constexpr std::size_t kFrameBytes = 220;

/// A frame of exactly 220 bytes with an event in it, as the node makes them: what the bare loop sends.
[[nodiscard]] live::Frame ready_frame(std::string_view topic, std::uint64_t seq);

/// Several of them as one piece of bytes.
[[nodiscard]] live::Frame joined_frames(std::string_view topic, std::uint64_t first_seq, std::size_t count);

}  // namespace koebel::bench
