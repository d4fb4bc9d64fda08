#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/options.pb.h>

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

namespace koebel::people {

/// Follows a change of the roles of people who were here before. Runs in the transaction of the change, after the rows
/// were changed. Implemented by rooms that people cannot see.
using RolesChanged = std::function<void(store::Transaction&, const std::vector<PersonId>&)>;

/// Whether somebody can be given it: curator, leader, administrator.
[[nodiscard]] bool can_be_given(v1::Role role);

/// A person's roles beside ROLE_EMPLOYEE.
[[nodiscard]] store::Query<std::int64_t> roles_of(const PersonId& person);

/// How many active administrators there are.
[[nodiscard]] std::int64_t admins_now(store::Reader& reader);

/// Puts these roles in place of those there were. The caller appends that rights changed.
void write_roles(store::Transaction& tx, const PersonId& person, const std::set<v1::Role>& roles);

/// Gives and takes roles: all that are not in `roles` are taken. The position of the change.
/// Refuses with
///   kInvalidArgument     ROLE_INVALID (a role nobody can be given)
///   kNotFound            PERSON_NOT_FOUND
///   kFailedPrecondition  LAST_ADMIN
[[nodiscard]] Result<std::uint64_t> set_roles(
    store::Transaction& tx, const PersonId& person, const std::set<v1::Role>& roles
);

/// Makes a person inactive: out of pickers, without roles. Sessions are ended by who calls.
/// Refuses with
///   kNotFound            PERSON_NOT_FOUND
///   kFailedPrecondition  LAST_ADMIN
[[nodiscard]] Result<std::uint64_t> deactivate(store::Transaction& tx, const PersonId& person);

}  // namespace koebel::people
