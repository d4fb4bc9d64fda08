#pragma once

#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"
#include "story/rules.hpp"
#include "story/settings.hpp"

#include <koebel/v1/nomination.pb.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace koebel::story {

// Each is one job of Store::write. All refuse with kUnauthenticated SESSION_ENDED besides.

/// Nominates, tells curators, and asks the witnesses. Refuses as decide, and with kPermissionDenied LOCKED.
[[nodiscard]] Result<v1::NominateResponse> nominate(
    store::Transaction& tx, const rpc::Caller& caller, const Nominating& nominating, const Settings& settings
);

/// Changes the caller's own words; their kind stays, whatever is asked. Refuses with
///   kPermissionDenied    LOCKED
///   kNotFound            NOMINATION_NOT_FOUND, VALUE_NOT_FOUND
///   kFailedPrecondition  WINDOW_CLOSED, NAMES_ANOTHER
[[nodiscard]] Result<v1::EditNominationResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, Words words
);

/// What follows when a nomination goes, within its transaction. Handed over by koebeld.
struct Following {
    /// It is about to go: nothing made of it keeps its words.
    std::function<void(store::Transaction&, const NominationRow&)> withdrawn = {};
};

/// Takes the caller's own back. Refuses with
///   kNotFound            NOMINATION_NOT_FOUND
///   kFailedPrecondition  SHOW_AIRED
[[nodiscard]] Result<v1::WithdrawNominationResponse> withdraw(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const Following& following = {}
);

/// A demonstration's nomination: as it is to stand, told to nobody.
struct Seed {
    Nominating nominating;
    Instant at;
    std::optional<Instant> read_at = {};
    std::vector<std::string> seen = {};  ///< what each witness said, in their order; empty: nothing yet
};
void seed(store::Transaction& tx, const Seed& seed);

/// Its rows go, and it leaves every inbox.
void forget_nomination(store::Transaction& tx, const NominationId& id);

}  // namespace koebel::story
