#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace koebel::media {

/// Images as they come from the world, drawn by libgd. The left half is red, the right half blue; `noisy` ones compress
/// badly.
struct Drawing {
    int width = 64;
    int height = 32;
    bool noisy = false;
    bool clear_corner = false;  ///< the first pixel's eighth is transparent
};
[[nodiscard]] std::string jpeg(const Drawing& drawing);
[[nodiscard]] std::string progressive_jpeg(const Drawing& drawing);
[[nodiscard]] std::string png(const Drawing& drawing);
[[nodiscard]] std::string webp(const Drawing& drawing);

/// The JPEG with an Exif block: which way up it was taken, and where, in plain words.
[[nodiscard]] std::string with_exif(const std::string& jpeg, std::uint8_t orientation, std::string_view words);

/// A PNG whose header says so many pixels, and that holds none.
[[nodiscard]] std::string png_of_size(std::uint32_t width, std::uint32_t height);

/// What an image is, decoded.
struct Seen {
    int width = 0;
    int height = 0;
    char top_left = '?';  ///< 'r', 'b', 'w', 't' (transparent) or '?'
    char top_right = '?';
    char bottom_left = '?';
};
[[nodiscard]] Seen look_at(std::string_view bytes);

}  // namespace koebel::media
