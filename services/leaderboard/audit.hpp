#pragma once

#include "store/transaction.hpp"

#include <optional>
#include <string>

namespace koebel::leaderboard {

/// Recomputes the standings of every period that is kept from the recognitions themselves, and compares: the first
/// difference, or nothing. Names ids and numbers only. Reads everything: for `koebeld verify`, not for a page.
[[nodiscard]] std::optional<std::string> wrong_standing(store::Reader& reader);

}  // namespace koebel::leaderboard
