#pragma once

#include "store/transaction.hpp"

#include <koebel/v1/token.pb.h>

#include <string_view>

namespace koebel::access {

// Pages of tokens that have not expired, the newest first; `page_token` is of the page before, or empty.

/// The person's own.
[[nodiscard]] v1::ListTokensResponse tokens_of(
    store::Reader& reader, const PersonId& person, std::string_view page_token
);

/// The organisation's and everybody's.
[[nodiscard]] v1::ListTokensResponse everybodys_tokens(store::Reader& reader, std::string_view page_token);

}  // namespace koebel::access
