#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "studio/story_rules.hpp"

#include <koebel/v1/story.pb.h>

#include <cstdint>

namespace koebel::studio {

// Jobs of Store::write; StoryService says what they refuse.

/// Changes what `edit` names, unless somebody changed the same since `version`. What others changed of the rest stays.
[[nodiscard]] Result<v1::EditStoryResponse> edit_story(
    store::Transaction& tx, const rpc::Caller& caller, const StoryId& id, std::uint32_t version, const Edit& edit
);

[[nodiscard]] Result<v1::RemoveStoryResponse> remove_story(
    store::Transaction& tx, const rpc::Caller& caller, const StoryId& id, std::uint32_t version
);

/// All of it goes, with its pictures and questions. While it is there, it says whom to tell.
void forget_story(store::Transaction& tx, const StoryRow& story);

}  // namespace koebel::studio
