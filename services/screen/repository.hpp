#pragma once

#include "access/sessions.hpp"
#include "screen/screen.hpp"
#include "screen/settings.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <string_view>

namespace koebel::screen {

/// Adds a screen that signs in with `token`, a secret of access; administrators are told. `plan` was checked; `by` is
/// empty for the command line.
///
/// Refuses with
///   kAlreadyExists  SCREEN_NAME_TAKEN
///   kNotFound       TEAM_NOT_FOUND, VALUE_NOT_FOUND, PERSON_NOT_FOUND (the owner)
[[nodiscard]] Result<ScreenId> add(
    store::Transaction& tx, const Plan& plan, std::string_view token, const PersonId& by
);

/// Another token opens it from now on; the one before is worth nothing.
void set_token(store::Transaction& tx, const ScreenId& id, std::string_view token);

/// A television is this screen from now on.
[[nodiscard]] access::OpenedSession open_session(
    store::Transaction& tx, const Screen& screen, std::string_view device, const Settings& settings
);

/// Changes what a screen is set to, and tells its page. What it may no longer follow is closed in the same transaction.
///
/// Refuses as add does, and with kNotFound SCREEN_NOT_FOUND what is unknown or revoked.
[[nodiscard]] Result<Screen> change(store::Transaction& tx, const ScreenId& id, const Plan& plan, const PersonId& by);

/// Screens that came since `person`, who administers, last said so.
[[nodiscard]] store::Query<ScreenId> news_for(const PersonId& person);
void forget_news(store::Transaction& tx, const PersonId& person, const std::vector<ScreenId>& screens);

/// Who went in a merge owns nothing any more: who stays does.
void hand_over_screens(store::Transaction& tx, const PersonId& goes, const PersonId& stays);

/// Revokes a screen: its sessions end, its token is worth nothing, its connections close. The position of
/// the log entry that says so.
///
/// Refuses with kNotFound SCREEN_NOT_FOUND what is unknown or revoked already.
[[nodiscard]] Result<std::uint64_t> revoke(store::Transaction& tx, const ScreenId& id, const PersonId& by);

/// A team is no more: screens that showed its news show it no longer, and their pages hear so. One that showed nothing
/// else shows everyone's from now on.
void forget_team(store::Transaction& tx, const TeamId& team);

/// Tells a screen what it is set to; its page reads its wall again.
void tell(store::Transaction& tx, const Screen& screen, const Filter& filter);

/// Tells every screen to read its wall again: the organisation or its values changed.
void tell_screens(store::Transaction& tx);

}  // namespace koebel::screen
