#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/access.pb.h>

namespace koebel::access {

/// A page of the trail, newest first. Refuses with
///   kInvalidArgument  PAGE_TOKEN_INVALID
[[nodiscard]] Result<v1::ListAuditResponse> list_audit(store::Reader& reader, const v1::ListAuditRequest& request);

}  // namespace koebel::access
