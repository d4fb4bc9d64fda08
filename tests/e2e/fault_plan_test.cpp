#include "e2e/fault_plan.hpp"

#include <gtest/gtest.h>

namespace koebel::e2e {
namespace {

using namespace std::chrono_literals;
using Kind = Fault::Kind;

constexpr Load kPlannedLoad{.length = 60s, .kills = 10, .stops = 24, .hosts = 10};

TEST(FaultPlanTest, ASeedMakesTheSamePlanAgainAndAnotherOneADifferentOne) {
    const auto moments = [](std::uint64_t seed) {
        std::vector<std::chrono::milliseconds> at;
        for (const auto& fault : plan_faults(seed, kPlannedLoad)) at.push_back(fault.at);
        return at;
    };

    EXPECT_EQ(moments(7), moments(7));
    EXPECT_NE(moments(7), moments(8));
}

TEST(FaultPlanTest, EverythingHappensInOrderWithinTheLengthAndEveryStopEnds) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto faults = plan_faults(seed, kPlannedLoad);
        std::vector<bool> stopped(kPlannedLoad.hosts);
        auto last = 0ms;
        int kills = 0;
        for (const auto& fault : faults) {
            ASSERT_GE(fault.at, last);
            ASSERT_LE(fault.at, kPlannedLoad.length);
            last = fault.at;
            if (fault.kind == Kind::kKill) {
                ++kills;
                continue;
            }
            ASSERT_NE(stopped[fault.host], fault.kind == Kind::kStop) << "seed " << seed;
            stopped[fault.host] = fault.kind == Kind::kStop;
        }
        EXPECT_EQ(kills, kPlannedLoad.kills);
        EXPECT_TRUE(std::ranges::none_of(stopped, [](bool one) { return one; }));
    }
}

TEST(FaultPlanTest, AHostThatIsStoppedIsNotAwake) {
    const std::vector<Fault> faults{
        {.at = 2s, .kind = Kind::kStop, .host = 1},
        {.at = 3s, .kind = Kind::kKill},
        {.at = 5s, .kind = Kind::kContinue, .host = 1},
    };

    EXPECT_EQ(awake(faults, 1, 0s, 10s), 7s);
    EXPECT_EQ(awake(faults, 1, 3s, 4s), 0s);
    EXPECT_EQ(awake(faults, 1, 4s, 6s), 1s);
    EXPECT_EQ(awake(faults, 0, 0s, 10s), 10s);
}

}  // namespace
}  // namespace koebel::e2e
