#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <stdexcept>

namespace koebel {
namespace {

/// Letters that NFKD leaves whole though people type them as plain ones.
UChar32 plain_letter(UChar32 c) {
    switch (c) {
        case 0x0131:
            return 'i';  // dotless i
        case 0x00F8:
            return 'o';  // o with stroke
        case 0x0111:
            return 'd';  // d with stroke
        case 0x0142:
            return 'l';  // l with stroke
        default:
            return c;
    }
}

}  // namespace

bool is_clean_text(std::string_view text) {
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, size, c);
        if (c <= 0) return false;  // negative: not UTF-8; zero: U+0000
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
    std::int32_t end = 0;
    const auto size = static_cast<std::int32_t>(text.size());
    for (; count > 0 && end < size; --count) U8_FWD_1(text.data(), end, size);
    return text.substr(0, static_cast<std::size_t>(end));
}

std::string_view trimmed(std::string_view text) {
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t begin = 0;
    std::int32_t end = size;
    for (std::int32_t next = 0; begin < size; begin = next) {
        UChar32 c = 0;
        U8_NEXT(text.data(), next, size, c);
        if (u_isUWhiteSpace(c) == 0) break;
    }
    for (std::int32_t previous = end; end > begin; end = previous) {
        UChar32 c = 0;
        U8_PREV(text.data(), 0, previous, c);
        if (u_isUWhiteSpace(c) == 0) break;
    }
    return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

std::string one_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    std::ranges::replace(text, '\n', ' ');
    return text;
}

std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkd = icu::Normalizer2::getNFKDInstance(status);
    auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    source.foldCase();
    const auto decomposed = nfkd->normalize(source, status);
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU normalisation failed");

    icu::UnicodeString plain;
    bool space = false;
    for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        const UChar32 c = decomposed.char32At(i);
        if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) continue;
        if (u_isUWhiteSpace(c) != 0) {
            space = !plain.isEmpty();
            continue;
        }
        if (space) plain.append(static_cast<UChar>(' '));
        space = false;
        plain.append(plain_letter(c));
    }
    std::string result;
    plain.toUTF8String(result);
    return result;
}

}  // namespace koebel
