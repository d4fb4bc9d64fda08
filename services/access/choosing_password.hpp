#pragma once

#include "access/login.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace koebel::access {

/// How somebody may choose a password at this moment, and how the session they ask from stands.
struct OwnSignIn {
    Account account;
    bool may_choose_without_old = false;
    bool remembered = false;
    Instant signed_in_at;
    Instant ends_at;
};
[[nodiscard]] std::optional<OwnSignIn> own_sign_in(store::Reader& reader, const rpc::Caller& caller);

/// A change of password between its two jobs.
struct Choosing {
    std::optional<Error> refusal = {};
    Account account = {};
    bool needs_old = true;
};

/// The first job: whether this person may choose this password, and the attempt counted when the old one has to be
/// looked at. Refusals: SESSION_ENDED, PASSWORD_TOO_COMMON, PASSWORD_NEEDS_LINK, TOO_MANY_ATTEMPTS.
[[nodiscard]] Choosing claim_choosing(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view password, const Settings& settings
);

/// How a change ended. A refusal is a value here, as in Attempt.
struct Chosen {
    std::optional<Error> refusal = {};
    std::uint32_t ended_sessions = 0;
};

/// The second job. Refusals: PASSWORD_WRONG, SESSION_ENDED.
[[nodiscard]] Chosen finish_choosing(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const Choosing& choosing,
    bool old_is_right,
    std::string_view new_hash,
    const Settings& settings
);

/// Remembers this session or no longer; when it ends. Refuses with kUnauthenticated SESSION_ENDED.
[[nodiscard]] Result<Instant> remember_session(
    store::Transaction& tx, const rpc::Caller& caller, bool remember, const Settings& settings
);

}  // namespace koebel::access
