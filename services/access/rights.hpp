#pragma once

#include "base/result.hpp"
#include "base/static_text.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <vector>

namespace koebel::access {

/// What a caller may do at this moment, by SQL: what a write decides on, never what the connection
/// remembers. No row when the session or token ended, the token may
/// not give, or the person is not active.
struct Rights {
    rpc::Roles roles;

    /// From columns as in kRightsColumns, at the beginning.
    static Rights from(const store::Row& row);
};

/// The columns of Rights::from on the alias `s` of a session: what it is for, and the roles as a sum of
/// 1 << Role.
inline constexpr auto kRightsColumns = static_text(
    "s.kind, COALESCE((SELECT SUM(CASE given.role WHEN 3 THEN 8 WHEN 4 THEN 16 WHEN 5 THEN 32 ELSE 0 END)"
    " FROM person_role given WHERE given.person_id = s.person_id), 0)"
);
/// And what makes it a living session: a screen's, a kiosk's, or an active person's.
inline constexpr auto kLivingSession =
    static_text(" FROM session s LEFT JOIN person p ON p.id = s.person_id WHERE (s.kind IN (2, 3, 5) OR p.active = 1)");

/// Read it in the write's own transaction, in the same round trip as the rest the rules need.
[[nodiscard]] store::Query<Rights> rights_query(const rpc::Caller& caller);

/// Refuses with
///   kUnauthenticated   SESSION_ENDED
///   kPermissionDenied  ROLE_REQUIRED
[[nodiscard]] Result<void> require(const std::vector<Rights>& rights, rpc::Roles allowed);

/// Both in one, for writes that read nothing else first.
[[nodiscard]] Result<void> authorise(store::Transaction& tx, const rpc::Caller& caller, rpc::Roles allowed);

}  // namespace koebel::access
