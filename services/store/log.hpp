#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::store {

/// Positions as the log keeps them: a JSON array of numbers.
[[nodiscard]] std::string to_text(const std::vector<std::uint64_t>& positions);
[[nodiscard]] std::vector<std::uint64_t> positions_from(std::string_view text);

}  // namespace koebel::store
