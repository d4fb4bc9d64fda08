#pragma once

#include "base/result.hpp"
#include "recognition/settings.hpp"
#include "recognition/stored.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/amendment.pb.h>

namespace koebel::recognition {

// What those it concerns change about a recognition afterwards. Every topic that has it sees it anew; boards and
// credits stay as they are.

inline constexpr std::size_t kMaxAdded = 20;

/// Changes the words. Refuses with
///   kUnauthenticated     SESSION_ENDED
///   kNotFound            RECOGNITION_NOT_FOUND
///   kInvalidArgument     MESSAGE_REQUIRED, MESSAGE_TOO_LONG, CUSTOMER_MOMENT_TOO_LONG
///   kFailedPrecondition  EDIT_TOO_LATE
[[nodiscard]] Result<v1::EditResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const v1::EditRequest& request, const Settings& settings
);

/// What it said before, for giver and people thanked. Refuses with kNotFound RECOGNITION_NOT_FOUND.
[[nodiscard]] Result<v1::ListEditsResponse> list_edits(
    store::Reader& reader, const PersonId& viewer, const RecognitionId& recognition
);

/// Says who else made it possible. Refuses with
///   kUnauthenticated     SESSION_ENDED
///   kNotFound            RECOGNITION_NOT_FOUND, PERSON_NOT_FOUND
///   kInvalidArgument     NO_RECIPIENT, DUPLICATE_RECIPIENT
///   kFailedPrecondition  NOT_FOR_EVERYONE
///   kResourceExhausted   TOO_MANY_RECIPIENTS
[[nodiscard]] Result<v1::AddPeopleResponse> add_people(
    store::Transaction& tx, const rpc::Caller& caller, const v1::AddPeopleRequest& request
);

/// Takes somebody off who was added. Refuses with
///   kUnauthenticated  SESSION_ENDED
///   kNotFound         RECOGNITION_NOT_FOUND, PERSON_NOT_FOUND
[[nodiscard]] Result<v1::RemoveAddedResponse> remove_added(
    store::Transaction& tx, const rpc::Caller& caller, const v1::RemoveAddedRequest& request
);

/// A recognition of the giver's, if they may change it.
[[nodiscard]] store::Query<StoredRow> given_by(const PersonId& giver, const RecognitionId& recognition);

/// Every topic that has it sees it as it is now. The position of the first entry.
std::uint64_t tell_again(store::Transaction& tx, const Stored& recognition);

/// Whom the viewer may take off among those who were added.
[[nodiscard]] store::Query<PersonId> removable_by(const PersonId& viewer, const RecognitionId& recognition);

}  // namespace koebel::recognition
