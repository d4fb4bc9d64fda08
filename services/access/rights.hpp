#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <vector>

namespace koebel::access {

/// What a caller may do at this moment, by SQL: what a write decides on, never what the connection
/// remembers. No row when the session ended or the person is not active.
struct Rights {
    rpc::Roles roles;

    static Rights from(const store::Row& row);
};

/// Read it in the write's own transaction, in the same round trip as the rest the rules need.
[[nodiscard]] store::Query<Rights> rights_query(const rpc::Caller& caller);

/// Refuses with
///   kUnauthenticated   SESSION_ENDED
///   kPermissionDenied  ROLE_REQUIRED
[[nodiscard]] Result<void> require(const std::vector<Rights>& rights, rpc::Roles allowed);

/// Both in one, for writes that read nothing else first.
[[nodiscard]] Result<void> authorise(store::Transaction& tx, const rpc::Caller& caller, rpc::Roles allowed);

}  // namespace koebel::access
