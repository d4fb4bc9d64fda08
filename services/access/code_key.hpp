#pragma once

#include "base/id.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// The key that seals the secrets of time-based codes: 256 bits as 64 hex characters. It is kept outside the database,
/// so that who has a copy of the one has no codes. Without it nobody's code can be looked at; recovery codes still
/// work.

/// Whether a text has the form of a key.
[[nodiscard]] bool is_code_key(std::string_view text);

/// The key in the file code.key of a folder; made, with mode 0600, when there is none. Throws std::runtime_error with
/// the remedy when the file cannot be read or made, or holds something else.
[[nodiscard]] std::string code_key_in(const std::string& directory);

/// The same without making one: none, when there is no such file.
[[nodiscard]] std::optional<std::string> kept_code_key(const std::string& directory);

/// Where it is.
[[nodiscard]] std::string code_key_path(const std::string& directory);

/// By which a key is recognised; it tells nothing of it.
[[nodiscard]] std::string mark_of_code_key(std::string_view key);

/// Encrypts a secret for one person (XChaCha20-Poly1305), as hex: nonce and ciphertext. What is another person's does
/// not open.
[[nodiscard]] std::string seal_code(std::string_view key, const PersonId& person, std::string_view secret);

/// Nothing: with another key, for somebody else, or changed.
[[nodiscard]] std::optional<std::string> open_code(
    std::string_view key, const PersonId& person, std::string_view sealed
);

}  // namespace koebel::access
