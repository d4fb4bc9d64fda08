#include "media/images.hpp"

#include <gd.h>

#include <array>
#include <memory>
#include <stdexcept>

namespace koebel::media {
namespace {

using Image = std::unique_ptr<gdImage, void (*)(gdImage*)>;

Image draw(const Drawing& drawing) {
    Image image{gdImageCreateTrueColor(drawing.width, drawing.height), gdImageDestroy};
    gdImageAlphaBlending(image.get(), 0);
    gdImageSaveAlpha(image.get(), 1);
    std::uint32_t noise = 1;
    for (int y = 0; y < drawing.height; ++y) {
        for (int x = 0; x < drawing.width; ++x) {
            noise = noise * 1'664'525 + 1'013'904'223;
            const int shade = drawing.noisy ? static_cast<int>(noise >> 24U) : 0;
            const bool is_left = x < drawing.width / 2;
            const bool is_clear = drawing.clear_corner && x < drawing.width / 8 && y < drawing.height / 8;
            const int colour = is_left ? gdTrueColor(255, shade, shade) : gdTrueColor(shade, 0, 255);
            image->tpixels[y][x] = is_clear ? gdTrueColorAlpha(0, 0, 0, gdAlphaTransparent) : colour;
        }
    }
    return image;
}

std::string taken(void* written, int size) {
    std::string bytes{static_cast<const char*>(written), static_cast<std::size_t>(size)};
    gdFree(written);
    return bytes;
}

std::string big_endian(std::uint32_t number, int bytes) {
    std::string text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) text += static_cast<char>(number >> shift & 0xffU);
    return text;
}

char colour_of(int pixel) {
    if (gdTrueColorGetAlpha(pixel) > gdAlphaMax / 2) return 't';
    const bool red = gdTrueColorGetRed(pixel) > 180;
    const bool green = gdTrueColorGetGreen(pixel) > 180;
    const bool blue = gdTrueColorGetBlue(pixel) > 180;
    if (red && green && blue) return 'w';
    if (red && !blue) return 'r';
    return blue && !red ? 'b' : '?';
}

}  // namespace

std::string jpeg(const Drawing& drawing) {
    int size = 0;
    void* written = gdImageJpegPtr(draw(drawing).get(), &size, 95);
    return taken(written, size);
}

std::string progressive_jpeg(const Drawing& drawing) {
    const auto image = draw(drawing);
    gdImageInterlace(image.get(), 1);
    int size = 0;
    void* written = gdImageJpegPtr(image.get(), &size, 95);
    return taken(written, size);
}

std::string png(const Drawing& drawing) {
    int size = 0;
    void* written = gdImagePngPtrEx(draw(drawing).get(), &size, 1);
    return taken(written, size);
}

std::string webp(const Drawing& drawing) {
    int size = 0;
    void* written = gdImageWebpPtrEx(draw(drawing).get(), &size, 90);
    return taken(written, size);
}

std::string with_exif(const std::string& jpeg, std::uint8_t orientation, std::string_view words) {
    const auto length = static_cast<std::uint32_t>(words.size() + 1);
    std::string tiff = "MM" + big_endian(42, 2) + big_endian(8, 4) + big_endian(2, 2);
    tiff += big_endian(0x010e, 2) + big_endian(2, 2) + big_endian(length, 4) + big_endian(38, 4);  // what is on it
    tiff += big_endian(0x0112, 2) + big_endian(3, 2) + big_endian(1, 4) + big_endian(orientation, 2) + big_endian(0, 2);
    tiff += big_endian(0, 4) + std::string{words} + '\0';
    const auto block = std::string{"Exif\0\0", 6} + tiff;
    const auto segment = "\xff\xe1" + big_endian(static_cast<std::uint32_t>(block.size() + 2), 2) + block;
    return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::string png_of_size(std::uint32_t width, std::uint32_t height) {
    auto bytes = png({.width = 8, .height = 8});
    bytes.replace(16, 8, big_endian(width, 4) + big_endian(height, 4));
    return bytes;
}

Seen look_at(std::string_view bytes) {
    auto* data = const_cast<char*>(bytes.data());  // gd only reads it
    const auto size = static_cast<int>(bytes.size());
    gdImage* decoded = nullptr;
    if (bytes.starts_with("\xff\xd8"))
        decoded = gdImageCreateFromJpegPtr(size, data);
    else if (bytes.starts_with("RIFF"))
        decoded = gdImageCreateFromWebpPtr(size, data);
    else
        decoded = gdImageCreateFromPngPtr(size, data);
    const Image image{decoded, gdImageDestroy};
    if (!image) throw std::runtime_error("no image");
    gdImagePaletteToTrueColor(image.get());
    const auto at = [&](int x, int y) { return colour_of(gdImageGetTrueColorPixel(image.get(), x, y)); };
    return {
        .width = image->sx,
        .height = image->sy,
        .top_left = at(1, 1),
        .top_right = at(image->sx - 2, 1),
        .bottom_left = at(1, image->sy - 2)
    };
}

}  // namespace koebel::media
