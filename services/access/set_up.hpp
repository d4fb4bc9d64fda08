#pragma once

#include "access/settings.hpp"
#include "access/sign_in.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/set_up.pb.h>

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// Whether somebody administers here, or this is the demonstration. Once it is so it stays so.
[[nodiscard]] bool is_set_up(store::Reader& reader);

/// A link that begins the set-up; older ones stop working. Its token, shown once.
/// Refuses with kFailedPrecondition SET_UP_DONE.
[[nodiscard]] Result<std::string> make_set_up_link(store::Transaction& tx, const Settings& settings);

/// What looking at a link found. A refusal is a value here: a wrong one is counted.
struct SetUpLook {
    std::optional<Error> refusal = {};  ///< LINK_INVALID, SET_UP_DONE, TOO_MANY_ATTEMPTS
    v1::CheckSetUpLinkResponse response = {};
};
[[nodiscard]] SetUpLook look_at_set_up_link(
    store::Transaction& tx, std::string_view address, std::string_view token, const Settings& settings
);

/// Whether a password may be this administrator's. Refuses as check_password and check_password_of do.
[[nodiscard]] Result<void> check_administrators_password(const v1::BeginSetUpRequest& request);

/// How the set-up began.
struct BegunSetUp {
    Attempt attempt;  ///< refusals as of SetUpLook
    std::string login = {};
};

/// Uses the link up, writes organisation and administrator, and signs the administrator in; or nothing of it.
/// Refuses as BeginSetUp of the contract says; what is wrong with the link is a value in `attempt`.
[[nodiscard]] Result<BegunSetUp> begin_set_up(
    store::Transaction& tx,
    const Knock& knock,
    const v1::BeginSetUpRequest& request,
    std::string_view password_hash,
    const Settings& settings
);

}  // namespace koebel::access
