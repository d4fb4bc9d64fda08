#pragma once

#include "screen/screen.hpp"
#include "store/transaction.hpp"

namespace koebel::screen {

/// The screens as those who place them see them, by name.
[[nodiscard]] v1::ListScreensResponse list(store::Reader& reader, const PersonId& viewer);

/// One of them, that is nobody's news.
[[nodiscard]] v1::Screen listed(store::Reader& reader, const Screen& screen, const Filter& filter);

}  // namespace koebel::screen
