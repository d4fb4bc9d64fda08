#pragma once

#include "screen/screen.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <string_view>

namespace koebel::screen {

/// Adds a screen that signs in with `token`, a secret of access. `screen` was checked.
///
/// Refuses with
///   kAlreadyExists  SCREEN_NAME_TAKEN
///   kNotFound       TEAM_NOT_FOUND
[[nodiscard]] Result<ScreenId> add(store::Transaction& tx, const NewScreen& screen, std::string_view token);

/// Revokes a screen: its sessions end, its token is worth nothing, its connections close. The position of
/// the log entry that says so.
///
/// Refuses with kNotFound SCREEN_NOT_FOUND what is unknown or revoked already.
[[nodiscard]] Result<std::uint64_t> revoke(store::Transaction& tx, const ScreenId& id, const PersonId& by);

/// A team is no more: screens that showed its news show it no longer, and their pages hear so. One that showed nothing
/// else shows everyone's from now on.
void forget_team(store::Transaction& tx, const TeamId& team);

/// Tells every screen to read its wall again: the organisation or its values changed.
void tell_screens(store::Transaction& tx);

}  // namespace koebel::screen
