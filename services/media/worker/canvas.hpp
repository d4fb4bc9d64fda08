#pragma once

#include "media/shape.hpp"
#include "media/worker/image_header.hpp"

#include <cstdint>
#include <expected>
#include <string_view>

namespace koebel::media {

/// Decodes an image, cuts and scales it to its shape, turns it, and draws it anew in at most kMostBytes. Nothing of it
/// but pixels is left. Refuses with IMAGE_BROKEN what cannot be decoded to its end.
[[nodiscard]] std::expected<Picture, std::string_view> redraw(
    std::string_view bytes, const ImageHeader& header, std::uint8_t orientation, Shape shape
);

}  // namespace koebel::media
