#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace koebel::mail {

/// A letter to one person: text, never markup.
struct Letter {
    std::string to;
    std::string subject;
    std::string text;  ///< UTF-8, lines end with \n
};

/// Whether an address can stand in a letter: one "@" with something on both sides, no space, control character, angle
/// bracket or quotation mark, at most 254 bytes (RFC 5321 §4.5.3.1.3).
[[nodiscard]] bool is_address(std::string_view address);

/// The header lines of a letter but those of its body, each without its line end. The subject is encoded by RFC 2047.
[[nodiscard]] std::vector<std::string> header_of(const Letter& letter, std::string_view from, std::string_view id);

}  // namespace koebel::mail
