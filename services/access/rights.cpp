#include "access/rights.hpp"

namespace koebel::access {

namespace {

constexpr auto kRightsText = "SELECT " + kRightsColumns + kLivingSession + " AND s.id = $1";
constexpr store::Sql kRights{"access.rights", kRightsText};
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
