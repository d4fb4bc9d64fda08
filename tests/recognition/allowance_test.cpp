#include "recognition/allowance.hpp"

#include <gtest/gtest.h>

namespace koebel::recognition {
namespace {

constexpr Bucket kBucket{.weekly = Credits{50}, .cap = Credits{100}};

Credits left_after(Credits left, std::int64_t week, std::int64_t now) {
    return left_now(Allowance{.left = left, .week = week}, kBucket, now);
}

TEST(AllowanceTest, ANewColleagueStartsWithAFullBucket) {
    EXPECT_EQ(left_now(std::nullopt, kBucket, 2'900), Credits{100});
}

TEST(AllowanceTest, EachMondayBringsTheWeeklyCredits) {
    EXPECT_EQ(left_after(Credits{7}, 2'900, 2'900), Credits{7});
    EXPECT_EQ(left_after(Credits{7}, 2'900, 2'901), Credits{57});
}

TEST(AllowanceTest, ItNeverHoldsMoreThanTheCap) {
    EXPECT_EQ(left_after(Credits{7}, 2'900, 2'902), Credits{100});
    EXPECT_EQ(left_after(Credits{7}, 2'900, 9'900), Credits{100});
}

TEST(AllowanceTest, ACapThatWasLoweredHoldsAtOnce) {
    EXPECT_EQ(left_now(Allowance{.left = Credits{90}, .week = 10}, {Credits{20}, Credits{40}}, 10), Credits{40});
}

TEST(AllowanceTest, AWeekThatLiesBeforeTheStoredOneRefillsNothing) {
    EXPECT_EQ(left_after(Credits{7}, 2'900, 2'890), Credits{7});
}

TEST(AllowanceTest, AClockThatJumpedBackCannotRefillTwice) {
    const Allowance before{.left = Credits{7}, .week = 2'900};

    const auto after = written(before, Credits{5}, 2'899);

    EXPECT_EQ(after.week, 2'900);
    EXPECT_EQ(after.left, Credits{5});
}

TEST(AllowanceTest, EnoughIsPaidInFull) {
    const auto paid = share(Credits{100}, Credits{20}, 5);

    EXPECT_EQ(paid.each, Credits{20});
    EXPECT_EQ(paid.total, Credits{100});
}

TEST(AllowanceTest, TooLittleIsSharedEquallyAndTheRestStays) {
    const auto paid = share(Credits{11}, Credits{20}, 3);

    EXPECT_EQ(paid.each, Credits{3});
    EXPECT_EQ(paid.total, Credits{9});
}

TEST(AllowanceTest, AnEmptyAllowanceGivesWordsWithoutCredits) {
    const auto paid = share(Credits{0}, Credits{50}, 20);

    EXPECT_EQ(paid.each, Credits{0});
    EXPECT_EQ(paid.total, Credits{0});
}

TEST(AllowanceTest, WhatComesBackStopsAtTheCap) {
    EXPECT_EQ(returned(Credits{60}, Credits{30}, kBucket), Credits{90});
    EXPECT_EQ(returned(Credits{90}, Credits{30}, kBucket), Credits{100});
}

}  // namespace
}  // namespace koebel::recognition
