#include "store/rule.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace koebel::store {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant at(std::chrono::year_month_day day, minutes time) {
    return std::chrono::sys_days{day} + time;
}

constexpr auto kMarch = std::chrono::year{2026} / std::chrono::March;
const Zone kAmsterdam("Europe/Amsterdam");

TEST(Rule, DailyIsTheNextLocalTime) {
    const Rule rule("daily 08:00");

    EXPECT_EQ(rule.next(at(kMarch / 2, hours{6}), kAmsterdam), at(kMarch / 2, hours{7}));
    EXPECT_EQ(rule.next(at(kMarch / 2, hours{7}), kAmsterdam), at(kMarch / 3, hours{7}));
}

TEST(Rule, DailyKeepsItsLocalTimeWhenTheClocksChange) {
    const Rule rule("daily 08:00");

    // Summer time begins on 29 March 2026.
    EXPECT_EQ(rule.next(at(kMarch / 28, hours{7}), kAmsterdam), at(kMarch / 29, hours{6}));
}

TEST(Rule, ALocalTimeThatDoesNotExistIsTheFirstMomentAfterTheGap) {
    const Rule rule("daily 02:30");

    EXPECT_EQ(rule.next(at(kMarch / 29, minutes{0}), kAmsterdam), at(kMarch / 29, hours{1}));
}

TEST(Rule, WeeklyIsThatDayOfTheWeek) {
    const Rule monday("weekly 1 09:30");

    EXPECT_EQ(monday.next(at(kMarch / 3, hours{0}), kAmsterdam), at(kMarch / 9, hours{8} + minutes{30}));
    EXPECT_EQ(monday.next(at(kMarch / 2, hours{0}), kAmsterdam), at(kMarch / 2, hours{8} + minutes{30}));
}

TEST(Rule, EveryCountsFromMidnightNotFromTheLastRun) {
    const Rule rule("every 15");

    EXPECT_EQ(rule.next(at(kMarch / 2, minutes{7}), kAmsterdam), at(kMarch / 2, minutes{15}));
    EXPECT_EQ(rule.next(at(kMarch / 2, minutes{15}), kAmsterdam), at(kMarch / 2, minutes{30}));
}

TEST(Rule, WhatIsNoRuleIsRefused) {
    for (const auto* text :
         {"daily",
          "daily 8",
          "daily 24:00",
          "daily 08:60",
          "weekly 0 08:00",
          "weekly 8 08:00",
          "every 0",
          "never",
          "daily 08:00 "}) {
        EXPECT_THROW(Rule{text}, std::invalid_argument) << text;
    }
    EXPECT_FALSE(Rule("").repeats());
}

}  // namespace
}  // namespace koebel::store
