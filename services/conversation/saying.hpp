#pragma once

#include "conversation/audience.hpp"
#include "conversation/remark.hpp"
#include "conversation/settings.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/conversation.pb.h>

#include <cstdint>
#include <string>

namespace koebel::conversation {

/// A remark somebody wants to make, of the right shape.
struct Saying {
    PersonId author;
    RecognitionId recognition;
    v1::RemarkKind kind = v1::REMARK_KIND_COMMENT;
    std::string words;  ///< as to_words made them
    Credits credits_each = {};
    Credits credits_total = {};
};

/// A remark that was made.
struct Said {
    RemarkId remark;
    std::uint64_t position = 0;  ///< of its first entry
    bool is_held = false;        ///< only its author sees it
};

/// Writes it, tells its audience, and puts it into the inboxes of whom it concerns; or holds it. Whether the author may
/// was decided before. Refuses with
///   kInvalidArgument    TOO_MANY_MENTIONS
///   kResourceExhausted  TOO_MANY_REMARKS
///   kAlreadyExists      ALREADY_BOOSTED
[[nodiscard]] Result<Said> say(
    store::Transaction& tx, const Saying& saying, const Audience& audience, const Settings& settings
);

/// Comments. Refuses as say, and with
///   kUnauthenticated   SESSION_ENDED
///   kPermissionDenied  LOCKED
///   kNotFound          RECOGNITION_NOT_FOUND
///   kInvalidArgument   as to_words
[[nodiscard]] Result<v1::CommentResponse> comment(
    store::Transaction& tx, const rpc::Caller& caller, const v1::CommentRequest& request, const Settings& settings
);

/// Changes the caller's own words. Refuses with
///   kUnauthenticated     SESSION_ENDED
///   kPermissionDenied    LOCKED
///   kNotFound            REMARK_NOT_FOUND
///   kInvalidArgument     as to_words; TOO_MANY_MENTIONS
///   kFailedPrecondition  EDIT_TOO_LATE, WORDS_HELD
[[nodiscard]] Result<v1::EditRemarkResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const v1::EditRemarkRequest& request, const Settings& settings
);

}  // namespace koebel::conversation
