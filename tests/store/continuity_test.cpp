#include "store/continuity.hpp"
#include "store/events.hpp"
#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace koebel::store {
namespace {

using testing::HasSubstr;

class ContinuityTest : public StoreTest {
protected:
    ContinuityTest() {
        for (const auto* topic : {"feed", "access", "feed", "feed", "access"})
            database_.write(append_job(topic, "word"));
    }
    std::string gap() { return database_.store().read_now(find_gap).value_or("none"); }
    void damage(const Sql& statement) {
        database_.write([&](Transaction& tx) -> Result<int> {
            tx.run(statement);
            return 0;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, ContinuityTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ContinuityTest, ALogThatIsWholeHasNoGap) {
    EXPECT_EQ(gap(), "none");
    EXPECT_EQ(database_.store().read_now(log_length), 5U);
}

TEST_P(ContinuityTest, AnEmptyLogIsWhole) {
    test::Database empty{GetParam()};
    EXPECT_EQ(empty.store().read_now(find_gap), std::nullopt);
}

TEST_P(ContinuityTest, AMissingEntryIsFoundByItsPosition) {
    static constexpr Sql kLose{"test.lose", "DELETE FROM log WHERE position = 3"};
    damage(kLose);
    EXPECT_THAT(gap(), HasSubstr("position 3"));
}

TEST_P(ContinuityTest, ATopicThatLacksItsNewestEntryIsFound) {
    static constexpr Sql kGrow{"test.grow", "UPDATE topic SET head = 4 WHERE name = 'feed'"};
    damage(kGrow);
    EXPECT_THAT(gap(), HasSubstr("topic feed"));
}

TEST_P(ContinuityTest, AMomentThatRunsBackIsFound) {
    static constexpr Sql kTurn{"test.turn", "UPDATE log SET at = at - 1000000 WHERE position = 4"};
    damage(kTurn);
    EXPECT_THAT(gap(), HasSubstr("position 4"));
}

TEST_P(ContinuityTest, WhatRetentionTookIsNoGap) {
    static constexpr Sql kForget{"test.forget", "DELETE FROM log WHERE position <= 2"};
    static constexpr Sql kRaise{"test.raise", "UPDATE topic SET kept_from = 2"};
    damage(kForget);
    damage(kRaise);
    EXPECT_EQ(gap(), "none");
}

}  // namespace
}  // namespace koebel::store
