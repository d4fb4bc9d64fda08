#pragma once

#include <string>
#include <string_view>

namespace koebel::access {

/// A new API token: "koebel_", 256 random bits as 64 hex characters, and 8 that check them, so that a scanner knows one
/// when it sees it. It is given away once; kept is its hash_of.
[[nodiscard]] std::string new_token();

/// Whether a text could be one of our tokens, mistyped nowhere: looked at before anything is asked of SQL.
[[nodiscard]] bool is_token(std::string_view text);

}  // namespace koebel::access
