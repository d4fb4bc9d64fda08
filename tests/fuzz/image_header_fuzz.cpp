// The first bytes of an image somebody sends: what is read of them before anything is decoded.
#include "fuzz/require.hpp"
#include "media/worker/image_header.hpp"

#include <cstdint>
#include <string>

namespace koebel::fuzz {
namespace {

bool is_within(std::string_view part, std::string_view whole) {
    return part.empty() || (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

void check(std::string_view bytes) {
    const auto header = media::read_header(bytes);
    if (!header) {
        require(header.error() == "IMAGE_NOT_KNOWN" || header.error() == "IMAGE_BROKEN", "a reason of the contract");
        return;
    }
    require(header->width != 0 && header->height != 0, "it has a size");
    require(is_within(media::exif_of(bytes, *header), bytes), "its Exif block is a part of it");
    const auto longer = std::string{bytes} + std::string(64, '\xff');
    require(media::read_header(longer) == header, "what follows changes nothing");
}

}  // namespace
}  // namespace koebel::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    koebel::fuzz::check({reinterpret_cast<const char*>(data), size});
    return 0;
}
