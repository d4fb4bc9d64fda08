#include "base/zone.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace koebel {
namespace {

using namespace std::chrono_literals;

Instant utc(int year, unsigned month, unsigned day, std::chrono::minutes since_midnight) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)} +
           since_midnight;
}

TEST(ZoneTest, AnUnknownNameIsRefused) {
    EXPECT_FALSE(Zone::is_known("Europe/Atlantis"));
    EXPECT_THROW(Zone{"Europe/Atlantis"}, std::runtime_error);
    EXPECT_TRUE(Zone::is_known("Europe/Amsterdam"));
}

TEST(ZoneTest, AWeekBeginsAtTheLocalMonday) {
    const Zone amsterdam{"Europe/Amsterdam"};
    const auto sunday_evening = utc(2026, 11, 22, 22h + 59min);  // 23:59 in Amsterdam
    const auto monday = utc(2026, 11, 22, 23h);                  // 00:00 in Amsterdam

    EXPECT_EQ(amsterdam.week(monday), amsterdam.week(sunday_evening) + 1);
    EXPECT_EQ(amsterdam.week_start(monday), monday);
    EXPECT_EQ(Zone{"UTC"}.week(monday), Zone{"UTC"}.week(sunday_evening));
}

TEST(ZoneTest, WeeksAreCountedFromTheFirstMondayOf1970) {
    EXPECT_EQ(Zone{"UTC"}.week(utc(1970, 1, 5, 0min)), 0);
    EXPECT_EQ(Zone{"UTC"}.week(utc(1970, 1, 4, 0min)), -1);
}

TEST(ZoneTest, AWeekInWhichTheClockChangesIsStillOneWeek) {
    const Zone amsterdam{"Europe/Amsterdam"};
    const auto before = amsterdam.week_start(utc(2026, 3, 28, 12h));  // the clock goes forward on the 29th
    const auto after = amsterdam.week_start(utc(2026, 4, 1, 12h));

    EXPECT_EQ(after - before, 7 * 24h - 1h);
}

TEST(ZoneTest, AMidnightThatDoesNotExistIsTheFirstMomentAfterTheGap) {
    const Zone beirut{"Asia/Beirut"};  // at midnight of 2022-03-27 the clock went to 01:00
    const auto midnight = std::chrono::local_days{std::chrono::year{2022} / 3 / 27};

    EXPECT_EQ(beirut.to_instant(midnight), utc(2022, 3, 26, 22h));
}

TEST(ZoneTest, AnHourThatComesTwiceIsTheFirstOne) {
    const Zone amsterdam{"Europe/Amsterdam"};
    const auto twice = std::chrono::local_days{std::chrono::year{2026} / 10 / 25} + 2h + 30min;

    EXPECT_EQ(amsterdam.to_instant(twice), utc(2026, 10, 25, 30min));
}

}  // namespace
}  // namespace koebel
