#pragma once

#include "access/password_sign_in.hpp"

#include <optional>

namespace koebel::access {

/// What is asked besides a password that was right, in the second job of signing in: nothing of who has no code. A
/// wrong code counts for login and address as a wrong password does, and six digits for the person too; who was only
/// asked for one, or whose code could not be looked at, gets the attempt back, so that asking costs nothing, and what
/// was wrong before it still counts. Refusals, as values: CODE_REQUIRED, CODE_WRONG, CODE_USED, CODE_KEY_MISSING,
/// TOO_MANY_ATTEMPTS.
[[nodiscard]] std::optional<Error> ask_for_code(
    store::Transaction& tx, const Knock& knock, const Claimed& claimed, const Settings& settings
);

}  // namespace koebel::access
