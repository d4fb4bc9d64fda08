#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "studio/story.hpp"

#include <koebel/v1/story.pb.h>

#include <vector>

namespace koebel::studio {

/// Who has a story open, but for one of them.
[[nodiscard]] std::vector<v1::StoryWriter> writers_of(store::Reader& reader, const StoryId& id, const PersonId& but);

/// A job of Store::write: who has a story open says so. Others are told when somebody comes, goes, or is at another
/// field.
[[nodiscard]] Result<v1::WriteStoryResponse> say_writing(
    store::Transaction& tx, const rpc::Caller& caller, const v1::WriteStoryRequest& request
);

}  // namespace koebel::studio
