#include "recognition/shorthand_line.hpp"

#include "people/punctuation.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace koebel::recognition {
namespace {

using people::is_apostrophe;
using people::is_quote;

constexpr std::size_t kMaxPieces = 8;    // words of a name
constexpr std::size_t kMaxQuoted = 120;  // code points between quotes

bool is_space(UChar32 c) {
    return c == ' ' || c == '\t' || c == 0x00A0 || c == 0x202F || c == 0x3000;
}

bool is_hyphen(UChar32 c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2013);
}

/// Letters, digits and the marks on them; an emoji's variation selector is a mark, but no letter.
bool is_alphanumeric(UChar32 c) {
    if (u_isalnum(c) != 0) return true;
    const bool mark = (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK)) != 0;
    return mark && u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR) == 0;
}

bool is_name_character(UChar32 c) {
    return is_alphanumeric(c) || is_apostrophe(c) || is_hyphen(c) || c == '&' || u_charType(c) == U_FORMAT_CHAR;
}

bool is_value_character(UChar32 c) {
    return is_alphanumeric(c) || is_apostrophe(c) || is_hyphen(c) || c == '_';
}

bool is_digit(UChar32 c) {
    return c >= '0' && c <= '9';
}

}  // namespace

ShorthandLine::ShorthandLine(std::string_view line) : text_(line) {
    const auto size = static_cast<std::int32_t>(text_.size());
    for (std::int32_t i = 0; i < size;) {
        offsets_.push_back(static_cast<std::size_t>(i));
        UChar32 c = 0;
        U8_NEXT(text_.data(), i, size, c);
        points_.push_back(c);
    }
    offsets_.push_back(text_.size());
}

UChar32 ShorthandLine::at(std::size_t index) const {
    return index < points_.size() ? points_[index] : 0;
}

std::string_view ShorthandLine::slice(std::size_t begin, std::size_t end) const {
    return std::string_view{text_}.substr(offsets_[begin], offsets_[end] - offsets_[begin]);
}

bool ShorthandLine::token_may_start(std::size_t index) const {
    const auto before = index == 0 ? 0 : at(index - 1);
    if (before == 0) return true;
    constexpr std::string_view kJoining = "_+/&@#";
    return !is_alphanumeric(before) && (before > 0x7F || !kJoining.contains(static_cast<char>(before)));
}

std::size_t ShorthandLine::skip_spaces(std::size_t index) const {
    while (is_space(at(index))) ++index;
    return index;
}

bool ShorthandLine::has_letter(Range range) const {
    for (auto i = range.first; i < range.second; ++i) {
        if (u_isalpha(at(i)) != 0) return true;
    }
    return false;
}

/// What stands between the quote at `index` and the next one on this line.
std::optional<ShorthandLine::Range> ShorthandLine::quoted(std::size_t index) const {
    if (!is_quote(at(index))) return std::nullopt;
    for (auto end = index + 1; end < size() && end - index <= kMaxQuoted && at(end) != '\n'; ++end) {
        if (is_quote(at(end))) return Range{index + 1, end};
    }
    return std::nullopt;
}

/// Where the name's next word starts after `piece`, or 0 when the name ends there.
std::size_t ShorthandLine::next_piece(Range piece) const {
    const auto end = piece.second;
    const bool initial = end - piece.first == 1;
    auto next = end;
    if (at(end) == '.' || at(end) == '_') {
        next = end + 1;
        if (is_space(at(next)) && at(end) == '.' && initial) next = skip_spaces(next);
    } else if (is_space(at(end))) {
        next = skip_spaces(end);
    }
    return next > end && is_name_character(at(next)) ? next : 0;
}

/// The words from `index` on that could be one name.
std::vector<ShorthandLine::Range> ShorthandLine::pieces(std::size_t index) const {
    std::vector<Range> found;
    while (found.size() < kMaxPieces) {
        auto end = index;
        while (is_name_character(at(end))) ++end;
        auto last = end;
        while (last > index && !is_alphanumeric(at(last - 1)) && u_charType(at(last - 1)) != U_FORMAT_CHAR) --last;
        const bool ampersand = end == index + 1 && at(index) == '&' && !found.empty();  // "Planning & Logistiek"
        if (ampersand) last = end;
        if (last == index) break;
        found.emplace_back(index, last);
        index = last == end ? next_piece(found.back()) : 0;
        if (index == 0) break;
    }
    return found;
}

std::optional<Written> ShorthandLine::name_at(std::size_t index) const {
    if (at(index) != '@' || !token_may_start(index)) return std::nullopt;
    if (const auto range = quoted(index + 1)) {
        if (range->first == range->second) return std::nullopt;
        const std::string text{slice(range->first, range->second)};
        return Written{.spellings = {{text, range->second + 1}}, .has_letter = true, .word = text};
    }

    // An open quote that is never closed is only ink.
    const auto found = pieces(is_quote(at(index + 1)) ? index + 2 : index + 1);
    if (found.empty()) return std::nullopt;
    Written written{.has_letter = has_letter(found.front())};
    for (auto n = found.size(); n > 0; --n) {
        const Range whole{found.front().first, found[n - 1].second};
        written.spellings.push_back({std::string{slice(whole.first, whole.second)}, whole.second});
        const bool possessive = whole.second - whole.first > 2 && is_apostrophe(at(whole.second - 2)) &&
                                (at(whole.second - 1) == 's' || at(whole.second - 1) == 'S');
        if (possessive) {
            written.spellings.push_back({std::string{slice(whole.first, whole.second - 2)}, whole.second});
        }
    }
    auto end = found.front().first;
    for (const auto& piece : found) {
        if (piece.first > end && is_space(at(piece.first - 1))) break;
        end = piece.second;
    }
    written.word = slice(found.front().first, end);
    return written;
}

std::optional<Written> ShorthandLine::value_at(std::size_t index) const {
    if (at(index) != '#' || !token_may_start(index)) return std::nullopt;
    if (const auto range = quoted(index + 1)) {
        if (range->first == range->second) return std::nullopt;
        const std::string text{slice(range->first, range->second)};
        return Written{.spellings = {{text, range->second + 1}}, .has_letter = true, .word = text};
    }

    auto end = index + 1;
    while (is_value_character(at(end))) ++end;
    while (end > index + 1 && !is_alphanumeric(at(end - 1))) --end;
    if (end == index + 1) return std::nullopt;
    const std::string text{slice(index + 1, end)};
    return Written{.spellings = {{text, end}}, .has_letter = has_letter({index + 1, end}), .word = text};
}

std::optional<WrittenCredits> ShorthandLine::credits_at(std::size_t index) const {
    if (at(index) != '+' || !token_may_start(index)) return std::nullopt;
    WrittenCredits credits{.end = index + 1};
    while (is_digit(at(credits.end)) && credits.end - index <= 3) {
        credits.count = credits.count * 10 + (at(credits.end++) - '0');
    }
    const auto after = at(credits.end);
    if (credits.end == index + 1 || is_alphanumeric(after) || after == '%' || after == '+') return std::nullopt;
    if ((after == '.' || after == ',' || after == '-') && is_digit(at(credits.end + 1))) return std::nullopt;

    // A telephone number is not a gift.
    if (is_digit(at(skip_spaces(credits.end)))) return std::nullopt;
    auto before = index;
    while (before > 0 && is_space(at(before - 1))) --before;
    if (before > 0 && is_digit(at(before - 1))) return std::nullopt;
    return credits;
}

}  // namespace koebel::recognition
