#pragma once

#include "store/store.hpp"

#include <cstddef>
#include <functional>

namespace koebel::recognition {

/// Makes recognitions found that were given before there was a search, the newest first, in pieces of `piece`. Blocks
/// until all are, and goes on where another node or an earlier start left it; `between` is called after each piece.
void index_past(store::Store& store, const std::function<void()>& between, std::size_t piece = 500);

}  // namespace koebel::recognition
