#pragma once

#include "access/sessions.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// Who knocks, and with what in hand.
struct Knock {
    std::string address;
    std::string device;  ///< the User-Agent
    SessionId session;   ///< the one the browser still has; it ends when a new one begins
    std::string token;
    bool remember = false;  ///< on one's own device
    std::string code = {};  ///< what was typed for a time-based code
};

/// How an attempt to sign in went. A refusal is a value here: the job that made it is kept, with the
/// count of the failure and its line in the trail.
struct Attempt {
    std::optional<Error> refusal;
    PersonId person = {};
    OpenedSession session = {};
    bool may_choose_password = false;  ///< came by an invitation or recovery link
};

/// Every door is a function like these: throttle, look, count or open. Later doors (card and PIN, OpenID Connect)
/// stand beside them and end in the same enter().

/// Opens a session for a person who has shown that they are it: always a new id, never one that was there before.
/// `password_until`: until then the person may choose a password without the old one.
[[nodiscard]] Attempt enter(
    store::Transaction& tx,
    const Knock& knock,
    const PersonId& person,
    const Settings& settings,
    std::optional<Instant> password_until = std::nullopt
);

/// Uses a one-time link; a recovery link ends the person's sessions, tokens, password and code first. Refusals:
/// LINK_INVALID, TOO_MANY_ATTEMPTS.
[[nodiscard]] Attempt sign_in_with_link(store::Transaction& tx, const Knock& knock, const Settings& settings);

/// Becomes someone of the demonstration. Refusals: LINK_INVALID, NOT_A_DEMONSTRATION,
/// TOO_MANY_ATTEMPTS, PERSON_NOT_FOUND.
[[nodiscard]] Attempt enter_demonstration(
    store::Transaction& tx, const Knock& knock, const PersonId& person, const Settings& settings
);

/// Whether the chooser may be looked at: a valid link, from an address the settings allow. Refuses as
/// enter_demonstration does; the caller counts LINK_INVALID with record_failure.
[[nodiscard]] Result<void> may_choose(
    store::Reader& reader, std::string_view address, std::string_view token, const Settings& settings
);

/// Whether the demonstration is open to an address: this machine, or with `lan` the local network.
[[nodiscard]] bool is_near(std::string_view address, bool lan);

}  // namespace koebel::access
