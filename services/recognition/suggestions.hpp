#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstddef>
#include <string_view>

namespace koebel::recognition {

/// Who asks: for whom suggestions are made, and with whose eyes it is seen whom they thanked.
struct Asking {
    PersonId person;
    PersonId viewer;  ///< as rpc::viewer_of
};

/// Colleagues and teams whose names begin with what was typed; without letters the likely ones: whom
/// the person thanked lately, the person's own teams, and a few from elsewhere, others each day. Never
/// the person, never by who thanked whom back, and who is away only when looked for by name. At most `limit`, the
/// likeliest first.
[[nodiscard]] v1::SuggestRecipientsResponse suggest(
    store::Reader& reader, const Asking& asking, std::string_view typed, std::size_t limit
);

}  // namespace koebel::recognition
