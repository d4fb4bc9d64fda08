#include "mail/letter.hpp"

#include <sodium.h>

#include <algorithm>

namespace koebel::mail {

namespace {

constexpr std::size_t kLongestAddress = 254;
// RFC 2047: an encoded word has at most 75 characters; "=?utf-8?B?" and "?=" are twelve of them.
constexpr std::size_t kWordBytes = 45;

std::string base64(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(
        text.data(),
        text.size(),
        reinterpret_cast<const unsigned char*>(bytes.data()),
        bytes.size(),
        sodium_base64_VARIANT_ORIGINAL
    );
    text.pop_back();  // sodium's zero
    return text;
}

/// How much of the text an encoded word takes: whole characters only.
std::size_t word_length(std::string_view text) {
    if (text.size() <= kWordBytes) return text.size();
    std::size_t length = kWordBytes;
    while ((static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
    return length;
}

std::string encoded(std::string_view text) {
    const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
    if (std::ranges::all_of(text, is_plain) && !text.contains("=?") && text.size() <= kWordBytes) {
        return std::string{text};
    }
    std::string words;
    while (!text.empty()) {
        const auto length = word_length(text);
        if (!words.empty()) words += "\r\n ";
        words += "=?utf-8?B?" + base64(text.substr(0, length)) + "?=";
        text.remove_prefix(length);
    }
    return words;
}

}  // namespace

bool is_address(std::string_view address) {
    if (address.size() > kLongestAddress || std::ranges::count(address, '@') != 1) return false;
    if (address.front() == '@' || address.back() == '@') return false;
    return std::ranges::none_of(address, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == 0x7F || c == '<' || c == '>' || c == '"';
    });
}

std::vector<std::string> header_of(const Letter& letter, std::string_view from, std::string_view id) {
    const std::string sender{from};
    const auto host = sender.substr(sender.find('@') + 1);
    return {
        "From: Koebel <" + sender + ">",
        "To: <" + letter.to + ">",
        "Subject: " + encoded(letter.subject),
        "Message-ID: <" + std::string{id} + "@" + host + ">",
        "Auto-Submitted: auto-generated",
    };
}

}  // namespace koebel::mail
