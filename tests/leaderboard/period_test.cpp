#include "leaderboard/period.hpp"

#include <gtest/gtest.h>

namespace koebel::leaderboard {
namespace {

using namespace std::chrono_literals;

Instant utc(int year, unsigned month, unsigned day, std::chrono::minutes since_midnight = 0min) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
           since_midnight;
}

const Zone kAmsterdam{"Europe/Amsterdam"};

TEST(PeriodTest, NumbersCountByTheLocalCalendar) {
    const auto periods = periods_of(kAmsterdam, utc(2025, 12, 31, 23h));  // 1 January, 00:00

    EXPECT_EQ(periods.year, 2026);
    EXPECT_EQ(periods.month, 2026 * 12);
    EXPECT_EQ(periods.quarter, 2026 * 4);
    EXPECT_EQ(periods.week, periods_of(kAmsterdam, utc(2025, 12, 29)).week) << "a week goes on over the year's end";
    EXPECT_EQ(periods_of(kAmsterdam, utc(2025, 12, 31, 22h + 59min)).year, 2025);
}

TEST(PeriodTest, ItsTextIsALetterAndTheNumber) {
    const Period month{v1::PERIOD_KIND_MONTH, 24'311};

    EXPECT_EQ(month.text(), "m24311");
    EXPECT_EQ(Period::parse("m24311"), month);
    for (const auto* wrong : {"", "m", "24311", "x1", "m1x", "m 1", "m99999999999999999999"}) {
        EXPECT_FALSE(Period::parse(wrong)) << wrong;
    }
}

TEST(PeriodTest, BoundsAreLocalMidnights) {
    const auto month = bounds_of(kAmsterdam, {v1::PERIOD_KIND_MONTH, 2026 * 12 + 2});

    EXPECT_EQ(month.from, utc(2026, 2, 28, 23h));
    EXPECT_EQ(month.until, utc(2026, 3, 31, 22h)) << "summer began meanwhile";
    const auto quarter = bounds_of(kAmsterdam, {v1::PERIOD_KIND_QUARTER, 2026 * 4 + 3});
    EXPECT_EQ(quarter.from, utc(2026, 9, 30, 22h));
    EXPECT_EQ(quarter.until, utc(2026, 12, 31, 23h));
    const auto year = bounds_of(kAmsterdam, {v1::PERIOD_KIND_YEAR, 2026});
    EXPECT_EQ(year.until - year.from, std::chrono::days{365});
}

TEST(PeriodTest, TheWeekInWhichTheClocksChangeHasAnHourLessOrMore) {
    const auto length = [](Instant at) {
        const auto bounds = bounds_of(kAmsterdam, periods_of(kAmsterdam, at).of(v1::PERIOD_KIND_WEEK));
        return bounds.until - bounds.from;
    };

    EXPECT_EQ(length(utc(2026, 3, 29, 12h)), 7 * 24h - 1h);
    EXPECT_EQ(length(utc(2026, 10, 25, 12h)), 7 * 24h + 1h);
    EXPECT_EQ(length(utc(2026, 6, 1, 12h)), 7 * 24h);
}

TEST(PeriodTest, AMidnightThatDoesNotExistIsTheFirstMomentAfterTheGap) {
    const Zone beirut{"Asia/Beirut"};  // clocks went from 00:00 to 01:00 on Sunday 27 March 2022
    const auto day = utc(2022, 3, 26, 22h);

    EXPECT_EQ(periods_of(beirut, day).month, 2022 * 12 + 2);
    const Zone asuncion{"America/Asuncion"};  // on 1 October 2017, a Sunday and the first of a month and a quarter
    EXPECT_EQ(bounds_of(asuncion, {v1::PERIOD_KIND_MONTH, 2017 * 12 + 9}).from, utc(2017, 10, 1, 4h));
    EXPECT_EQ(periods_of(asuncion, utc(2017, 10, 1, 4h)).month, 2017 * 12 + 9);
    EXPECT_EQ(periods_of(asuncion, utc(2017, 10, 1, 3h + 59min)).month, 2017 * 12 + 8);
}

TEST(PeriodTest, PeriodsFollowOnEachOtherWithoutAGap) {
    for (const auto* name : {"Europe/Amsterdam", "Pacific/Auckland", "America/Asuncion", "UTC"}) {
        const Zone zone{name};
        for (const auto kind : kPeriodKinds) {
            auto period = periods_of(zone, utc(2016, 1, 1, 12h)).of(kind);
            for (int i = 0; i < 130; ++i) {
                const auto bounds = bounds_of(zone, period);
                EXPECT_LT(bounds.from, bounds.until);
                EXPECT_EQ(periods_of(zone, bounds.from).of(kind), period) << name << " " << period.text();
                EXPECT_EQ(periods_of(zone, bounds.until - 1us).of(kind), period) << name << " " << period.text();
                ++period.number;
                EXPECT_EQ(bounds_of(zone, period).from, bounds.until);
            }
        }
    }
}

}  // namespace
}  // namespace koebel::leaderboard
