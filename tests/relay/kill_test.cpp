#include "relay/fixture.hpp"

namespace koebel::live {
namespace {

using namespace std::chrono_literals;

using Cut = test::RedisGate::Cut;

/// A relay that ends at its n-th command, and one that comes after it.
class RelayKillTest : public RelayTest {
protected:
    /// Runs a relay until its connection is cut at that command, ends it there, and starts another one. Whether it came
    /// that far.
    bool end_at(int command, Cut when) {
        gate_.cut_at(command, when);
        auto first = node();
        const auto position = place("received/m24311", "m000003", std::to_string(-10'000 - command));
        place("given/w2918", "m000001", command % 2 == 0 ? "" : std::to_string(-command));
        first->committed(position);
        const bool is_cut =
            comes_true([&] {
                return gate_.is_cut() || (first->relay().trusted() && first->relay().statistics().checks > 1);
            }) &&
            gate_.is_cut();
        first.reset();
        gate_.pass();
        database_.clock().advance(quick().lease);  // it died; its lease has to end by itself

        const auto second = node();
        expect_right(*second);
        return is_cut;
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, RelayKillTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RelayKillTest, WhereverItEndsWhileItRebuildsNothingIsLostAndNothingDoubled) {
    fill("received/m24311", 450);  // three pages
    fill("given/w2918", 5);

    for (int command = 1; command <= 24; ++command) {
        for (const auto when : {Cut::kBefore, Cut::kAfter}) {
            ask({"FLUSHALL"});
            const bool came_that_far = end_at(command, when);
            if (command <= 15) {
                EXPECT_TRUE(came_that_far) << command;
            }
            ASSERT_FALSE(HasFailure()) << "command " << command;
        }
    }
}

TEST_P(RelayKillTest, WhereverItEndsWhileItShipsNothingIsLostAndNothingDoubled) {
    fill("received/m24311", 60);
    fill("given/w2918", 5);
    expect_right(*node());

    for (int command = 1; command <= 14; ++command) {
        for (const auto when : {Cut::kBefore, Cut::kAfter}) {
            EXPECT_TRUE(end_at(command, when)) << command;
            ASSERT_FALSE(HasFailure()) << "command " << command;
        }
    }
}

}  // namespace
}  // namespace koebel::live
