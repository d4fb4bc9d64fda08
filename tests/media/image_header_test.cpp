#include "media/worker/image_header.hpp"

#include "media/images.hpp"

#include <gtest/gtest.h>

namespace koebel::media {
namespace {

using Format = ImageHeader::Format;

ImageHeader header_of(std::string_view bytes) {
    return read_header(bytes).value_or(ImageHeader{});
}
std::string_view reason(std::string_view bytes) {
    const auto header = read_header(bytes);
    return header ? "none" : header.error();
}

TEST(ImageHeaderTest, ReadsTheSizeOfEachFormat) {
    const Drawing drawing{.width = 300, .height = 200};

    EXPECT_EQ(header_of(png(drawing)), (ImageHeader{Format::kPng, 300, 200}));
    EXPECT_EQ(header_of(jpeg(drawing)), (ImageHeader{Format::kJpeg, 300, 200}));
    EXPECT_EQ(header_of(progressive_jpeg(drawing)), (ImageHeader{Format::kJpeg, 300, 200}));
    EXPECT_EQ(header_of(webp(drawing)), (ImageHeader{Format::kWebp, 300, 200}));
    EXPECT_EQ(
        header_of(webp({.width = 300, .height = 200, .clear_corner = true})), (ImageHeader{Format::kWebp, 300, 200})
    );
    EXPECT_EQ(header_of(with_exif(jpeg(drawing), 6, "here")), (ImageHeader{Format::kJpeg, 300, 200}));
}

TEST(ImageHeaderTest, AnyBeginningOfAnImageIsRefusedOrHasItsSize) {
    for (const auto& image : {png({}), jpeg({}), webp({}), with_exif(jpeg({}), 3, "here")}) {
        const auto whole = header_of(image);
        for (std::size_t size = 0; size < image.size(); ++size) {
            const auto header = read_header(std::string_view{image}.substr(0, size));
            EXPECT_TRUE(!header || *header == whole) << size;
        }
    }
}

TEST(ImageHeaderTest, AWebpThatMovesIsNotKnown) {
    using namespace std::string_literals;
    const auto canvas = "RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x3f\0\0\x1f\0\0"s;
    auto still = canvas;
    still[20] = '\0';

    EXPECT_EQ(reason(canvas), "IMAGE_NOT_KNOWN");
    EXPECT_EQ(header_of(still), (ImageHeader{Format::kWebp, 64, 32}));
}

}  // namespace
}  // namespace koebel::media
