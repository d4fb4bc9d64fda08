#pragma once

#include "access/settings.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <string>
#include <string_view>

namespace koebel::access {

/// What an address counts as: itself, and for IPv6 its /64, which is one household's or office's.
[[nodiscard]] std::string throttled_as(std::string_view address);

/// Whether an address has failed too often in this window. All nodes ask the same rows. Refuses with
///   kResourceExhausted  TOO_MANY_ATTEMPTS (with retry_after_ms: the window's end; never for good)
[[nodiscard]] Result<void> may_try(store::Reader& reader, std::string_view address, const Settings& settings);

/// Counts a failed attempt, in the trail too. The job that calls it must succeed: a refusal would take
/// the count back.
void record_failure(
    store::Transaction& tx,
    std::string_view address,
    std::string_view reason,
    const Settings& settings,
    const PersonId& person = {}
);

// Bearer tokens count apart, by address too: a program with an old token keeps nobody of its office from signing in.

/// Refuses as may_try does, after as many wrong tokens.
[[nodiscard]] Result<void> may_try_token(store::Reader& reader, std::string_view address, const Settings& settings);

/// Counts a wrong token; in the trail once in a window, however many there are.
void record_wrong_token(store::Transaction& tx, std::string_view address, const Settings& settings);

/// What attempts are counted under.
struct Attempts {
    std::string from_here;        ///< one address at one login: its wait grows, and keeps nobody else out
    std::string from_everywhere;  ///< all addresses at that login; empty: not counted
};

/// Attempts from an address at a login. One that nobody has counts with a million others, so that a password typed in
/// its place cannot be found out from what is kept.
[[nodiscard]] Attempts attempts_at(std::string_view login, bool is_somebodys, std::string_view address);

/// Guesses at a person's own password by who is signed in. They do not count for the login, whose owner this may not
/// be.
[[nodiscard]] Attempts attempts_by(const PersonId& person);

/// Guesses at televisions' codes, by who may pair them.
[[nodiscard]] Attempts attempts_to_pair_by(const PersonId& person);

/// Guesses at a person's six digits, under whichever of their logins.
[[nodiscard]] Attempts attempts_at_code_of(const PersonId& person);

/// Counts an attempt before it is looked at, so that many at once are no more than one after the other. Refuses with
///   kResourceExhausted  TOO_MANY_ATTEMPTS (with retry_after_ms: it grows, up to Settings::login_wait_most)
/// and counts nothing then: whoever waits gets their turn.
[[nodiscard]] Result<void> claim_attempt(store::Transaction& tx, const Attempts& attempts, const Settings& settings);

/// The attempt was neither right nor wrong: it counts no more, those before it do, and the next one waits for none.
void give_back_attempt(store::Transaction& tx, const Attempts& attempts, const Settings& settings);

/// The attempt was right: those before it count no more.
void forget_attempts(store::Transaction& tx, const Attempts& attempts);

}  // namespace koebel::access
