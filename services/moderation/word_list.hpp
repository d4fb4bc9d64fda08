#pragma once

#include "base/result.hpp"
#include "moderation/settings.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/moderation.pb.h>

#include <cstddef>

namespace koebel::moderation {

inline constexpr std::size_t kMostWordsAtOnce = 500;

/// By alphabet.
[[nodiscard]] v1::ListHeldWordsResponse list_words(store::Reader& reader);

/// Adds and takes off. Stands in the audit trail with how many, if anything changed. Refuses with
///   kUnauthenticated    SESSION_ENDED
///   kPermissionDenied   ROLE_REQUIRED
///   kInvalidArgument    WORD_INVALID, TOO_MANY_WORDS
///   kResourceExhausted  WORD_LIST_FULL
[[nodiscard]] Result<v1::ChangeHeldWordsResponse> change_words(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::ChangeHeldWordsRequest& request,
    const Settings& settings
);

}  // namespace koebel::moderation
