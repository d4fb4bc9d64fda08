#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "studio/story_rules.hpp"

#include <cstdint>
#include <vector>

namespace koebel::studio {

/// The pictures of a story from now on, in the place of those there were: one of it, of its sources, or the caller's
/// that is used nowhere. `people`: who is in the story. Refuses with
///   kNotFound         PICTURE_NOT_FOUND
///   kInvalidArgument  PICTURED_NOT_IN_STORY
[[nodiscard]] Result<void> write_pictures(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const StoryId& id,
    const std::vector<ChosenPicture>& pictures,
    const std::vector<PersonId>& people
);

/// One of them, that is the story's already, at its place.
void put_picture(store::Transaction& tx, const StoryId& id, const ChosenPicture& picture, std::int64_t ordinal);

/// Somebody is in the story no more: in no picture of it either, and of each they were in it is to be said anew who is.
void forget_pictured(store::Transaction& tx, const StoryId& id, const PersonId& person);

}  // namespace koebel::studio
