#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/privacy.pb.h>

#include <vector>

namespace koebel::recognition {

// Who does not want somebody's private recognitions. The giver is not told, by nothing: what they gave counts, costs
// and stands on their own page as ever; from who stopped it, it is withheld for good.

/// Who has stopped a giver's.
[[nodiscard]] store::Query<PersonId> who_stopped(const PersonId& giver);

/// Whether a person thanked does not see it.
[[nodiscard]] bool is_withheld(
    v1::Visibility visibility, const PersonId& thanked, const std::vector<PersonId>& stopped_by
);

/// Stops a giver's private recognitions, or lets them in again.
/// Refuses with
///   kNotFound         PERSON_NOT_FOUND, RECOGNITION_NOT_FOUND
///   kInvalidArgument  STOP_INVALID
[[nodiscard]] Result<v1::StopPrivateFromResponse> stop_private_from(
    store::Transaction& tx, const rpc::Caller& caller, const v1::StopPrivateFromRequest& request
);

/// Whom a person has stopped, by name.
[[nodiscard]] v1::ListStoppedResponse list_stopped(store::Reader& reader, const PersonId& person);

}  // namespace koebel::recognition
