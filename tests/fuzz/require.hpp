#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace koebel::fuzz {

/// Ends the run when a promise does not hold; libFuzzer then keeps the input.
inline void require(bool kept, std::string_view promise) {
    if (kept) return;
    std::fprintf(stderr, "broken promise: %.*s\n", static_cast<int>(promise.size()), promise.data());
    std::abort();
}

}  // namespace koebel::fuzz
