#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::search {

// What is found: words, without case and diacritics, each or its beginning. Pure, and the only judge of what a word is,
// so that every database finds the same.

inline constexpr std::size_t kMostAsked = 8;       ///< words of a query
inline constexpr std::size_t kLongestQuery = 200;  ///< code points
inline constexpr std::size_t kLongestWord = 40;    ///< code points; what is longer is cut

/// The words of a text, folded, each once, in order of the alphabet. Letters and digits make a word, apostrophes in it
/// go ("van 't Hof": van, t, hof; "foto's": fotos), everything else parts words. A symbol, such as an emoji, is a word
/// of its own, whatever its colour.
[[nodiscard]] std::vector<std::string> words_in(std::string_view text);

/// Behind all texts that begin with `word`, by bytes.
[[nodiscard]] std::string after_all_that_begin_with(std::string_view word);

}  // namespace koebel::search
