#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "people/merge.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/moderation.pb.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace koebel::moderation {

// Who may not thank, comment, boost or change words. They read and are thanked as before; nobody but curators,
// administrators and they themselves learns of it.

inline constexpr std::size_t kMaxLockReason = 300;  ///< code points

/// A lock that holds.
struct LockRow {
    std::string reason;
    std::optional<Instant> until;

    static LockRow from(const store::Row& row);
};

/// None: not locked. Read it in the write's own transaction, in the same round trip as the rest the rules need.
[[nodiscard]] store::Query<LockRow> lock_of(const PersonId& person, Instant now);

/// Refuses with kPermissionDenied LOCKED, with the end in the details, in RFC 3339.
[[nodiscard]] Result<void> require_unlocked(const std::vector<LockRow>& locks);

[[nodiscard]] v1::GetOwnLockResponse own_lock(store::Reader& reader, const PersonId& person);

/// By name; those that are over are left out.
[[nodiscard]] v1::ListLocksResponse list_locks(store::Reader& reader);

/// Locks somebody, tells their pages, and stands in the audit trail. Refuses with
///   kUnauthenticated     SESSION_ENDED
///   kPermissionDenied    ROLE_REQUIRED
///   kNotFound            PERSON_NOT_FOUND
///   kInvalidArgument     REASON_REQUIRED, REASON_TOO_LONG, UNTIL_INVALID
///   kFailedPrecondition  LOCK_SELF, LOCK_ADMINISTRATOR
[[nodiscard]] Result<v1::LockPersonResponse> lock(
    store::Transaction& tx, const rpc::Caller& caller, const v1::LockPersonRequest& request
);

/// The same the other way round. Refuses with
///   kUnauthenticated     SESSION_ENDED
///   kPermissionDenied    ROLE_REQUIRED
///   kNotFound            NOT_LOCKED
///   kFailedPrecondition  LOCK_SELF
[[nodiscard]] Result<v1::UnlockPersonResponse> unlock(
    store::Transaction& tx, const rpc::Caller& caller, const v1::UnlockPersonRequest& request
);

/// Two people became one: the lock that holds longer is theirs who stays.
void hand_over_lock(store::Transaction& tx, const people::Merge& merge);

}  // namespace koebel::moderation
