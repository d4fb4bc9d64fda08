#pragma once

#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"

#include <koebel/v1/nomination.pb.h>

#include <string>
#include <vector>

namespace koebel::story {

// "I saw this too": whoever nominates asks colleagues, and they say what they saw. Each is one job of Store::write, and
// refuses besides with kUnauthenticated SESSION_ENDED, kPermissionDenied LOCKED, kNotFound NOMINATION_NOT_FOUND,
// kFailedPrecondition WINDOW_CLOSED.

/// Refuses as may_ask, and with
///   kInvalidArgument  NO_WITNESS
///   kNotFound         WITNESS_NOT_FOUND
[[nodiscard]] Result<v1::AskWitnessesResponse> ask(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const std::vector<PersonId>& witnesses
);

/// `reason` as to_reason made it. Refuses with kFailedPrecondition NAMES_ANOTHER.
[[nodiscard]] Result<v1::SeeTooResponse> see_too(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const std::string& reason
);

}  // namespace koebel::story
