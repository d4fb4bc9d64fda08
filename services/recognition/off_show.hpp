#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/privacy.pb.h>

namespace koebel::recognition {

/// What somebody who is thanked wants from now on.
struct TakingOff {
    RecognitionId recognition;
    bool feed = false;     ///< off the feed, or the pages of the team
    bool screens = false;  ///< off the screens
};

/// Takes a recognition off the feed or the screens, or puts it back. It is off while anybody who is thanked wants it
/// so: gone from those topics, with its words; giver and people thanked keep it. Nothing on the giver's topic says so,
/// except where the feed does not name the giver to their own page. Boards are not touched. Refuses with
///   kNotFound            RECOGNITION_NOT_FOUND
///   kFailedPrecondition  NOTHING_TO_TAKE_OFF
[[nodiscard]] Result<v1::TakeOffResponse> take_off(
    store::Transaction& tx, const rpc::Caller& caller, const TakingOff& wanted
);

}  // namespace koebel::recognition
