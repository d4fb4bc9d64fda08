#include "access/secret.hpp"

#include "access/login.hpp"
#include "base/id.hpp"
#include "base/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace koebel::access {

namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kCardBytes = 16;
constexpr std::size_t kLongestReading = 500;

bool is_hex(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

std::string new_secret() {
    return random_hex(kSecretBytes);
}

std::string hash_of(std::string_view secret) {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(
        hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), nullptr, 0
    );
    std::array<char, (crypto_generichash_BYTES * 2) + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

bool is_secret(std::string_view text) {
    return text.size() == kSecretBytes * 2 && is_hex(text);
}

std::string new_card_bits() {
    return random_hex(kCardBytes);
}

std::string card_bits_in(std::string_view read) {
    auto bits = lower(trimmed(read.substr(0, kLongestReading)));
    bits.erase(0, bits.rfind('#') + 1);  // npos + 1 is 0
    return bits.size() == kCardBytes * 2 && is_hex(bits) ? bits : std::string{};
}

}  // namespace koebel::access
