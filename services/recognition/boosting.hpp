#pragma once

#include "base/result.hpp"
#include "conversation/settings.hpp"
#include "people/organisation.hpp"
#include "recognition/settings.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/conversation.pb.h>

namespace koebel::recognition {

/// One's own reason, with credits of one's allowance. Refuses as conversation::say, and with
///   kUnauthenticated     SESSION_ENDED
///   kNotFound            RECOGNITION_NOT_FOUND
///   kInvalidArgument     REASON_REQUIRED, BOOST_TOO_LONG, TOO_MANY_CREDITS
///   kFailedPrecondition  OWN_RECOGNITION, RECOGNITION_HIDDEN
[[nodiscard]] Result<v1::BoostResponse> boost(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::BoostRequest& request,
    const conversation::Settings& settings
);

/// Removes the caller's own remark; credits of a boost return while a recognition could be taken back. Refuses as
/// conversation::remove.
[[nodiscard]] Result<v1::RemoveRemarkResponse> remove_remark(
    store::Transaction& tx, const rpc::Caller& caller, const v1::RemoveRemarkRequest& request, const Settings& settings
);

/// A recognition is taken back: credits of boosts that could still be removed return to who boosted.
void return_boosts(
    store::Transaction& tx,
    const RecognitionId& recognition,
    const people::Organisation& organisation,
    const Settings& settings
);

}  // namespace koebel::recognition
