#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace koebel::people {

// What a name, a key or a sentence may look like, from a file or from a form.

/// The colours a team or value may have.
inline constexpr std::array<std::string_view, 6> kColours{"meadow", "sky", "clay", "lilac", "rose", "lagoon"};

inline constexpr std::size_t kNameCharacters = 120;
inline constexpr std::size_t kGivenNameCharacters = 60;
inline constexpr std::size_t kJobTitleCharacters = 120;
inline constexpr std::size_t kPlaceCharacters = 60;
inline constexpr std::size_t kKeyCharacters = 64;
inline constexpr std::size_t kMostTeams = 20;  // of one person
inline constexpr std::size_t kValueKeyCharacters = 32;
inline constexpr std::size_t kValueNameCharacters = 60;
inline constexpr std::size_t kEmojiCharacters = 16;
inline constexpr std::size_t kGlyphCharacters = 60;
inline constexpr std::size_t kDescriptionCharacters = 300;

/// Whether a text has characters no name or sentence needs: controls, and marks that change the
/// direction of what follows them.
[[nodiscard]] bool has_controls(std::string_view text);

/// Letters and digits of ASCII, ".", "_", "-", "@".
[[nodiscard]] bool is_key_character(char character);

/// Lower case letters, digits and "-": the word of the shorthand.
[[nodiscard]] bool is_value_key(std::string_view key);

[[nodiscard]] bool is_email(std::string_view text);

[[nodiscard]] bool is_colour(std::string_view text);

/// Whether pages speak it: "nl", "en" or "pl".
[[nodiscard]] bool is_language(std::string_view text);

/// Whether somebody can have started on it, or will: a day of the calendar like "2019-03-01", of 1900 or later and at
/// most a year after `now`.
[[nodiscard]] bool is_starting_day(std::string_view text, Instant now);

/// Without white space at its ends.
/// Refuses with kInvalidArgument NAME_REQUIRED, NAME_TOO_LONG, TEXT_INVALID.
[[nodiscard]] Result<std::string> checked_name(std::string_view text, std::size_t longest);

/// The same for what may be empty. Refuses with kInvalidArgument TEXT_TOO_LONG, TEXT_INVALID.
[[nodiscard]] Result<std::string> checked_text(std::string_view text, std::size_t longest);

/// Refuses with kInvalidArgument KEY_INVALID.
[[nodiscard]] Result<std::string> checked_key(std::string_view text, std::size_t longest);

/// A key made of a name: "Noor de Graaf" → "noor-de-graaf"; `otherwise` for a name without Latin letters or digits.
[[nodiscard]] std::string key_of_name(std::string_view name, std::size_t longest, std::string_view otherwise);

/// `key` for the first try, then "key-2", "key-3" …, never longer than `longest`.
[[nodiscard]] std::string numbered_key(std::string_view key, int attempt, std::size_t longest);

}  // namespace koebel::people
