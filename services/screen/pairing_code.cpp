#include "screen/pairing_code.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <stdexcept>

namespace koebel::screen {

namespace {

constexpr std::string_view kPairingLetters = "BCDFGHJKLMNPQRSTVWXZ";
constexpr std::size_t kPairingLength = 8;
constexpr std::size_t kPairingGroup = 4;
constexpr std::size_t kLongestTypedCode = 40;

/// For each picture a number that the code decides and nobody can guess without it.
std::array<std::uint64_t, kPictures> order_of(std::string_view code) {
    std::array<std::uint64_t, kPictures> order{};
    std::array<unsigned char, crypto_generichash_BYTES> key{};
    crypto_generichash(
        key.data(), key.size(), reinterpret_cast<const unsigned char*>(code.data()), code.size(), nullptr, 0
    );
    static_assert(crypto_generichash_BYTES == randombytes_SEEDBYTES);
    randombytes_buf_deterministic(order.data(), sizeof order, key.data());
    return order;
}

}  // namespace

std::string new_pairing_code() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium offers no random numbers");
    std::string code(kPairingLength, ' ');
    for (auto& letter : code) letter = kPairingLetters[randombytes_uniform(kPairingLetters.size())];
    return code;
}

std::string pairing_code_in(std::string_view typed) {
    if (typed.size() > kLongestTypedCode) return {};
    std::string code;
    for (char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (!kPairingLetters.contains(c)) return {};
        code += c;
    }
    return code.size() == kPairingLength ? code : std::string{};
}

std::string as_shown(std::string_view code) {
    return std::string{code.substr(0, kPairingGroup)} + "-" + std::string{code.substr(kPairingGroup)};
}

std::uint32_t random_picture() {
    return randombytes_uniform(kPictures);
}

std::vector<std::uint32_t> pictures_around(std::uint32_t shown, std::string_view code) {
    const auto order = order_of(code);
    std::vector<std::uint32_t> pictures(kPictures);
    std::iota(pictures.begin(), pictures.end(), 0U);
    std::ranges::sort(pictures, {}, [&](std::uint32_t picture) { return order[picture]; });
    // The one that is shown stands among the first by a place that its number has no part in.
    std::erase(pictures, shown);
    pictures.resize(kPicturesOffered - 1);
    const auto at = static_cast<std::ptrdiff_t>(order[0] % kPicturesOffered);
    pictures.insert(pictures.begin() + at, shown);
    return pictures;
}

}  // namespace koebel::screen
