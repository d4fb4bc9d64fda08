#include "moderation/matching.hpp"

#include "base/text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace koebel::moderation {
namespace {

constexpr std::size_t kMostBetween = 2;    // characters that part a word's letters
constexpr std::size_t kSpelledFrom = 3;    // single letters in a row make a word
constexpr std::size_t kStretchedFrom = 3;  // times the same letter: no language writes that

using Letters = std::u32string;

bool is_letter(UChar32 c) {
    return u_isalnum(c) != 0;
}
bool has_no_width(UChar32 c) {
    return (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

/// A run of letters, and what lies before it.
struct Piece {
    Letters letters;
    std::size_t between = 0;  ///< characters since the piece before
    bool has_space = false;   ///< one of them is white space
};

std::vector<Piece> pieces_of(std::string_view text) {
    const auto form = folded(text);
    std::vector<Piece> pieces;
    Piece piece;
    const auto end = [&] {
        if (!piece.letters.empty()) pieces.push_back(std::exchange(piece, {}));
    };
    const auto size = static_cast<std::int32_t>(form.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(form.data(), i, size, c);
        if (c < 0 || has_no_width(c)) continue;
        if (is_letter(c)) {
            piece.letters += static_cast<char32_t>(c);
            continue;
        }
        end();
        ++piece.between;
        if (u_isUWhiteSpace(c) != 0) piece.has_space = true;
    }
    end();
    return pieces;
}

/// Every word the text can be read as: each piece, pieces that only signs part, and letters that are spelled.
std::vector<Letters> words_in(std::string_view text) {
    const auto pieces = pieces_of(text);
    std::vector<Letters> words;
    Letters joined;
    Letters spelled;
    std::size_t joined_pieces = 0;
    const auto end_joined = [&] {
        if (joined_pieces > 1) words.push_back(joined);
        joined.clear();
        joined_pieces = 0;
    };
    const auto end_spelled = [&] {
        if (spelled.size() >= kSpelledFrom) words.push_back(spelled);
        spelled.clear();
    };
    for (const auto& [letters, between, has_space] : pieces) {
        words.push_back(letters);
        if (has_space || between > kMostBetween) end_joined();
        joined += letters;
        ++joined_pieces;
        if (letters.size() > 1 || between > kMostBetween + 1) end_spelled();
        if (letters.size() == 1) spelled += letters;
    }
    end_joined();
    end_spelled();
    return words;
}

Letters letters_of(std::string_view text) {
    Letters letters;
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, size, c);
        if (c >= 0) letters += static_cast<char32_t>(c);
    }
    return letters;
}

std::string text_of(const Letters& letters) {
    std::string text;
    for (const auto c : letters) {
        std::uint8_t bytes[U8_MAX_LENGTH];
        std::int32_t size = 0;
        U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(c));
        text.append(bytes, bytes + size);
    }
    return text;
}

/// How often the letter at `i` stands there in a row.
std::size_t times(const Letters& word, std::size_t i) {
    const auto last = word.find_first_not_of(word[i], i);
    return (last == Letters::npos ? word.size() : last) - i;
}

bool fits(const Letters& written, const Letters& word, bool goes_on) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < word.size();) {
        if (at >= written.size() || written[at] != word[i]) return false;
        const auto there = times(written, at);
        const auto wanted = times(word, i);
        const bool is_last = i + wanted == word.size();
        const bool is_stretched = there >= kStretchedFrom && there > wanted;
        if (there != wanted && !is_stretched && !(goes_on && is_last && there > wanted)) return false;
        at += there;
        i += wanted;
    }
    return goes_on || at == written.size();
}

}  // namespace

Result<std::string> to_held_word(std::string_view written) {
    auto word = folded(trimmed(written));
    const bool goes_on = word.ends_with('*');
    auto letters = letters_of(std::string_view{word}.substr(0, word.size() - (goes_on ? 1 : 0)));
    std::erase_if(letters, [](char32_t c) { return has_no_width(static_cast<UChar32>(c)); });
    const bool is_word = std::ranges::all_of(letters, [](char32_t c) { return is_letter(static_cast<UChar32>(c)); });
    if (letters.empty() || !is_word || letters.size() > kLongestHeldWord ||
        (goes_on && letters.size() < kShortestBeginning)) {
        return refuse(Code::kInvalidArgument, "WORD_INVALID", "one word, at most 60 letters, a * only at its end");
    }
    return text_of(letters) + (goes_on ? "*" : "");
}

HeldWords::HeldWords(const std::vector<std::string>& list) {
    words_.reserve(list.size());
    for (const auto& word : list) {
        const bool goes_on = word.ends_with('*');
        auto letters = letters_of(std::string_view{word}.substr(0, word.size() - (goes_on ? 1 : 0)));
        if (!letters.empty()) words_.push_back({.letters = std::move(letters), .goes_on = goes_on, .listed = word});
    }
    std::ranges::sort(words_, {}, &Word::letters);
}

std::vector<Match> HeldWords::in(std::string_view text) const {
    std::vector<Match> matches;
    for (const auto& written : words_in(text)) {
        const auto first = [](const Word& word) { return word.letters.front(); };
        for (const auto& word : std::ranges::equal_range(words_, written.front(), {}, first)) {
            if (!fits(written, word.letters, word.goes_on)) continue;
            Match match{.written = text_of(written), .word = word.listed};
            if (std::ranges::find(matches, match) == matches.end()) matches.push_back(std::move(match));
        }
    }
    return matches;
}

}  // namespace koebel::moderation
