#pragma once

#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"

#include <koebel/v1/nomination.pb.h>

#include <cstdint>
#include <string>

namespace koebel::story {

// What curators do with a nomination; not with one about themselves. Each is one job of Store::write, and refuses
// besides with kUnauthenticated SESSION_ENDED, kPermissionDenied ROLE_REQUIRED, kNotFound NOMINATION_NOT_FOUND.

/// It was read: the first time counts, and not by who wrote it.
[[nodiscard]] Result<v1::MarkNominationReadResponse> mark_read(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id
);

/// What a curator decides about a text.
struct Deciding {
    std::string reason;         ///< why who is nominated does not read it; empty: they do
    std::uint32_t version = 0;  ///< of what the curator read; 0: whatever it is
};

/// Keeps the text from who is nominated, or lets it go. Who wrote it is told, the audit trail too. Refuses with
/// kFailedPrecondition OWN_NOMINATION, NOMINATION_CHANGED.
[[nodiscard]] Result<v1::HoldNominationResponse> hold(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const Deciding& deciding
);

}  // namespace koebel::story
