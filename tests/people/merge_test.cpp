#include "people/merge.hpp"

#include <gtest/gtest.h>

namespace koebel::people {
namespace {

const Merge kTwo{PersonId{"a"}, PersonId{"b"}};

MergeState two_who_are_here() {
    return {.stays_exists = true, .stays_is_active = true, .goes_exists = true, .goes_is_active = true, .admins = 2};
}

std::string_view refused(const Merge& merge, const MergeState& state) {
    const auto may = may_merge(merge, state);
    return may ? "none" : may.error().reason;
}

TEST(MergeRules, TwoWhoAreHereCanBeMerged) {
    EXPECT_EQ(refused(kTwo, two_who_are_here()), "none");
}

TEST(MergeRules, NobodyIsMergedWithThemselves) {
    EXPECT_EQ(refused({PersonId{"a"}, PersonId{"a"}}, two_who_are_here()), "MERGE_WITH_ONESELF");
}

TEST(MergeRules, BothHaveToBeThere) {
    auto state = two_who_are_here();
    state.stays_exists = false;
    EXPECT_EQ(refused(kTwo, state), "PERSON_NOT_FOUND");
    state = two_who_are_here();
    state.goes_exists = false;
    EXPECT_EQ(refused(kTwo, state), "PERSON_NOT_FOUND");
}

TEST(MergeRules, WhoHasLeftCanGoAndCannotStay) {
    auto state = two_who_are_here();
    state.goes_is_active = false;
    EXPECT_EQ(refused(kTwo, state), "none");
    state.stays_is_active = false;
    EXPECT_EQ(refused(kTwo, state), "PERSON_LEFT");
}

TEST(MergeRules, WhoWasMergedBeforeIsNobodyAnyMore) {
    auto state = two_who_are_here();
    state.goes_is_active = false;
    state.goes_was_merged = true;
    EXPECT_EQ(refused(kTwo, state), "PERSON_MERGED");
}

TEST(MergeRules, TheLastAdministratorCannotGo) {
    auto state = two_who_are_here();
    state.goes_is_admin = true;
    EXPECT_EQ(refused(kTwo, state), "none");
    state.admins = 1;
    EXPECT_EQ(refused(kTwo, state), "LAST_ADMIN");
}

TEST(MergeRules, OneChoiceHolds) {
    const Publicity undecided;
    const Publicity open{.screens = v1::SCREEN_PUBLICITY_FULL_NAME, .boards = true, .photo = true, .chosen = true};

    EXPECT_EQ(publicity_of_both(open, undecided), open);
    EXPECT_EQ(publicity_of_both(undecided, open), open);
    EXPECT_EQ(publicity_of_both(undecided, undecided), undecided);
}

TEST(MergeRules, OfTwoChoicesTheMoreReservedHoldsInEachPlace) {
    const Publicity one{
        .feed = true,
        .screens = v1::SCREEN_PUBLICITY_NO,
        .boards = true,
        .photo = true,
        .stage = v1::STAGE_PUBLICITY_SURPRISE_ME,
        .chosen = true,
    };
    const Publicity other{
        .feed = false,
        .screens = v1::SCREEN_PUBLICITY_FULL_NAME,
        .boards = true,
        .photo = false,
        .stage = v1::STAGE_PUBLICITY_NOT_ON_STAGE,
        .chosen = true,
    };
    const Publicity expected{
        .feed = false,
        .screens = v1::SCREEN_PUBLICITY_NO,
        .boards = true,
        .photo = false,
        .stage = v1::STAGE_PUBLICITY_NOT_ON_STAGE,
        .chosen = true,
    };

    EXPECT_EQ(publicity_of_both(one, other), expected);
    EXPECT_EQ(publicity_of_both(other, one), expected);
}

}  // namespace
}  // namespace koebel::people
