#include "leaderboard/audit.hpp"

#include "oracle.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

class AuditTest : public BoardTest {
protected:
    std::string difference() {
        return world.database.store().read_now([](store::Reader& reader) { return wrong_standing(reader); }
        ).value_or("");
    }
    void damage(const store::Sql& sql) {
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            tx.run(sql);
            return true;
        });
    }
};

TEST_P(AuditTest, AWorldThatWasLivedThroughIsRight) {
    Oracle oracle{world, 11};
    for (int i = 0; i < 150; ++i) {
        oracle.act();
        oracle.look_at_periods();
    }

    EXPECT_EQ(difference(), "");
}

TEST_P(AuditTest, EachKindOfDamageIsFound) {
    static constexpr store::Sql kUnits{"test.units", "UPDATE standing SET units = units + 1 WHERE board = 'given'"};
    static constexpr store::Sql kUnitsBack{
        "test.units_back", "UPDATE standing SET units = units - 1 WHERE board = 'given'"
    };
    static constexpr store::Sql kAbsent{"test.absent", "UPDATE standing SET present = 0 WHERE board = 'received'"};
    static constexpr store::Sql kPresent{"test.present", "UPDATE standing SET present = 1 WHERE board = 'received'"};
    static constexpr store::Sql kPair{"test.pair", "UPDATE board_pair SET living = 2"};
    static constexpr store::Sql kGone{"test.gone", "DELETE FROM standing WHERE board = 'teams'"};
    const auto north = world.team_of("Noord", 5);
    world.give(world.thanks(world.on_boards("Ada"), {world.on_boards("Grace", {north})}));
    ASSERT_EQ(difference(), "");

    damage(kUnits);
    EXPECT_THAT(difference(), testing::HasSubstr("2 units"));
    damage(kUnitsBack);
    damage(kAbsent);
    EXPECT_THAT(difference(), testing::HasSubstr("not on the board"));
    damage(kPresent);
    ASSERT_EQ(difference(), "");
    damage(kPair);
    EXPECT_THAT(difference(), testing::HasSubstr("2 times; it was 1"));
    damage(kGone);
    EXPECT_THAT(difference(), testing::HasSubstr("places follow from the recognitions"));
}

INSTANTIATE_TEST_SUITE_P(Databases, AuditTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
