#include "media/worker/image_header.hpp"

namespace koebel::media {
namespace {

using Format = ImageHeader::Format;
using Found = std::expected<ImageHeader, std::string_view>;

constexpr std::string_view kPngBegin{"\x89PNG\r\n\x1a\n"};
constexpr std::uint32_t kMovesFlag = 0x02;

/// The bytes with a place in them; what reads beyond the end gets nothing, and nothing more after that.
class Bytes {
public:
    explicit Bytes(std::string_view all) : left_(all) {}

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::size_t left() const { return left_.size(); }

    std::string_view take(std::size_t count) {
        if (count > left_.size()) {
            failed_ = true;
            left_ = {};
            return {};
        }
        const auto taken = left_.substr(0, count);
        left_.remove_prefix(count);
        return taken;
    }
    std::uint32_t big(std::size_t count) {
        std::uint32_t number = 0;
        for (const char c : take(count)) number = number << 8U | static_cast<unsigned char>(c);
        return number;
    }
    std::uint32_t little(std::size_t count) {
        std::uint32_t number = 0;
        unsigned shift = 0;
        for (const char c : take(count)) {
            number |= std::uint32_t{static_cast<unsigned char>(c)} << shift;
            shift += 8;
        }
        return number;
    }

private:
    std::string_view left_;
    bool failed_ = false;
};

Found sized(const Bytes& read, const ImageHeader& header) {
    if (read.failed() || header.width == 0 || header.height == 0) return std::unexpected("IMAGE_BROKEN");
    return header;
}

Found read_png(std::string_view bytes) {
    Bytes read{bytes.substr(kPngBegin.size())};
    read.take(4);  // the chunk's length
    if (read.take(4) != "IHDR") return std::unexpected("IMAGE_BROKEN");
    const auto width = read.big(4);
    const auto height = read.big(4);
    return sized(read, {.format = Format::kPng, .width = width, .height = height});
}

/// SOF0 to SOF15, without DHT, JPG and DAC, which stand between them.
bool is_frame(std::uint32_t marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

Found read_jpeg(std::string_view bytes) {
    Bytes read{bytes.substr(2)};
    while (!read.failed()) {
        if (read.big(1) != 0xff) return std::unexpected("IMAGE_BROKEN");
        auto marker = read.big(1);
        while (marker == 0xff) marker = read.big(1);                         // fill bytes
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;  // without a length
        if (marker == 0xd9 || marker == 0xda)
            return std::unexpected("IMAGE_BROKEN");  // an end, or lines, before a size
        const auto length = read.big(2);
        if (length < 2) return std::unexpected("IMAGE_BROKEN");
        if (!is_frame(marker)) {
            read.take(length - 2);
            continue;
        }
        read.take(1);  // bits per sample
        const auto height = read.big(2);
        const auto width = read.big(2);
        return sized(read, {.format = Format::kJpeg, .width = width, .height = height});
    }
    return std::unexpected("IMAGE_BROKEN");
}

Found read_webp(std::string_view bytes) {
    Bytes read{bytes.substr(12)};
    const auto chunk = read.take(4);
    read.take(4);  // the chunk's length
    ImageHeader header{.format = Format::kWebp};
    if (chunk == "VP8X") {
        if ((read.little(1) & kMovesFlag) != 0) return std::unexpected("IMAGE_NOT_KNOWN");
        read.take(3);
        header.width = read.little(3) + 1;
        header.height = read.little(3) + 1;
    } else if (chunk == "VP8L") {
        read.take(1);  // the signature
        const auto packed = read.little(4);
        header.width = (packed & 0x3fffU) + 1;
        header.height = (packed >> 14U & 0x3fffU) + 1;
    } else if (chunk == "VP8 ") {
        read.take(3);  // the frame's tag
        if (read.take(3) != "\x9d\x01\x2a") return std::unexpected("IMAGE_BROKEN");
        header.width = read.little(2) & 0x3fffU;
        header.height = read.little(2) & 0x3fffU;
    } else {
        return std::unexpected("IMAGE_BROKEN");
    }
    return sized(read, header);
}

bool is_webp(std::string_view bytes) {
    return bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP";
}

/// A chunk of a WebP (name, length, contents, padded to two) or of a PNG (length, name, contents, checksum).
std::string_view chunk_named(std::string_view name, std::string_view bytes, Format format) {
    const bool is_png = format == Format::kPng;
    Bytes read{bytes.substr(is_png ? kPngBegin.size() : 12)};
    while (!read.failed() && read.left() != 0) {
        auto length = is_png ? read.big(4) : 0;
        const auto called = read.take(4);
        if (!is_png) length = read.little(4);
        const auto contents = read.take(length);
        if (called == name) return contents;
        read.take(is_png ? 4 : length % 2);
    }
    return {};
}

}  // namespace

Found read_header(std::string_view bytes) {
    if (bytes.starts_with(kPngBegin)) return read_png(bytes);
    if (bytes.starts_with("\xff\xd8\xff")) return read_jpeg(bytes);
    if (is_webp(bytes)) return read_webp(bytes);
    return std::unexpected("IMAGE_NOT_KNOWN");
}

std::string_view exif_of(std::string_view bytes, const ImageHeader& header) {
    switch (header.format) {
        case Format::kJpeg:
            return bytes;
        case Format::kPng:
            return chunk_named("eXIf", bytes, header.format);
        case Format::kWebp:
            return chunk_named("EXIF", bytes, header.format);
    }
    return {};
}

}  // namespace koebel::media
