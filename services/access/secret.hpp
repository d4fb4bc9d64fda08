#pragma once

#include <string>
#include <string_view>

namespace koebel::access {

/// A new secret: 256 random bits as 64 hex characters. It is given away once and kept nowhere.
[[nodiscard]] std::string new_secret();

/// What is kept of a secret: BLAKE2b of it, as hex. Secrets are random, so the hash needs no salt.
[[nodiscard]] std::string hash_of(std::string_view secret);

/// Whether a text could be one of our secrets: looked at before anything is asked of SQL.
[[nodiscard]] bool is_secret(std::string_view text);

/// What stands on a printed card: 128 random bits as 32 hex characters.
[[nodiscard]] std::string new_card_bits();

/// The bits in what was read from a card: the address of its QR code, or they alone, in any case. Empty: no card of
/// ours.
[[nodiscard]] std::string card_bits_in(std::string_view read);

}  // namespace koebel::access
