#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <chrono>
#include <cstddef>
#include <string_view>

namespace koebel::recognition {

/// Who asks: for whom suggestions are made, and with whose eyes it is seen whom they thanked.
struct Asking {
    PersonId person;
    PersonId viewer;  ///< as rpc::viewer_of
};

/// How much is offered.
struct Offered {
    std::size_t most = 8;
    std::chrono::days long_ago{60};  ///< as Settings::long_ago
};

/// Colleagues and teams whose names begin with what was typed; without letters the likely ones: whom the person thanked
/// lately, whom once but not for `long_ago`, the person's own teams, and a few from elsewhere; of those it is others
/// each day. Never the person, and who is away only when looked for by name. At most `most`, the likeliest first.
///
/// Nothing of it is made from what anybody gave the person, and no answer says why somebody is in it: who owes whom
/// is nobody's matter.
[[nodiscard]] v1::SuggestRecipientsResponse suggest(
    store::Reader& reader, const Asking& asking, std::string_view typed, const Offered& offered
);

}  // namespace koebel::recognition
