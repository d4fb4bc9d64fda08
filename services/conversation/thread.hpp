#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/conversation.pb.h>

namespace koebel::conversation {

/// A page of a thread, oldest first. What is held is there for its author. Refuses with kNotFound
/// RECOGNITION_NOT_FOUND.
[[nodiscard]] Result<v1::ListRemarksResponse> list_remarks(
    store::Reader& reader, const PersonId& viewer, const v1::ListRemarksRequest& request
);

}  // namespace koebel::conversation
