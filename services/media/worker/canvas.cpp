#include "media/worker/canvas.hpp"

#include <gd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <utility>

namespace koebel::media {
namespace {

constexpr int kPhotoSide = 512;
constexpr int kLogoHeight = 256;
constexpr int kPosterSide = kMostSide;
constexpr std::array kQualities{82, 72, 60, 45, 30};
constexpr int kWhite = gdTrueColor(255, 255, 255);
constexpr int kClear = gdTrueColorAlpha(255, 255, 255, gdAlphaTransparent);

using Canvas = std::unique_ptr<gdImage, void (*)(gdImage*)>;

Canvas owned(gdImage* image) {
    return {image, gdImageDestroy};
}

/// Where in the source, and how large it becomes.
struct Frame {
    int x = 0, y = 0, width = 0, height = 0;
    int to_width = 0, to_height = 0;
};

/// libjpeg fills with grey what is not there, and only says so.
bool ended_too_soon = false;

void listen(int, const char* format, va_list arguments) {
    std::array<char, 256> said{};
    std::vsnprintf(said.data(), said.size(), format, arguments);
    if (std::string_view{said.data()}.contains("remature end")) ended_too_soon = true;
}

/// First as strictly as can be; cameras write much that libjpeg warns of, and only an end that is missing counts.
Canvas decode_jpeg(int size, char* data) {
    auto strict = owned(gdImageCreateFromJpegPtrEx(size, data, 0));
    if (strict || ended_too_soon) return owned(ended_too_soon ? nullptr : strict.release());
    return owned(gdImageCreateFromJpegPtrEx(size, data, 1));
}

Canvas decode(std::string_view bytes, ImageHeader::Format format) {
    const auto size = static_cast<int>(bytes.size());
    auto* data = const_cast<char*>(bytes.data());  // gd only reads it
    switch (format) {
        case ImageHeader::Format::kJpeg:
            return decode_jpeg(size, data);
        case ImageHeader::Format::kPng:
            return owned(gdImageCreateFromPngPtr(size, data));
        case ImageHeader::Format::kWebp:
            return owned(gdImageCreateFromWebpPtr(size, data));
    }
    return owned(nullptr);
}

Frame square(int width, int height) {
    const int side = std::min(width, height);
    const int to = std::min(side, kPhotoSide);
    return {
        .x = (width - side) / 2,
        .y = (height - side) / 2,
        .width = side,
        .height = side,
        .to_width = to,
        .to_height = to
    };
}

/// Within the box, never larger than it was.
Frame within(int width, int height, int box_width, int box_height) {
    const double scale = std::min({1.0, double(box_width) / width, double(box_height) / height});
    return {
        .width = width,
        .height = height,
        .to_width = std::max(1, static_cast<int>(width * scale)),
        .to_height = std::max(1, static_cast<int>(height * scale)),
    };
}

Frame frame_for(const gdImage& image, Shape shape, bool on_its_side) {
    switch (shape) {
        case Shape::kPhoto:
            return square(image.sx, image.sy);
        case Shape::kPicture:
            return within(image.sx, image.sy, kPhotoSide, kPhotoSide);
        case Shape::kLogo:
            return on_its_side ? within(image.sx, image.sy, kLogoHeight, kPhotoSide)
                               : within(image.sx, image.sy, kPhotoSide, kLogoHeight);
        case Shape::kPoster:
            return within(image.sx, image.sy, kPosterSide, kPosterSide);
    }
    return {};
}

bool is_jpeg(Shape shape) {
    return shape == Shape::kPhoto || shape == Shape::kPoster;
}

Canvas blank(int width, int height, Shape shape) {
    auto canvas = owned(gdImageCreateTrueColor(width, height));
    if (!canvas) return canvas;
    const bool opaque = is_jpeg(shape);
    gdImageAlphaBlending(canvas.get(), opaque ? 1 : 0);  // it lies on white: JPEG knows no transparency
    gdImageSaveAlpha(canvas.get(), opaque ? 0 : 1);
    gdImageFilledRectangle(canvas.get(), 0, 0, width - 1, height - 1, opaque ? kWhite : kClear);
    return canvas;
}

/// The mean of a square of pixels, each as heavy as it is opaque.
int mean(const gdImage& image, int left, int top, int side) {
    std::uint64_t red = 0;
    std::uint64_t green = 0;
    std::uint64_t blue = 0;
    std::uint64_t weight = 0;
    for (int y = top; y < top + side; ++y) {
        for (int x = left; x < left + side; ++x) {
            const int pixel = image.tpixels[y][x];
            const auto opaque = static_cast<std::uint64_t>(gdAlphaMax - gdTrueColorGetAlpha(pixel));
            red += opaque * static_cast<std::uint64_t>(gdTrueColorGetRed(pixel));
            green += opaque * static_cast<std::uint64_t>(gdTrueColorGetGreen(pixel));
            blue += opaque * static_cast<std::uint64_t>(gdTrueColorGetBlue(pixel));
            weight += opaque;
        }
    }
    if (weight == 0) return kClear;
    const auto area = static_cast<std::uint64_t>(side) * static_cast<std::uint64_t>(side);
    const auto of = [weight](std::uint64_t sum) { return static_cast<int>(sum / weight); };
    return gdTrueColorAlpha(of(red), of(green), of(blue), gdAlphaMax - static_cast<int>(weight / area));
}

/// Smaller by a whole number, but still twice what the frame comes to: gd's own scaling takes seconds for what a camera
/// makes.
Canvas halfway(Canvas image, Frame& frame) {
    const int by = frame.width / (2 * frame.to_width);
    if (by < 2) return image;
    auto smaller = owned(gdImageCreateTrueColor(frame.width / by, frame.height / by));
    if (!smaller) return smaller;
    for (int y = 0; y < smaller->sy; ++y) {
        for (int x = 0; x < smaller->sx; ++x) {
            smaller->tpixels[y][x] = mean(*image, frame.x + x * by, frame.y + y * by, by);
        }
    }
    frame.x = 0;
    frame.y = 0;
    frame.width = smaller->sx;
    frame.height = smaller->sy;
    return smaller;
}

/// Where the pixel (x, y) of an upright image of that size stands in the one that was taken.
std::pair<int, int> taken_at(int x, int y, int width, int height, std::uint8_t orientation) {
    switch (orientation) {
        case 2:
            return {width - 1 - x, y};
        case 3:
            return {width - 1 - x, height - 1 - y};
        case 4:
            return {x, height - 1 - y};
        case 5:
            return {y, x};
        case 6:
            return {y, width - 1 - x};
        case 7:
            return {height - 1 - y, width - 1 - x};
        case 8:
            return {height - 1 - y, x};
        default:
            return {x, y};
    }
}

Canvas turned(Canvas taken, std::uint8_t orientation, Shape shape) {
    if (orientation == 1) return taken;
    const bool on_its_side = orientation >= 5;
    const int width = on_its_side ? taken->sy : taken->sx;
    const int height = on_its_side ? taken->sx : taken->sy;
    auto upright = blank(width, height, shape);
    if (!upright) return upright;
    gdImageAlphaBlending(upright.get(), 0);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto [from_x, from_y] = taken_at(x, y, width, height, orientation);
            upright->tpixels[y][x] = taken->tpixels[from_y][from_x];
        }
    }
    return upright;
}

