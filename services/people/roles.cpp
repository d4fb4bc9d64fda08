#include "people/roles.hpp"

#include "people/person.hpp"
#include "people/rights_changed.hpp"

#include <algorithm>

namespace koebel::people {

namespace {

constexpr store::Sql kRolesOf{"people.roles_of", "SELECT role FROM person_role WHERE person_id = $1 ORDER BY role"};
constexpr store::Sql kAdminsNow{
    "people.admins_now",
    "SELECT COUNT(*) FROM person_role given JOIN person p ON p.id = given.person_id"
    " WHERE given.role = 5 AND p.active = 1"
};
static_assert(v1::ROLE_ADMIN == 5);
constexpr store::Sql kForgetRoles{"people.forget_roles", "DELETE FROM person_role WHERE person_id = $1"};
constexpr store::Sql kAddRole{"people.add_role", "INSERT INTO person_role (person_id, role) VALUES ($1, $2)"};
constexpr store::Sql kDeactivate{"people.deactivate", "UPDATE person SET active = 0, away = NULL WHERE id = $1"};

/// Whether taking the role of administrator from `person` would leave none.
bool is_last_admin(const std::vector<std::int64_t>& roles, std::int64_t admins) {
    return std::ranges::find(roles, std::int64_t{v1::ROLE_ADMIN}) != roles.end() && admins == 1;
}

}  // namespace

bool can_be_given(v1::Role role) {
    return role == v1::ROLE_CURATOR || role == v1::ROLE_LEADER || role == v1::ROLE_ADMIN;
}

store::Query<std::int64_t> roles_of(const PersonId& person) {
    return store::query<std::int64_t>(kRolesOf, person);
}

std::int64_t admins_now(store::Reader& reader) {
    return reader.row<std::int64_t>(kAdminsNow).value_or(0);
}

void write_roles(store::Transaction& tx, const PersonId& person, const std::set<v1::Role>& roles) {
    tx.run(kForgetRoles, person);
    for (const auto role : roles) tx.run(kAddRole, person, static_cast<std::int64_t>(role));
}

Result<std::uint64_t> set_roles(store::Transaction& tx, const PersonId& person, const std::set<v1::Role>& roles) {
    if (!std::ranges::all_of(roles, can_be_given)) return refuse(Code::kInvalidArgument, "ROLE_INVALID");
    const auto [people, before, admins] =
        tx.read(people_by_id({person}), roles_of(person), store::query<std::int64_t>(kAdminsNow));
    if (people.empty() || !people.front().active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (!roles.contains(v1::ROLE_ADMIN) && is_last_admin(before, admins.front())) {
        return refuse(Code::kFailedPrecondition, "LAST_ADMIN");
    }
    write_roles(tx, person, roles);
    return append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_CHANGED, person.text());
}

Result<std::uint64_t> deactivate(store::Transaction& tx, const PersonId& person) {
    const auto [people, before, admins] =
        tx.read(people_by_id({person}), roles_of(person), store::query<std::int64_t>(kAdminsNow));
    if (people.empty() || !people.front().active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (is_last_admin(before, admins.front())) return refuse(Code::kFailedPrecondition, "LAST_ADMIN");
    write_roles(tx, person, {});
    tx.run(kDeactivate, person);
    return append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_DEACTIVATED, person.text());
}

}  // namespace koebel::people
