#pragma once

#include "base/credits.hpp"
#include "base/result.hpp"
#include "recognition/directory.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::recognition {

// The shorthand: "+10 @name @team #value text". Tokens stand anywhere in the line; what is left are the
// words.
//
//   token    starts at the beginning or after a character that is not a letter, a digit or one of
//            . _ - + / & @ #  so that info@koebel.nl, C#, 1+1 and /#top are words
//   credits  "+" 1 to 3 digits, then no letter, digit or "%"; not beside another number ("+31 6 …"). The
//            first one counts, later ones are words
//   value    "#" letters, digits, "-", "_", "'"; or "#" and a name in quotes. Without a letter ("#1")
//            it is a word, unless a value is called so
//   name     "@" and as many of the following words as make a name (the longest that fits wins), or
//            dotted (@noor.de.graaf), or the key, or in quotes (@"Noor de Graaf"). Without a letter
//            ("@10") it is a word, unless somebody is called so. "'s" after a name is not part of it
//
// Quotes are " or “ ”. A name ends at a line's end. A person, team or value named twice counts once.

inline constexpr std::size_t kMaxShorthand = 4'000;    ///< code points
inline constexpr std::size_t kMaxShorthandNames = 25;  ///< "@" in one line

/// A name that is not certain.
struct Unresolved {
    enum class Kind : std::uint8_t { kName, kValue };
    Kind kind = Kind::kName;
    std::string written;      ///< without its sign and quotes
    std::uint32_t start = 0;  ///< of its sign, in code points
    Candidates candidates;    ///< none: unknown
};

/// What a line says.
struct Shorthand {
    std::vector<PersonId> people;  ///< certain, in the order written
    std::vector<TeamId> teams;
    std::vector<ValueId> values;
    Credits credits_each;
    std::string message;  ///< the words that remain; an unknown name stays among them
    std::vector<Unresolved> unresolved;
};

/// The names written in a line, each with every way to read it, the shortest first: what a Directory
/// must know of. Refuses with kInvalidArgument SHORTHAND_INVALID (empty, too long, too many names).
[[nodiscard]] Result<std::vector<std::vector<std::string>>> written_names(std::string_view line);

/// Reads a line that written_names() accepted. Pure.
[[nodiscard]] Shorthand read_shorthand(std::string_view line, const Directory& directory);

}  // namespace koebel::recognition
