#include "access/code.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace koebel::access {

namespace {

constexpr std::size_t kSha1Bytes = 20;
constexpr std::string_view kBase32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
// Crockford's: without I, L, O and U.
constexpr std::string_view kRecoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kRecoveryLength = 16;
constexpr std::size_t kRecoveryGroup = 4;
constexpr std::size_t kLongestTyped = 100;

std::array<unsigned char, kSha1Bytes> hmac_sha1(std::string_view key, std::int64_t counter) {
    std::array<unsigned char, 8> message{};
    for (std::size_t i = message.size(); i-- > 0; counter >>= 8)
        message[i] = static_cast<unsigned char>(counter & 0xFF);
    std::array<unsigned char, kSha1Bytes> digest{};
    unsigned int size = 0;
    const auto* made = HMAC(
        EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), digest.data(), &size
    );
    if (made == nullptr || size != digest.size()) throw std::runtime_error("OpenSSL offers no HMAC-SHA-1");
    return digest;
}

bool is_code_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string without_gaps(std::string_view typed) {
    std::string text{typed.substr(0, kLongestTyped)};
    std::erase_if(text, [](char c) { return c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n'; });
    return text;
}

char meant_by(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    return c == 'I' || c == 'L' ? '1' : c;
}

/// RFC 3986: all but the unreserved.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (is_letter || is_code_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kHex[byte >> 4U];
        out += kHex[byte & 0xFU];
    }
    return out;
}

}  // namespace

std::string new_code_secret() {
    std::string secret(kCodeSecretBytes, '\0');
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

std::int64_t code_step_at(Instant at) {
    return std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()) / kCodeStep;
}

std::string code_at(std::string_view secret, std::int64_t step) {
    constexpr std::uint32_t kModulus = 1'000'000;
    const auto digest = hmac_sha1(secret, step);
    const std::size_t offset = digest.back() & 0xFU;
    const std::uint32_t number =
        (digest[offset] & 0x7FU) << 24U | digest[offset + 1] << 16U | digest[offset + 2] << 8U | digest[offset + 3];
    auto digits = std::to_string(number % kModulus);
    digits.insert(0, kCodeDigits - digits.size(), '0');
    return digits;
}

CodeMatch match_code(std::string_view secret, std::string_view digits, Instant now, std::int64_t last_step) {
    CodeMatch match;
    if (digits.size() != kCodeDigits) return match;
    // Every step is looked at, whichever it is: how long it takes tells nothing.
    const auto here = code_step_at(now);
    for (auto step = here - kCodeDrift; step <= here + kCodeDrift; ++step) {
        const auto code = code_at(secret, step);
        if (sodium_memcmp(code.data(), digits.data(), kCodeDigits) != 0) continue;
        if (match.verdict == CodeMatch::Verdict::kRight) continue;
        match = {.verdict = step > last_step ? CodeMatch::Verdict::kRight : CodeMatch::Verdict::kUsed, .step = step};
    }
    return match;
}

std::string code_digits_in(std::string_view typed) {
    auto digits = without_gaps(typed);
    return digits.size() == kCodeDigits && std::ranges::all_of(digits, is_code_digit) ? digits : std::string{};
}

std::string new_recovery_code() {
    std::array<unsigned char, kRecoveryLength> random{};
    randombytes_buf(random.data(), random.size());
    std::string code;
    for (std::size_t i = 0; i < random.size(); ++i) {
        if (i != 0 && i % kRecoveryGroup == 0) code += '-';
        code += kRecoveryAlphabet[random[i] % kRecoveryAlphabet.size()];  // 256 is a multiple of 32
    }
    return code;
}

std::string recovery_code_in(std::string_view typed) {
    auto code = without_gaps(typed);
    std::ranges::transform(code, code.begin(), meant_by);
    const auto is_ours = [](char c) { return kRecoveryAlphabet.find(c) != std::string_view::npos; };
    return code.size() == kRecoveryLength && std::ranges::all_of(code, is_ours) ? code : std::string{};
}

std::string base32(std::string_view bytes) {
    constexpr unsigned kBits = 5;
    std::string text;
    std::uint32_t waiting = 0;
    unsigned bits = 0;
    for (const char c : bytes) {
        waiting = (waiting << 8U | static_cast<unsigned char>(c)) & 0xFFFU;
        for (bits += 8; bits >= kBits; bits -= kBits) text += kBase32Alphabet[waiting >> (bits - kBits) & 0x1FU];
    }
    if (bits > 0) text += kBase32Alphabet[waiting << (kBits - bits) & 0x1FU];
    return text;
}

std::string otpauth_url(std::string_view secret, std::string_view issuer, std::string_view account) {
    // A colon would end the issuer.
    std::string place{issuer};
    std::ranges::replace(place, ':', ' ');
    const auto encoded = percent_encoded(place);
    return "otpauth://totp/" + encoded + ":" + percent_encoded(account) + "?secret=" + base32(secret) +
           "&issuer=" + encoded + "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace koebel::access
