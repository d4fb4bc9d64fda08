#pragma once

#include "store/transaction.hpp"

namespace koebel::recognition {

/// Whether there is a recognition that everyone may see.
[[nodiscard]] bool has_recognition(store::Reader& reader);

}  // namespace koebel::recognition
