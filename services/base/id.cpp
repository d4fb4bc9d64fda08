#include "base/id.hpp"

#include <sys/random.h>
#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstdint>
#include <span>
#include <stdexcept>

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

/// The ten random bytes of an id, fetched from the kernel a hundred at a time: every command makes some.
/// Not for secrets.
std::array<std::uint8_t, 10> next_ten() {
    constexpr std::size_t kIds = 100;
    thread_local std::array<std::array<std::uint8_t, 10>, kIds> pool;
    thread_local std::size_t used = kIds;
    if (used == kIds) {
        fill_from_kernel({pool.front().data(), sizeof(pool)});
        used = 0;
    }
    return pool.at(used++);
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
    std::ranges::copy(next_ten(), bytes.begin() + 6);
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
    std::string raw(count, '\0');
    fill_from_kernel(std::span(reinterpret_cast<std::uint8_t*>(raw.data()), raw.size()));
    std::string text;
    text.reserve(count * 2);
    for (const char c : raw) {
        text.push_back(kHex[static_cast<std::uint8_t>(c) >> 4]);
        text.push_back(kHex[static_cast<std::uint8_t>(c) & 0x0F]);
    }
    return text;
}

}  // namespace koebel
