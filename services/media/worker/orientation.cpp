#include "media/worker/orientation.hpp"

#include <libexif/exif-data.h>

#include <memory>
#include <string>

namespace koebel::media {
namespace {

constexpr std::string_view kExifBegin{"Exif\0\0", 6};
constexpr std::size_t kMostExif =
    1U << 17U;  // a block of Exif has 64 KiB at most; of a JPEG it stands at the beginning

}  // namespace

std::uint8_t orientation_of(std::string_view bytes, const ImageHeader& header) {
    auto exif = std::string{exif_of(bytes, header).substr(0, kMostExif)};
    if (exif.empty()) return 1;
    if (header.format != ImageHeader::Format::kJpeg && !exif.starts_with(kExifBegin)) exif.insert(0, kExifBegin);
    const std::unique_ptr<ExifData, void (*)(ExifData*)> data{
        exif_data_new_from_data(
            reinterpret_cast<const unsigned char*>(exif.data()), static_cast<unsigned>(exif.size())
        ),
        exif_data_unref
    };
    if (!data) return 1;
    const auto* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (entry == nullptr || entry->format != EXIF_FORMAT_SHORT || entry->size < 2) return 1;
    const auto said = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    return said >= 1 && said <= 8 ? static_cast<std::uint8_t>(said) : 1;
}

}  // namespace koebel::media
