#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstddef>
#include <string_view>

namespace koebel::recognition {

/// Colleagues and teams whose names begin with what was typed; without letters the likely ones: whom
/// the viewer thanked lately, the viewer's own teams, and a few from elsewhere, others each day. Never
/// the viewer, and never by who thanked whom back. At most `limit`, the likeliest first.
[[nodiscard]] v1::SuggestRecipientsResponse suggest(
    store::Reader& reader, const PersonId& viewer, std::string_view typed, std::size_t limit
);

}  // namespace koebel::recognition
