#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"
#include "studio/story.hpp"

#include <koebel/v1/story.pb.h>

#include <string_view>

namespace koebel::studio {

// Jobs of Store::read; StoryService says what they refuse.

[[nodiscard]] Result<v1::GetStoryResponse> get_story(store::Reader& reader, const PersonId& viewer, const StoryId& id);

[[nodiscard]] v1::ListStoriesResponse list_stories(
    store::Reader& reader, const PersonId& viewer, const show::ShowId& show
);

[[nodiscard]] Result<v1::ListStoryVersionsResponse> list_versions(
    store::Reader& reader, const PersonId& viewer, const v1::ListStoryVersionsRequest& request
);

}  // namespace koebel::studio