/// What gd wrote, or nothing.
std::string taken_over(void* written, int size) {
    std::string bytes;
    if (written == nullptr) return bytes;
    if (size > 0) bytes.assign(static_cast<const char*>(written), static_cast<std::size_t>(size));
    gdFree(written);
    return bytes;
}

bool fits(const std::string& bytes) {
    return !bytes.empty() && bytes.size() <= kMostBytes;
}

std::expected<Picture, std::string_view> encode(gdImage* canvas, Shape shape) {
    const auto picture = [canvas](std::string_view content_type, std::string bytes) {
        return Picture{
            .content_type = content_type,
            .bytes = std::move(bytes),
            .width = static_cast<std::uint32_t>(canvas->sx),
            .height = static_cast<std::uint32_t>(canvas->sy),
        };
    };
    int size = 0;
    const bool as_jpeg = is_jpeg(shape);
    if (!as_jpeg) {
        void* written = gdImagePngPtrEx(canvas, &size, 9);
        auto bytes = taken_over(written, size);
        if (fits(bytes)) return picture("image/png", std::move(bytes));
    }
    for (const int quality : kQualities) {
        void* written = as_jpeg ? gdImageJpegPtr(canvas, &size, quality) : gdImageWebpPtrEx(canvas, &size, quality);
        auto bytes = taken_over(written, size);
        if (fits(bytes)) return picture(as_jpeg ? "image/jpeg" : "image/webp", std::move(bytes));
    }
    return std::unexpected("IMAGE_BROKEN");
}

}  // namespace

std::expected<Picture, std::string_view> redraw(
    std::string_view bytes, const ImageHeader& header, std::uint8_t orientation, Shape shape
) {
    gdSetErrorMethod(listen);
    auto image = decode(bytes, header.format);
    if (!image || image->sx < 1 || image->sy < 1) return std::unexpected("IMAGE_BROKEN");
    if (gdImagePaletteToTrueColor(image.get()) == 0) return std::unexpected("IMAGE_BROKEN");

    auto frame = frame_for(*image, shape, orientation >= 5);
    image = halfway(std::move(image), frame);
    if (!image) return std::unexpected("IMAGE_BROKEN");
    auto canvas = blank(frame.to_width, frame.to_height, shape);
    if (!canvas) return std::unexpected("IMAGE_BROKEN");
    gdImageCopyResampled(
        canvas.get(), image.get(), 0, 0, frame.x, frame.y, frame.to_width, frame.to_height, frame.width, frame.height
    );
    image.reset();
    canvas = turned(std::move(canvas), orientation, shape);
    if (!canvas) return std::unexpected("IMAGE_BROKEN");
    return encode(canvas.get(), shape);
}

}  // namespace koebel::media
