#include "recognition/quiet_rule.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace koebel::recognition {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;
using testing::ElementsAre;
using testing::IsEmpty;

const Zone kAmsterdam{"Europe/Amsterdam"};

Instant at(std::chrono::year_month_day day, std::chrono::minutes time) {
    return kAmsterdam.to_instant(local_days{day} + time);
}

TEST(LatestArrival, IsTheMondayAtEightThatIsThereOrPast) {
    const auto monday = at(2026y / 3 / 9, 8h);

    EXPECT_EQ(latest_arrival(at(2026y / 3 / 9, 8h), kAmsterdam), monday);
    EXPECT_EQ(latest_arrival(at(2026y / 3 / 15, 23h + 59min), kAmsterdam), monday);
    EXPECT_EQ(latest_arrival(at(2026y / 3 / 16, 7h + 59min), kAmsterdam), monday);
    EXPECT_EQ(latest_arrival(at(2026y / 3 / 16, 8h), kAmsterdam), at(2026y / 3 / 16, 8h));
}

TEST(LatestArrival, WhatIsGivenOnMondayBeforeEightIsThereTheSameDay) {
    const auto given = at(2026y / 3 / 9, 7h + 59min);

    EXPECT_GE(given, latest_arrival(given, kAmsterdam));
    EXPECT_LT(given, latest_arrival(at(2026y / 3 / 9, 8h), kAmsterdam));
}

TEST(LatestArrival, WhatIsGivenAtEightWaitsAWeek) {
    const auto given = at(2026y / 3 / 9, 8h);

    EXPECT_GE(given, latest_arrival(at(2026y / 3 / 16, 7h + 59min), kAmsterdam));
    EXPECT_LT(given, latest_arrival(at(2026y / 3 / 16, 8h), kAmsterdam));
}

TEST(LatestArrival, IsEightOnTheWallInSummerAndInWinter) {
    // The night before, clocks went forward, and back.
    EXPECT_EQ(latest_arrival(at(2026y / 3 / 30, 12h), kAmsterdam), std::chrono::sys_days{2026y / 3 / 30} + 6h);
    EXPECT_EQ(latest_arrival(at(2026y / 10 / 26, 12h), kAmsterdam), std::chrono::sys_days{2026y / 10 / 26} + 7h);
    EXPECT_EQ(latest_arrival(at(2026y / 10 / 26, 7h + 30min), kAmsterdam), at(2026y / 10 / 19, 8h));
}

TEST(LatestArrival, IsAQuarterOfAnHourInEveryZone) {
    for (const auto* name : {"Asia/Kathmandu", "Australia/Eucla", "America/St_Johns", "Pacific/Chatham"}) {
        const Zone zone{name};
        const auto moment = latest_arrival(std::chrono::sys_days{2026y / 7 / 8}, zone);
        EXPECT_EQ(moment.time_since_epoch() % 15min, 0us) << name;
    }
}

TEST(HeardBy, WhoWantsItQuietlyIsNotToldAndAloneTakesItOff) {
    const PersonId noor{"noor"};

    const auto hearing = heard_by(v1::VISIBILITY_EVERYONE, {noor}, {}, {noor});

    EXPECT_THAT(hearing.thanked, ElementsAre(Thanked{noor, Withheld::kUntilItArrives}));
    EXPECT_THAT(hearing.told, IsEmpty());
    EXPECT_THAT(hearing.unnamed, IsEmpty()) << "put back it names them";
    EXPECT_TRUE(hearing.off);
}

TEST(HeardBy, AmongOthersItStandsWithoutTheirName) {
    const PersonId noor{"noor"};
    const PersonId grace{"grace"};

    const auto hearing = heard_by(v1::VISIBILITY_TEAM, {grace, noor}, {}, {noor});

    EXPECT_THAT(hearing.told, ElementsAre(grace));
    EXPECT_THAT(hearing.unnamed, ElementsAre(noor));
    EXPECT_FALSE(hearing.off);
}

TEST(HeardBy, WhatOnlyGiverAndThankedSeeIsOnNothingToBeOff) {
    const PersonId noor{"noor"};
    const PersonId grace{"grace"};

    const auto hearing = heard_by(v1::VISIBILITY_ONLY_US, {grace, noor}, {}, {noor});

    EXPECT_THAT(hearing.unnamed, IsEmpty());
    EXPECT_FALSE(hearing.off);
    EXPECT_FALSE(heard_by(v1::VISIBILITY_ONLY_US, {noor}, {}, {noor}).off);
}

TEST(HeardBy, ToStopGoesFirst) {
    const PersonId noor{"noor"};

    const auto hearing = heard_by(v1::VISIBILITY_ONLY_US, {noor}, {noor}, {noor});

    EXPECT_THAT(hearing.thanked, ElementsAre(Thanked{noor, Withheld::kForGood}));
}

}  // namespace
}  // namespace koebel::recognition
