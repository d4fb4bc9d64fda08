#pragma once

#include "access/login.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/kiosk.pb.h>

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// A PIN says who one is at a kiosk, which is paired; it opens nothing elsewhere.

/// Six digits. Refuses with kInvalidArgument PIN_INVALID.
[[nodiscard]] Result<void> check_pin_form(std::string_view pin);

/// And none of those that are tried first: one digit, rows, what repeats itself, what stands in the person's own key or
/// address. Refuses with kInvalidArgument PIN_TOO_EASY.
[[nodiscard]] Result<void> check_pin_of(std::string_view pin, const Account& owner);

/// A hash as hash_password makes it; none: no PIN.
[[nodiscard]] store::Query<std::string> pin_of(const PersonId& person);
void set_pin_hash(store::Transaction& tx, const PersonId& person, std::string_view hash);
void forget_pin(store::Transaction& tx, const PersonId& person);

/// Somebody left, or an account was recovered: what was in other hands opens nothing more.
void forget_pin_and_card(store::Transaction& tx, const PersonId& person);

/// A choice of PIN between its two jobs.
struct PinChoice {
    std::optional<Error> refusal = {};
    Account account = {};
    bool needs_password = true;
};

/// The first job: whether this person may choose this PIN, and the attempt counted when the password is to be looked
/// at. Refusals: SESSION_ENDED, PIN_TOO_EASY, PIN_NEEDS_SIGN_IN, TOO_MANY_ATTEMPTS.
[[nodiscard]] PinChoice claim_pin(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view pin, const Settings& settings
);

/// The second job. A refusal is a value: its count is kept. Refusals: PASSWORD_WRONG, SESSION_ENDED.
[[nodiscard]] std::optional<Error> finish_pin(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const PinChoice& choice,
    bool password_is_right,
    std::string_view hash,
    const Settings& settings
);

/// Refuses with kUnauthenticated SESSION_ENDED.
[[nodiscard]] Result<v1::GetMyCardResponse> my_card(
    store::Reader& reader, const rpc::Caller& caller, const Settings& settings
);

}  // namespace koebel::access
