#pragma once

#include "base/result.hpp"
#include "mail/letter.hpp"
#include "mail/settings.hpp"

namespace koebel::mail {

/// Hands a letter to the server; blocks for at most Settings::patience. Refuses with
///   kInvalidArgument  MAIL_ADDRESS_INVALID  what cannot be an address
///   kNotFound         MAIL_REFUSED          the server does not take it for that address
///   kUnavailable      MAIL_UNREACHABLE      no server, no TLS, a wrong password, or it took too long
/// The message of a refusal is the library's; no address stands in it.
[[nodiscard]] Result<void> hand_over(const Letter& letter, const Settings& settings);

}  // namespace koebel::mail
