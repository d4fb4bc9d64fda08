#pragma once

#include "access/login.hpp"
#include "access/sign_in.hpp"
#include "access/throttle.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// An attempt to sign in with a password, between its two jobs: counted, the password not looked at yet.
struct Claimed {
    std::optional<Error> refusal;    ///< TOO_MANY_ATTEMPTS, of the address or the login
    Attempts attempts = {};          ///< what it counts under
    std::optional<Account> account;  ///< nobody: the same work is done all the same
};

/// The first job. What it refuses it does not count: whoever waits gets their turn.
[[nodiscard]] Claimed claim_sign_in(
    store::Transaction& tx, std::string_view address, std::string_view login, const Settings& settings
);

/// What came of looking.
struct Looked {
    bool is_right = false;
    std::string new_hash = {};  ///< made by today's settings, when the old one was not
};

/// Does the hashing, the same for an unknown login. Not in a job: it takes a tenth of a second.
[[nodiscard]] Looked look_at_password(
    const std::optional<Account>& account, std::string_view password, const Settings& settings
);

/// The second job: opens the session, or counts the failure. Refusals: PASSWORD_WRONG,
/// TOO_MANY_ATTEMPTS, and what ask_for_code refuses with after the right password.
[[nodiscard]] Attempt finish_sign_in(
    store::Transaction& tx, const Knock& knock, const Claimed& claimed, const Looked& looked, const Settings& settings
);

}  // namespace koebel::access
