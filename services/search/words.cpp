#include "search/words.hpp"

#include "base/text.hpp"
#include "people/punctuation.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <set>

namespace koebel::search {
namespace {

constexpr std::string_view kAfterAll = "\xF4\x8F\xBF\xBF";  // U+10FFFF

bool is_of_word(UChar32 c) {
    return u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// Colours and other variants of an emoji.
bool is_variant(UChar32 c) {
    return (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0x200D || c == 0x20E3;
}

}  // namespace

std::vector<std::string> words_in(std::string_view text) {
    const auto form = folded(text);
    std::set<std::string> words;
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) words.insert(std::string{first_code_points(word, kLongestWord)});
        word.clear();
    };
    const auto size = static_cast<std::int32_t>(form.size());
    for (std::int32_t i = 0; i < size;) {
        const auto start = i;
        UChar32 c = 0;
        U8_NEXT(form.data(), i, size, c);
        const auto letter =
            std::string_view{form}.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
        if (is_variant(c)) continue;
        if (people::is_apostrophe(c) && !word.empty()) continue;
        if (is_of_word(c)) {
            word += letter;
            continue;
        }
        end_word();
        if ((U_GET_GC_MASK(c) & U_GC_SO_MASK) != 0) words.emplace(letter);
    }
    end_word();
    return {words.begin(), words.end()};
}

std::string after_all_that_begin_with(std::string_view word) {
    return std::string{word} + std::string{kAfterAll};
}

}  // namespace koebel::search
