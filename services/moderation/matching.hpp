#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::moderation {

// Which held words stand in a text. Pure.

inline constexpr std::size_t kLongestHeldWord = 60;   ///< code points
inline constexpr std::size_t kShortestBeginning = 2;  ///< code points before a "*"

/// A word for the list as it is kept: without case and diacritics, one word, a "*" at most at its end.
/// Refuses with kInvalidArgument WORD_INVALID.
[[nodiscard]] Result<std::string> to_held_word(std::string_view written);

/// A word in a text for which it is to be held.
struct Match {
    std::string written;  ///< as it stands there, without case, diacritics and what parts its letters
    std::string word;     ///< of the list

    friend bool operator==(const Match&, const Match&) = default;
};

/// Whole words only, never a part of another one: "klote" does not stand in "kloteren", nor "ass" in "class". Case and
/// diacritics do not matter, nor does what is put between the letters (full stops, hyphens, asterisks, characters
/// without width, spaces between single letters), nor a letter that stands there three times and more for once or
/// twice. Twice for once is another word: "kaak" is not "kak".
class HeldWords {
public:
    /// `list`: of the form to_held_word makes.
    explicit HeldWords(const std::vector<std::string>& list);

    [[nodiscard]] std::vector<Match> in(std::string_view text) const;

private:
    struct Word {
        std::u32string letters;
        bool goes_on;  ///< any letters may follow
        std::string listed;
    };
    std::vector<Word> words_;  // by their letters
};

}  // namespace koebel::moderation
