#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/moderation.pb.h>

#include <cstddef>
#include <string>

namespace koebel::recognition {

// What curators do about what is held: recognitions, and what is said around them. A curator who gave one or is thanked
// in it does not learn of it, nor of remarks on it; nor who wrote a remark of theirs.

inline constexpr std::size_t kMaxDeclineReason = 300;  ///< code points

/// The oldest first, at most 100.
[[nodiscard]] v1::ListHeldResponse list_held(store::Reader& reader, const PersonId& curator);

/// How much waits for this curator.
[[nodiscard]] v1::CountWaitingResponse count_waiting(store::Reader& reader, const PersonId& curator);

/// Lets something go; stands in the audit trail by its id. Refuses with
///   kUnauthenticated   SESSION_ENDED
///   kPermissionDenied  ROLE_REQUIRED
///   kNotFound          HELD_NOT_FOUND
[[nodiscard]] Result<v1::ReleaseHeldResponse> release_held(
    store::Transaction& tx, const rpc::Caller& caller, const v1::ReleaseHeldRequest& request
);

/// Declines something; the same. Refuses besides with kInvalidArgument REASON_REQUIRED, REASON_TOO_LONG.
[[nodiscard]] Result<v1::DeclineHeldResponse> decline_held(
    store::Transaction& tx, const rpc::Caller& caller, const v1::DeclineHeldRequest& request
);

}  // namespace koebel::recognition
