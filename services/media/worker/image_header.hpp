#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

namespace koebel::media {

/// What an image says of itself before anything is decoded.
struct ImageHeader {
    enum class Format : std::uint8_t { kPng, kJpeg, kWebp };
    Format format = Format::kPng;
    std::uint32_t width = 0;  ///< in pixels, before it is turned; never 0
    std::uint32_t height = 0;

    friend bool operator==(const ImageHeader&, const ImageHeader&) = default;
};

/// Reads the format and the size from the first bytes, wherever the size stands. Refuses with
///   IMAGE_NOT_KNOWN  neither PNG nor JPEG nor WebP, or a WebP that moves
///   IMAGE_BROKEN     it ends before its size, or has none
[[nodiscard]] std::expected<ImageHeader, std::string_view> read_header(std::string_view bytes);

/// Where an image keeps its Exif block: all of a JPEG, in which libexif looks itself; of the others the chunk, or
/// nothing.
[[nodiscard]] std::string_view exif_of(std::string_view bytes, const ImageHeader& header);

}  // namespace koebel::media
