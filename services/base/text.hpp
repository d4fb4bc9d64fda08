#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace koebel {

/// Whether `text` is valid UTF-8 without U+0000: the only text that passes the edge.
[[nodiscard]] bool is_clean_text(std::string_view text);

/// The number of Unicode code points in valid UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// The first `count` code points of valid UTF-8; all of it when it has fewer.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t count);

/// Without white space (Unicode) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Line ends become spaces; those at the end go. For messages of others that go into one line of a log.
[[nodiscard]] std::string one_line(std::string text);

/// For comparing and searching: case folded, diacritics removed (NFKD without marks), white space
/// as single spaces. "Yıldız" and "yildiz", "Müller" and "muller" are equal under it.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace koebel
