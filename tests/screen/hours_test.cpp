#include "screen/hours.hpp"

#include <gtest/gtest.h>

#include <initializer_list>

namespace koebel::screen {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;

v1::WakingHours message(std::uint32_t from, std::uint32_t until, std::initializer_list<std::uint32_t> days = {}) {
    v1::WakingHours hours;
    hours.set_from_minute(from);
    hours.set_until_minute(until);
    for (const auto day : days) hours.add_weekdays(day);
    return hours;
}

/// A moment in Amsterdam's winter, an hour ahead of UTC. 2026-11-23 is a Monday.
Instant in_amsterdam(unsigned day, minutes time) {
    return Instant{sys_days{std::chrono::November / day / 2026} + time - hours{1}};
}

const Zone kAmsterdam{"Europe/Amsterdam"};

TEST(HoursTest, TheyBeginAtTheirFirstMinuteAndEndBeforeTheirLast) {
    const auto hours = Hours::from_message(message(7 * 60, 19 * 60)).value();

    EXPECT_FALSE(hours.contain(kAmsterdam, in_amsterdam(23, minutes{419})));
    EXPECT_TRUE(hours.contain(kAmsterdam, in_amsterdam(23, minutes{420})));
    EXPECT_TRUE(hours.contain(kAmsterdam, in_amsterdam(23, minutes{19 * 60 - 1})));
    EXPECT_FALSE(hours.contain(kAmsterdam, in_amsterdam(23, minutes{19 * 60})));
}

TEST(HoursTest, OfANightTheDayIsTheOneOnWhichItBegan) {
    const auto fridays = Hours::from_message(message(22 * 60, 6 * 60, {5})).value();  // Friday is the 27th

    EXPECT_FALSE(fridays.contain(kAmsterdam, in_amsterdam(27, minutes{5 * 60})));
    EXPECT_TRUE(fridays.contain(kAmsterdam, in_amsterdam(27, minutes{23 * 60})));
    EXPECT_TRUE(fridays.contain(kAmsterdam, in_amsterdam(28, minutes{5 * 60})));
    EXPECT_FALSE(fridays.contain(kAmsterdam, in_amsterdam(28, minutes{23 * 60})));
}

TEST(HoursTest, OnOtherDaysItSleeps) {
    const auto week = Hours::from_message(message(7 * 60, 19 * 60, {1, 2, 3, 4, 5})).value();

    EXPECT_TRUE(week.contain(kAmsterdam, in_amsterdam(27, minutes{600})));
    EXPECT_FALSE(week.contain(kAmsterdam, in_amsterdam(28, minutes{600})));
    EXPECT_FALSE(week.contain(kAmsterdam, in_amsterdam(29, minutes{600})));
}

TEST(HoursTest, TheyAreOfTheWallsClockAlsoInSummer) {
    const auto hours = Hours::from_message(message(7 * 60, 19 * 60)).value();
    const Instant six_utc{sys_days{std::chrono::July / 6 / 2026} + std::chrono::hours{6}};

    EXPECT_TRUE(hours.contain(kAmsterdam, six_utc)) << "eight in Amsterdam";
    EXPECT_FALSE(hours.contain(Zone{"America/New_York"}, six_utc)) << "two in New York";
}

TEST(HoursTest, WhatIsNoTimeIsRefused) {
    for (const auto& wrong :
         {message(0, 1440), message(1440, 60), message(60, 60), message(0, 60, {0}), message(0, 60, {8})}) {
        const auto refused = Hours::from_message(wrong);
        ASSERT_FALSE(refused) << wrong.ShortDebugString();
        EXPECT_EQ(refused.error().reason, "HOURS_INVALID");
    }
}

TEST(HoursTest, TheyComeBackAsTheyWereSaid) {
    const auto said = message(1320, 360, {1, 7});

    EXPECT_EQ(Hours::from_message(said)->to_message().SerializeAsString(), said.SerializeAsString());
}

}  // namespace
}  // namespace koebel::screen
