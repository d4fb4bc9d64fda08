#include "access/rights.hpp"

namespace koebel::access {

namespace {

// Roles as bits of their numbers: a sum over distinct roles, one row whatever their number.
constexpr store::Sql kRights{
    "access.rights",
    "SELECT s.kind, COALESCE((SELECT SUM(CASE given.role WHEN 3 THEN 8 WHEN 4 THEN 16 WHEN 5 THEN 32 ELSE 0 END)"
    " FROM person_role given WHERE given.person_id = s.person_id), 0)"
    " FROM session s LEFT JOIN person p ON p.id = s.person_id"
    " WHERE s.id = $1 AND (s.kind = 2 OR p.active = 1)"
};
static_assert(v1::ROLE_CURATOR == 3 && v1::ROLE_LEADER == 4 && v1::ROLE_ADMIN == 5);

constexpr std::int64_t kScreenKind = 2;

}  // namespace

Rights Rights::from(const store::Row& row) {
    if (row.integer(0) == kScreenKind) return Rights{.roles = {v1::ROLE_SCREEN}};
    Rights rights{.roles = {v1::ROLE_EMPLOYEE}};
    const auto bits = row.integer(1);
    for (const auto role : {v1::ROLE_CURATOR, v1::ROLE_LEADER, v1::ROLE_ADMIN}) {
        if ((bits >> static_cast<int>(role) & 1) != 0) rights.roles.add(role);
    }
    return rights;
}

store::Query<Rights> rights_query(const rpc::Caller& caller) {
    return store::query<Rights>(kRights, caller.session);
}

Result<void> require(const std::vector<Rights>& rights, rpc::Roles allowed) {
    if (rights.empty()) return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    if (!rights.front().roles.overlaps(allowed)) return refuse(Code::kPermissionDenied, "ROLE_REQUIRED");
    return {};
}

Result<void> authorise(store::Transaction& tx, const rpc::Caller& caller, rpc::Roles allowed) {
    const auto [rights] = tx.read(rights_query(caller));
    return require(rights, allowed);
}

}  // namespace koebel::access
