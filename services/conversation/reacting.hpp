#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/conversation.pb.h>

#include <string>
#include <vector>

namespace koebel::conversation {

/// The caller reacts so from now on, or not any longer. Refuses with
///   kUnauthenticated  SESSION_ENDED
///   kNotFound         RECOGNITION_NOT_FOUND
///   kInvalidArgument  REACTION_INVALID
[[nodiscard]] Result<v1::ReactResponse> react(
    store::Transaction& tx, const rpc::Caller& caller, const v1::ReactRequest& request
);

/// Who reacted, the newest first. Refuses with
///   kNotFound         RECOGNITION_NOT_FOUND
///   kInvalidArgument  PAGE_TOKEN_INVALID
[[nodiscard]] Result<v1::ListReactionsResponse> list_reactions(
    store::Reader& reader, const PersonId& viewer, const v1::ListReactionsRequest& request
);

/// Tells the counts as they are now to everybody who sees the recognition.
void tell_reactions(store::Transaction& tx, const RecognitionId& recognition);

}  // namespace koebel::conversation
