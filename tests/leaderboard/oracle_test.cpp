// The board oracle: random deeds, and after each handful of them everything that SQL and the log's index updates say
// is compared with a model that computes it anew. BOARD_SEED=N repeats one.
#include "oracle.hpp"

#include <cstdlib>
#include <iostream>

namespace koebel::leaderboard {
namespace {

class OracleTest : public BoardTest {
protected:
    void live_through(std::uint32_t seed, int deeds) {
        SCOPED_TRACE("BOARD_SEED=" + std::to_string(seed));
        Oracle oracle{world, seed};
        for (int i = 1; i <= deeds; ++i) {
            oracle.act();
            oracle.look_at_periods();
            if (i % 12 != 0) continue;
            oracle.compare();
            if (HasFatalFailure()) {
                ADD_FAILURE() << "after " << i << " deeds";
                return;
            }
        }
    }

    static constexpr int kDeeds = 360;
};

TEST_P(OracleTest, WhateverHappensBoardsAreWhatAModelComputes) {
    const auto* chosen = std::getenv("BOARD_SEED");
    const auto seed = chosen != nullptr ? static_cast<std::uint32_t>(std::stoul(chosen)) : std::random_device{}();
    std::cout << "BOARD_SEED=" << seed << "\n";
    live_through(seed, kDeeds);
}

TEST_P(OracleTest, AWorldThatIsAlwaysTheSameIsWhatTheModelComputes) {
    live_through(1'987, kDeeds);
}

INSTANTIATE_TEST_SUITE_P(Databases, OracleTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
