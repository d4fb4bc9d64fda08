#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/merge.pb.h>

namespace koebel::access {

/// How somebody comes in now, as numbers.
[[nodiscard]] v1::PreviewMergeResponse::Doors doors_of(store::Reader& reader, const PersonId& person);

}  // namespace koebel::access
