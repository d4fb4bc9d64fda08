#include "simulation/world.hpp"

#include "base/log.hpp"

#include <gtest/gtest.h>

namespace koebel::simulation {
namespace {

constexpr std::uint64_t kSeeds = 300;  // within so many every mistake is found

class SimulationTest : public testing::Test {
protected:
    SimulationTest() { configure_logging(LogFormat::kText, "off"); }
    ~SimulationTest() override { configure_logging(LogFormat::kText, "info"); }

    /// What is found first when the world makes a mistake; empty: nothing in all the seeds.
    static std::string found(const Mistakes& mistakes) {
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            if (auto wrong = World(seed, mistakes, false).run(); !wrong.empty()) return wrong;
        }
        return {};
    }
};

TEST_F(SimulationTest, ASeedIsTheSameWorldEveryTime) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        World one(seed, {}, false);
        World other(seed, {}, false);

        EXPECT_EQ(one.run(), other.run());

        EXPECT_EQ(one.random().next(), other.random().next()) << "seed " << seed << " took another way";
    }
}

TEST_F(SimulationTest, TheCheckerSeesAClientThatIgnoresGaps) {
    EXPECT_NE(found({.client = ClientMistake::kIgnoresGaps}), "");
}

TEST_F(SimulationTest, TheCheckerSeesAClientThatAppliesAnEventAgain) {
    EXPECT_NE(found({.client = ClientMistake::kAppliesAgain}), "");
}

TEST_F(SimulationTest, TheCheckerSeesAClientThatIgnoresAHeadThatStaysAhead) {
    EXPECT_NE(found({.client = ClientMistake::kIgnoresHeads}), "");
}

TEST_F(SimulationTest, TheCheckerSeesASourceThatLosesAnEntry) {
    EXPECT_NE(found({.loses_an_entry = true}), "");
}

TEST_F(SimulationTest, TheCheckerSeesABlockWithRedactedWords) {
    EXPECT_NE(found({.shows_redacted = true}), "");
}

TEST_F(SimulationTest, TheCheckerSeesARewindThatNobodyNotices) {
    EXPECT_NE(found({.believes_anyone = true}), "");
}

TEST_F(SimulationTest, TheCheckerSeesAConnectionThatDoesNotHearOfItsRights) {
    EXPECT_NE(found({.ignores_rights = true}), "");
}

TEST_F(SimulationTest, TheCheckerSeesEventsThatGoBesideAConnectionWhoseRightsAreReadAgain) {
    EXPECT_NE(found({.stays_direct = true}), "");
}

}  // namespace
}  // namespace koebel::simulation
