#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "base/time.hpp"
#include "store/transaction.hpp"

#include <optional>

namespace koebel::people {

/// Somebody who is away is asked nothing: no cards, prompts, questions or counts of what is unread. Nobody else is
/// told, so what leaves somebody out for it must not be a list in which a gap is seen. Thanking them goes on as ever.

/// Whether the person of the row `p` (table person) is here, for statements that choose whom to ask or offer. To be
/// joined with AND, beside `p.active = 1`.
inline constexpr auto kIsHere = static_text("p.away IS NULL");

/// Since when the person is away; no row, or null: they are here, or not known.
[[nodiscard]] store::Query<std::optional<Instant>> away_since(const PersonId& person);

[[nodiscard]] bool is_away(store::Reader& reader, const PersonId& person);

/// Away from now on, or back. Whether that is another state than before.
bool set_away(store::Transaction& tx, const PersonId& person, bool away);

}  // namespace koebel::people
