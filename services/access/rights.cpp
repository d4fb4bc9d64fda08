#include "access/rights.hpp"

#include "access/sessions.hpp"

namespace koebel::access {

namespace {

// A token is its person's, of a kind that has no roles: it never curates or administers. $1 is one of both.
constexpr auto kRightsText = "SELECT " + kRightsColumns + kLivingSession +
                             " AND s.id = $1 UNION ALL SELECT 1, 0 FROM api_token t JOIN person p ON p.id = t.person_id"
                             " WHERE t.id = $1 AND p.active = 1 AND (t.scopes & 4) <> 0";
constexpr store::Sql kRights{"access.rights", kRightsText};
static_assert(1 << v1::SCOPE_GIVE == 4);
static_assert(v1::ROLE_CURATOR == 3 && v1::ROLE_LEADER == 4 && v1::ROLE_ADMIN == 5);

}  // namespace

Rights Rights::from(const store::Row& row) {
    const auto kind = static_cast<SessionKind>(row.integer(0));
    if (kind == SessionKind::kScreen) return Rights{.roles = {v1::ROLE_SCREEN}};
    if (kind == SessionKind::kLobby) return Rights{.roles = {v1::ROLE_LOBBY}};
    if (kind == SessionKind::kKiosk) return Rights{.roles = {v1::ROLE_KIOSK}};
    Rights rights{.roles = {v1::ROLE_EMPLOYEE}};
    if (kind == SessionKind::kAtKiosk) return rights;  // whatever else the person may: not there
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
