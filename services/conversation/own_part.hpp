#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/conversation.pb.h>
#include <koebel/v1/remark.pb.h>

#include <vector>

namespace koebel::conversation {

/// What somebody did on a recognition. Nobody else's business.
struct OwnPart {
    RecognitionId recognition;
    v1::ReactionKind reaction = v1::REACTION_KIND_UNSPECIFIED;
    bool boosted = false;
    bool muted = false;

    static OwnPart from(const store::Row& row);
};

/// Of those on which they did anything.
[[nodiscard]] store::Query<OwnPart> own_parts_query(
    const PersonId& person, const std::vector<RecognitionId>& recognitions
);

[[nodiscard]] v1::OwnPart to_message(const OwnPart& part);

/// Tells the person's other pages.
void tell_own_part(store::Transaction& tx, const PersonId& person, const OwnPart& part);
/// The same as SQL has it by now.
void tell_own_part(store::Transaction& tx, const PersonId& person, const RecognitionId& recognition);

/// Refuses with
///   kUnauthenticated  SESSION_ENDED
///   kNotFound         RECOGNITION_NOT_FOUND
[[nodiscard]] Result<v1::MuteThreadResponse> mute(
    store::Transaction& tx, const rpc::Caller& caller, const v1::MuteThreadRequest& request
);

}  // namespace koebel::conversation
