#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::media {

/// What an image is made into.
enum class Shape : std::uint8_t {
    kPhoto,    ///< the square in its middle, at most 512 pixels wide; JPEG
    kPicture,  ///< within 512 × 512, transparency kept; PNG or WebP
    kLogo,     ///< within 512 × 256, transparency kept; PNG or WebP
    kPoster,   ///< within 1280 × 1280, for a television; JPEG
};

/// What is kept of an image at most, and of how many pixels it may have come.
inline constexpr std::size_t kMostBytes = 300'000;
inline constexpr std::uint64_t kMostPixels = 24'000'000;
/// Of what is kept, in pixels.
inline constexpr std::uint32_t kMostSide = 1'280;

/// How the worker is told which, in the order of Shape.
inline constexpr std::array kShapeWords{
    std::string_view{"photo"}, std::string_view{"picture"}, std::string_view{"logo"}, std::string_view{"poster"}
};

[[nodiscard]] constexpr std::string_view word_of(Shape shape) {
    return kShapeWords.at(static_cast<std::size_t>(shape));
}
[[nodiscard]] constexpr std::optional<Shape> shape_of(std::string_view word) {
    for (std::size_t i = 0; i < kShapeWords.size(); ++i) {
        if (kShapeWords.at(i) == word) return static_cast<Shape>(i);
    }
    return std::nullopt;
}

/// The types that are ever kept, and the bytes each begins with.
struct Type {
    std::string_view content_type;
    std::string_view begins;
};
inline constexpr std::array kTypes{
    Type{.content_type = "image/jpeg", .begins = "\xff\xd8\xff"},
    Type{.content_type = "image/png", .begins = "\x89PNG\r\n\x1a\n"},
    Type{.content_type = "image/webp", .begins = "RIFF"},
};

/// An image drawn anew.
struct Picture {
    std::string_view content_type;  ///< one of kTypes
    std::string bytes;
    std::uint32_t width = 0;  ///< in pixels; at most kMostSide
    std::uint32_t height = 0;
};

}  // namespace koebel::media
