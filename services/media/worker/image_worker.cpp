#include "media/worker/image_worker.hpp"

#include "media/worker/canvas.hpp"
#include "media/worker/image_header.hpp"
#include "media/worker/orientation.hpp"
#include "media/worker/sandbox.hpp"

#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>

namespace koebel::media {
namespace {

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stopped, failed] = std::from_chars(text.data(), end, value);
    return failed == std::errc{} && stopped == end ? value : 0;
}

std::string read_all(int descriptor) {
    std::string bytes;
    std::array<char, 65'536> piece{};
    for (;;) {
        const auto size = ::read(descriptor, piece.data(), piece.size());
        if (size <= 0) return bytes;
        bytes.append(piece.data(), static_cast<std::size_t>(size));
    }
}

void write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto size = ::write(descriptor, bytes.data(), bytes.size());
        if (size <= 0) return;
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

std::expected<Picture, std::string_view> redrawn(std::string_view bytes, Shape shape) {
    const auto header = read_header(bytes);
    if (!header) return std::unexpected(header.error());
    if (std::uint64_t{header->width} * header->height > kMostPixels) return std::unexpected("IMAGE_TOO_LARGE");
    return redraw(bytes, *header, orientation_of(bytes, *header), shape);
}

}  // namespace

int work_on_image(std::span<const char* const> arguments) {
    if (arguments.size() != 3) return EXIT_FAILURE;
    const auto shape = shape_of(arguments[0]);
    const auto address_space = number(arguments[1]);
    const auto seconds = number(arguments[2]);
    if (!shape || address_space == 0 || seconds == 0) return EXIT_FAILURE;
    std::string answer;
    try {
        give_up_what_is_not_needed(address_space, seconds);
        allow_memory_and_pipes_only();
        const auto picture = redrawn(read_all(STDIN_FILENO), *shape);
        if (picture)
            answer.append(picture->content_type)
                .append(" " + std::to_string(picture->width) + " " + std::to_string(picture->height) + "\n")
                .append(picture->bytes);
        else
            answer.append(picture.error()).append("\n");
    } catch (const std::bad_alloc&) {
        answer = "IMAGE_BROKEN\n";
    } catch (const std::exception&) {
        ::_exit(EXIT_FAILURE);
    }
    write_all(STDOUT_FILENO, answer);
    ::_exit(EXIT_SUCCESS);  // without what libraries do at the end, for which the filter has no calls
}

}  // namespace koebel::media
