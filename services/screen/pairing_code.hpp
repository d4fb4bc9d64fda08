#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::screen {

/// How many pictures every page has; a television shows one of them.
inline constexpr std::uint32_t kPictures = 32;
/// How many of them somebody chooses from.
inline constexpr std::size_t kPicturesOffered = 6;

/// What a television shows: eight of the twenty letters of RFC 8628, section 6.1, 34 bits. No vowels, so that it is no
/// word; nothing that looks like something else.
[[nodiscard]] std::string new_pairing_code();

/// The eight letters somebody typed, in any case, with or without hyphens and spaces. Empty: they are no code.
[[nodiscard]] std::string pairing_code_in(std::string_view typed);

/// "BCDF-GHJK".
[[nodiscard]] std::string as_shown(std::string_view code);

[[nodiscard]] std::uint32_t random_picture();

/// `shown` among others, in an order that tells nothing. The same code is offered the same ones each time, so that
/// asking again does not narrow them down.
[[nodiscard]] std::vector<std::uint32_t> pictures_around(std::uint32_t shown, std::string_view code);

}  // namespace koebel::screen
