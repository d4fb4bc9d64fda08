#pragma once

#include "media/worker/image_header.hpp"

#include <cstdint>
#include <string_view>

namespace koebel::media {

/// How an image is to be turned before it is looked at, as Exif counts: 1 not at all, 2 to 4 mirrored or upside down, 5
/// to 8 on its side, width and height changing places. 1 where nothing sensible is said.
[[nodiscard]] std::uint8_t orientation_of(std::string_view bytes, const ImageHeader& header);

}  // namespace koebel::media
