#include "base/id.hpp"

#include <sys/random.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace koebel {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

void fill_from_kernel(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const auto got = ::getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw std::runtime_error("getrandom failed");
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

/// The random bytes of an id, fetched from the kernel a hundred ids at a time: every command makes some.
/// Not for secrets.
template <std::size_t Count>
std::array<std::uint8_t, Count> next_random() {
    constexpr std::size_t kIds = 100;
    thread_local std::array<std::array<std::uint8_t, Count>, kIds> pool;
    thread_local std::size_t used = kIds;
    if (used == kIds) {
        fill_from_kernel({pool.front().data(), sizeof(pool)});
        used = 0;
    }
    return pool.at(used++);
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text.push_back(kHex[byte >> 4]);
        text.push_back(kHex[byte & 0x0F]);
    }
    return text;
}

}  // namespace

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    }
    return true;
}

std::string RandomIdSource::next(Instant now) {
    std::array<std::uint8_t, 16> bytes{};
    std::ranges::copy(next_random<10>(), bytes.begin() + 6);
    const auto ms =
        static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count()
        );
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0F));
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3F));

    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.push_back(kHex[bytes[i] >> 4]);
        text.push_back(kHex[bytes[i] & 0x0F]);
    }
    return text;
}

std::string random_hex(std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    fill_from_kernel(bytes);
    return to_hex(bytes);
}

std::string random_mark() {
    return to_hex(next_random<16>());
}

}  // namespace koebel
