#include "recognition/rules.hpp"

#include <gtest/gtest.h>

namespace koebel::recognition {
namespace {

using std::chrono::microseconds;
using std::chrono::seconds;

const PersonId kTheGiver{"giver"};
const PersonId kAda{"ada"};
const PersonId kGrace{"grace"};
const Settings kSettings{};

GiveRecognition thanks_to(std::vector<PersonId> people, Credits credits = Credits{10}) {
    return {
        .giver = kTheGiver,
        .people = std::move(people),
        .message = "Bedankt",
        .values = {ValueId{"oor"}},
        .credits_each = credits,
    };
}

GiveRecognition thanks_to_team(Credits credits = Credits{10}) {
    auto command = thanks_to({}, credits);
    command.team = TeamId{"noord"};
    return command;
}

GiverState state_with(Credits left) {
    return {
        .active_people = {kAda, kGrace},
        .team_exists = true,
        .team_members = {kAda, kTheGiver, kGrace},
        .values = {ValueId{"oor"}},
        .allowance = Allowance{.left = left, .week = 7},
        .bucket = {.weekly = Credits{50}, .cap = Credits{100}},
        .week = 7,
    };
}

TEST(RecognitionRulesTest, EveryoneNamedIsThankedInTheGiversOrder) {
    const auto decision = decide(thanks_to({kGrace, kAda}), state_with(Credits{100}), kSettings);

    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->thanked, (std::vector{kGrace, kAda}));
    EXPECT_EQ(decision->credits_each, Credits{10});
    EXPECT_EQ(decision->credits_total, Credits{20});
    EXPECT_EQ(decision->left, Credits{80});
}

TEST(RecognitionRulesTest, AShortAllowanceIsSharedAndNeverBlocksTheWords) {
    const auto decision = decide(thanks_to({kAda, kGrace}), state_with(Credits{5}), kSettings);

    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->credits_each, Credits{2});
    EXPECT_EQ(decision->left, Credits{1});
}

TEST(RecognitionRulesTest, ATeamAsAWholeCostsOnceAndThanksEveryoneButTheGiver) {
    const auto decision = decide(thanks_to_team(), state_with(Credits{100}), kSettings);

    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->thanked, (std::vector{kAda, kGrace}));
    EXPECT_EQ(decision->credits_total, Credits{10});
}

TEST(RecognitionRulesTest, WhoIsNotThereCannotBeThanked) {
    const auto decision = decide(thanks_to({kAda, PersonId{"left"}}), state_with(Credits{100}), kSettings);

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code, Code::kNotFound);
    EXPECT_EQ(decision.error().reason, "RECIPIENT_NOT_FOUND");
}

TEST(RecognitionRulesTest, AnUnknownTeamOrValueIsNotFound) {
    auto state = state_with(Credits{100});
    state.team_exists = false;
    EXPECT_EQ(decide(thanks_to_team(), state, kSettings).error().reason, "TEAM_NOT_FOUND");

    state = state_with(Credits{100});
    state.values.clear();
    EXPECT_EQ(decide(thanks_to({kAda}), state, kSettings).error().reason, "VALUE_NOT_FOUND");
}

TEST(RecognitionRulesTest, WhereOnlyUsIsSwitchedOffItCannotBeGiven) {
    auto state = state_with(Credits{100});
    state.private_recognitions = false;
    auto command = thanks_to({kAda});
    EXPECT_TRUE(decide(command, state, kSettings));

    command.visibility = v1::VISIBILITY_ONLY_US;

    EXPECT_EQ(decide(command, state, kSettings).error().reason, "PRIVATE_RECOGNITIONS_OFF");
    EXPECT_EQ(decide(command, state, kSettings).error().code, Code::kFailedPrecondition);
}

TEST(RecognitionRulesTest, ATeamOfNobodyElseIsNotABackDoorToThankOneself) {
    auto state = state_with(Credits{100});
    state.team_members = {kTheGiver};

    const auto decision = decide(thanks_to_team(), state, kSettings);

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().code, Code::kFailedPrecondition);
    EXPECT_EQ(decision.error().reason, "TEAM_EMPTY");
}

TEST(RecognitionRulesTest, ATeamLargerThanTheLimitIsNotThankedAsAWhole) {
    const auto decision = decide(thanks_to_team(), state_with(Credits{100}), {.team_members = 1});

    ASSERT_FALSE(decision);
    EXPECT_EQ(decision.error().reason, "TEAM_TOO_LARGE");
}

TEST(TakeBackRulesTest, SixtySecondsAreEnoughAndOneMicrosecondMoreIsTooLate) {
    const Instant given{seconds{1'000}};

    EXPECT_TRUE(may_take_back(State::kLiving, given, given + seconds{60}, kSettings));
    const auto late = may_take_back(State::kLiving, given, given + seconds{60} + microseconds{1}, kSettings);

    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().reason, "TAKE_BACK_TOO_LATE");
}

TEST(TakeBackRulesTest, WhatIsGoneIsNotFoundAndWhatIsHiddenCanStillGo) {
    const Instant given{seconds{1'000}};

    EXPECT_EQ(may_take_back(State::kTakenBack, given, given, kSettings).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_TRUE(may_take_back(State::kHidden, given, given, kSettings));
}

}  // namespace
}  // namespace koebel::recognition
