#pragma once

#include <cstdint>

namespace koebel::rpc {

/// How a message travels.
enum class Encoding : std::uint8_t { kBinary, kJson };

}  // namespace koebel::rpc
