#include "people/merge.hpp"

#include <algorithm>

namespace koebel::people {

Result<void> may_merge(const Merge& merge, const MergeState& state) {
    if (merge.stays == merge.goes) return refuse(Code::kInvalidArgument, "MERGE_WITH_ONESELF");
    if (!state.stays_exists || !state.goes_exists) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (!state.stays_is_active) return refuse(Code::kFailedPrecondition, "PERSON_LEFT");
    if (state.goes_was_merged) return refuse(Code::kFailedPrecondition, "PERSON_MERGED");
    if (state.goes_is_active && state.goes_is_admin && state.admins == 1) {
        return refuse(Code::kFailedPrecondition, "LAST_ADMIN");
    }
    return {};
}

Publicity publicity_of_both(const Publicity& stays, const Publicity& goes) {
    if (!goes.chosen) return stays;
    if (!stays.chosen) return goes;
    // The numbers of screens grow with what is shown, those of the stage with what is not.
    static_assert(v1::SCREEN_PUBLICITY_NO < v1::SCREEN_PUBLICITY_FIRST_NAME);
    static_assert(v1::SCREEN_PUBLICITY_FIRST_NAME < v1::SCREEN_PUBLICITY_FULL_NAME);
    static_assert(v1::STAGE_PUBLICITY_SURPRISE_ME < v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    static_assert(v1::STAGE_PUBLICITY_ASK_ME_FIRST < v1::STAGE_PUBLICITY_NOT_ON_STAGE);
    return {
        .feed = stays.feed && goes.feed,
        .screens = std::min(stays.screens, goes.screens),
        .boards = stays.boards && goes.boards,
        .photo = stays.photo && goes.photo,
        .stage = std::max(stays.stage, goes.stage),
        .chosen = true,
    };
}

}  // namespace koebel::people
