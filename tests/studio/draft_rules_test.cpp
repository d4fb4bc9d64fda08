// What a draft proposes, and why.
#include "studio/draft.hpp"

#include <gmock/gmock.h>

namespace koebel::studio {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const PersonId kAda{"ada"};
const PersonId kGrace{"grace"};

Option option(const std::string& id, std::vector<PersonId> people, const std::string& value = "oor") {
    return {
        .nomination = story::NominationId{id},
        .kind = v1::NOMINATION_KIND_CUSTOMER_WOW,
        .value = value,
        .people = std::move(people),
    };
}

/// Everything was told before.
Background all_told() {
    return {
        .before =
            {.shows = 12, .values = {{"oor", 3}, {"samen", 1}}, .teams = {{"molen", 2}}, .works = {{v1::WORK_DESK, 4}}},
        .groups =
            {{kAda, {.team = "molen", .work = v1::WORK_DESK}}, {kGrace, {.team = "kade", .work = v1::WORK_FRONT_LINE}}},
        .seen = {},
        .told = {kAda, kGrace},
    };
}

TEST(Reasons, AreWhatHasNotBeenTold) {
    const auto background = all_told();
    SoFar so_far;
    so_far.kinds.insert(v1::NOMINATION_KIND_CUSTOMER_WOW);

    EXPECT_THAT(reasons_for(option("a", {kAda}), background, so_far), IsEmpty());
    EXPECT_THAT(
        reasons_for(option("a", {kGrace}, "anders"), background, so_far),
        ElementsAre(
            v1::PROPOSAL_REASON_VALUE_NOT_TOLD, v1::PROPOSAL_REASON_TEAM_NOT_TOLD, v1::PROPOSAL_REASON_FRONT_LINE
        )
    );
}

TEST(Reasons, NameWhoIsNewAndWhoIsQuiet) {
    auto background = all_told();
    background.told.clear();
    background.seen = {{kAda, {.quiet_hero = true, .newcomer = true}}};
    const auto reasons = reasons_for(option("a", {kAda}), background, {});
    EXPECT_THAT(reasons, Contains(v1::PROPOSAL_REASON_QUIET_HERO));
    EXPECT_THAT(reasons, Contains(v1::PROPOSAL_REASON_NEWCOMER));
    EXPECT_THAT(reasons, Contains(v1::PROPOSAL_REASON_FIRST_TIME));
}

TEST(Reasons, SomebodyTheRundownTellsOfAlreadyIsNoneAnyMore) {
    auto background = all_told();
    background.told.clear();
    SoFar so_far;
    so_far.people.insert(kAda);
    EXPECT_THAT(reasons_for(option("a", {kAda}), background, so_far), Not(Contains(v1::PROPOSAL_REASON_FIRST_TIME)));
}

TEST(Choosing, TakesWhatTellsMostOfWhatIsMissingAndThenLooksAnew) {
    auto background = all_told();
    SoFar so_far;
    so_far.kinds.insert(v1::NOMINATION_KIND_CUSTOMER_WOW);

    const auto chosen = choose(
        {option("1", {kAda}),
         option("2", {kGrace}, "samen"),
         option("3", {kGrace}, "anders"),
         option("4", {kAda}, "anders")},
        background,
        so_far,
        10
    );

    ASSERT_EQ(chosen.size(), 1U) << "the others tell nothing that is missing by then";
    EXPECT_EQ(chosen.front().option.nomination.text(), "3");
}

TEST(Choosing, OfEqualOnesTheFirstAndNeverMoreThanThereIsTimeFor) {
    Background background;
    const auto chosen = choose({option("1", {kAda}), option("2", {kGrace}), option("3", {kAda})}, background, {}, 1);
    ASSERT_EQ(chosen.size(), 1U);
    EXPECT_EQ(chosen.front().option.nomination.text(), "1");
    EXPECT_THAT(choose({option("1", {kAda})}, background, {}, 0), IsEmpty());
}

}  // namespace
}  // namespace koebel::studio
