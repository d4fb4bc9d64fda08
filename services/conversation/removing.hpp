#pragma once

#include "conversation/remark.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/conversation.pb.h>

#include <cstdint>
#include <string>

namespace koebel::conversation {

/// An author's own, also where the recognition is not theirs to see any more.
[[nodiscard]] store::Query<RemarkRow> own_remark(const PersonId& author, const RemarkId& id);

/// What was removed.
struct Removed {
    RemarkRow row;
    std::uint64_t position = 0;  ///< of the removal
};

/// Removes the caller's own remark for good. Refuses with
///   kUnauthenticated  SESSION_ENDED
///   kNotFound         REMARK_NOT_FOUND
[[nodiscard]] Result<Removed> remove(store::Transaction& tx, const rpc::Caller& caller, const RemarkId& id);

/// Takes it out of everyone's sight, and tells its author why. Refuses with
///   kUnauthenticated   SESSION_ENDED
///   kPermissionDenied  ROLE_REQUIRED
///   kNotFound          REMARK_NOT_FOUND
[[nodiscard]] Result<v1::HideRemarkResponse> hide(
    store::Transaction& tx, const rpc::Caller& caller, const RemarkId& id, const std::string& reason
);

/// Who hides, and why; both are kept.
struct Hiding {
    PersonId curator;
    std::string reason;
    std::string note;  ///< what its author reads
};

/// The same, after it was decided that the curator may. The position of the first entry.
std::uint64_t hide_decided(store::Transaction& tx, const RemarkRow& row, const Hiding& hiding);

}  // namespace koebel::conversation
