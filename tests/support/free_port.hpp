#pragma once

#include <cstdint>

namespace koebel::test {

/// A loopback port that nobody listens on at this moment.
[[nodiscard]] std::uint16_t free_port();

}  // namespace koebel::test
