#pragma once

#include "recognition/stored.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace koebel::recognition {

/// As an argument for positions below `before`. They are BIGINT in SQL: 0 and what is larger mean the end.
[[nodiscard]] std::int64_t below(std::uint64_t before);

/// The rows of a page were read with one more than it holds: whether there was one, and without it.
[[nodiscard]] bool cut(std::vector<StoredRow>& rows, std::size_t size);

}  // namespace koebel::recognition
