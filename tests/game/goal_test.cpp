// A goal's shape: days, bounds, and what is shown of it. Pure.
#include "game/goal.hpp"

#include <gtest/gtest.h>

#include <string>

namespace koebel::game {
namespace {

using std::chrono::days;

v1::SaveGoalRequest wish() {
    v1::SaveGoalRequest request;
    auto& plan = *request.mutable_goal();
    plan.set_title("  In één bezoek warm ");
    plan.set_kind(v1::GOAL_KIND_COUNT);
    plan.set_target(10'000);
    plan.set_first_day("2026-10-01");
    plan.set_last_day("2026-10-31");
    return request;
}

std::string reason_of(const v1::SaveGoalRequest& request) {
    const auto plan = Plan::from_message(request);
    return plan ? "none" : std::string{plan.error().reason};
}

template <class Change>
std::string reason_when(Change change) {
    auto request = wish();
    change(*request.mutable_goal());
    return reason_of(request);
}

TEST(GoalShape, ADayIsWrittenAsItIsRead) {
    for (const auto* text : {"2026-10-01", "2024-02-29", "2000-01-01", "2199-12-31"}) {
        ASSERT_TRUE(parse_day(text)) << text;
        EXPECT_EQ(to_text(*parse_day(text)), text);
    }
    EXPECT_EQ(*parse_day("2026-03-01") - *parse_day("2026-02-28"), days{1});
}

TEST(GoalShape, WhatIsNoDayIsNone) {
    for (const auto* text :
         {"",
          "2026-2-01",
          "2026-02-30",
          "2025-02-29",
          "1999-12-31",
          "2200-01-01",
          "2026/10/01",
          "2026-10-0x",
          "+026-10-01",
          "2026-10-01 ",
          "2026-00-10",
          "2026-10-00"}) {
        EXPECT_FALSE(parse_day(text)) << text;
    }
}

TEST(GoalShape, AWishIsTakenWithItsTitleTrimmed) {
    const auto plan = Plan::from_message(wish());

    ASSERT_TRUE(plan) << plan.error().reason;
    EXPECT_EQ(plan->title, "In één bezoek warm");
    EXPECT_EQ(plan->measure.last - plan->measure.first, days{30});
}

TEST(GoalShape, WhatGoalsAreNotIsRefused) {
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_title(" "); }), "TITLE_REQUIRED");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_title(std::string(81, 'x')); }), "TITLE_TOO_LONG");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_title("warm\nen droog"); }), "TITLE_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.clear_kind(); }), "GOAL_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_kind(static_cast<v1::GoalKind>(77)); }), "GOAL_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_value_id("x"); }), "GOAL_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_kind(v1::GOAL_KIND_VALUE); }), "GOAL_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_last_day("2026-09-30"); }), "GOAL_DAYS_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.clear_first_day(); }), "GOAL_DAYS_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_last_day("2027-10-02"); }), "GOAL_DAYS_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_target(4); }), "TARGET_INVALID");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_target(10'000'001); }), "TARGET_INVALID");
    EXPECT_EQ(
        reason_when([](auto& plan) {
            plan.set_kind(v1::GOAL_KIND_TEAMS_REACHED);
            plan.set_target(1);
        }),
        "TARGET_INVALID"
    );
}

TEST(GoalShape, AYearIsTheLongest) {
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_last_day("2027-10-01"); }), "none");
    EXPECT_EQ(reason_when([](auto& plan) { plan.set_title(std::string(80, 'x')); }), "none");
}

TEST(GoalShape, ItsDaysBeginAndEndAtLocalMidnightAlsoWhereTheClockChanges) {
    const Measure october{.first = *parse_day("2026-10-25"), .last = *parse_day("2026-10-25")};

    const auto bounds = bounds_of(Zone{"Europe/Amsterdam"}, october);

    EXPECT_EQ(bounds.until - bounds.from, std::chrono::hours{25});
}

TEST(GoalShape, OfPeopleAndTeamsNeverMoreIsShownThanWasAskedFor) {
    Goal goal{.id = GoalId{"g"}, .target = 10};
    goal.measure.kind = v1::GOAL_KIND_COUNT;
    EXPECT_EQ(to_message(goal, 12).progress(), 12U);
    goal.measure.kind = v1::GOAL_KIND_PARTICIPATION;
    EXPECT_EQ(to_message(goal, 12).progress(), 10U);
    goal.measure.kind = v1::GOAL_KIND_TEAMS_REACHED;
    EXPECT_EQ(to_message(goal, 12).progress(), 10U);
}

TEST(GoalShape, OnceReachedItStaysSo) {
    Goal goal{.id = GoalId{"g"}, .target = 10, .reached_at = Instant{}};
    goal.measure.kind = v1::GOAL_KIND_COUNT;

    EXPECT_EQ(to_message(goal, 9).progress(), 10U);
    EXPECT_EQ(to_message(goal, 11).progress(), 11U);
}

}  // namespace
}  // namespace koebel::game
