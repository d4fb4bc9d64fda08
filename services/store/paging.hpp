#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace koebel::store {

// Pages are cut by position, newest first.

/// As an argument for positions below `before`. They are BIGINT in SQL: 0 and what is larger mean the end.
[[nodiscard]] inline std::int64_t below(std::uint64_t before) {
    constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
    return before == 0 ? kEnd : static_cast<std::int64_t>(std::min<std::uint64_t>(before, kEnd));
}

/// The rows of a page were read with one more than it holds: whether there was one, and without it.
template <class T>
[[nodiscard]] bool cut(std::vector<T>& rows, std::size_t size) {
    const bool more = rows.size() > size;
    if (more) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(size), rows.end());
    return more;
}

}  // namespace koebel::store
