#include "leaderboard/audit.hpp"

#include "oracle.hpp"
#include "store/statistics.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace koebel::leaderboard {
namespace {

class AuditTest : public BoardTest {
protected:
    /// One member, and one pair, in each job.
    static constexpr AuditPieces kSmallest{.members = 1, .pairs = 1};

    std::string difference(AuditPieces pieces = kSmallest) {
        return test::await(wrong_standing(world.database.store(), pieces)).value_or("");
    }
    template <class... Args>
    void damage(const store::Sql& sql, const Args&... args) {
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            tx.run(sql, args...);
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
    EXPECT_EQ(difference({}), "");
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
    EXPECT_THAT(difference(), testing::HasSubstr("is missing; recognitions make it 1 units"));
}

TEST_P(AuditTest, WhatNothingLeadsToIsFound) {
    static constexpr store::Sql kPlace{
        "test.place",
        "INSERT INTO standing (period, board, member_id, units, reached, present)"
        " SELECT period, 'received', 'nobody', 2520, 1, 1 FROM board_period WHERE kind = 2"
    };
    static constexpr store::Sql kPlaceGone{"test.place_gone", "DELETE FROM standing WHERE member_id = 'nobody'"};
    static constexpr store::Sql kPairGone{"test.pair_gone", "DELETE FROM board_pair WHERE board = 'received'"};
    static constexpr store::Sql kStray{
        "test.stray",
        "INSERT INTO board_pair (period, board, giver_id, member_id, living)"
        " SELECT period, $1, $2, $2, 3 FROM board_period WHERE kind = 2"
    };
    static constexpr store::Sql kStrayGone{"test.stray_gone", "DELETE FROM board_pair WHERE living = 3"};
    const auto ada = world.on_boards("Ada");
    world.give(world.thanks(ada, {world.on_boards("Grace")}));

    damage(kPlace);
    EXPECT_THAT(difference(), testing::HasSubstr("nobody stands there"));
    damage(kPlaceGone);
    damage(kStray, "received", "nobody");
    EXPECT_THAT(difference(), testing::HasSubstr("nobody is said to have thanked nobody 3 times; it was 0"));
    damage(kStrayGone);
    damage(kStray, "value:of nothing", ada);
    EXPECT_THAT(difference(), testing::HasSubstr("3 times; it was 0"));
    damage(kStrayGone);
    ASSERT_EQ(difference(), "");
    damage(kPairGone);
    EXPECT_THAT(difference(), testing::HasSubstr("0 times; it was 1"));
}

TEST_P(AuditTest, DamageFarBehindTheFirstPieceIsFound) {
    static constexpr store::Sql kOne{
        "test.one", "UPDATE standing SET reached = reached + 1 WHERE member_id = $1 AND board = 'received'"
    };
    const auto giver = world.on_boards("Ada");
    PersonId last;
    for (int i = 0; i < 30; ++i) {
        last = world.on_boards("Person " + std::to_string(i));
        world.give(world.thanks(giver, {last}));
        world.database.clock().advance(std::chrono::hours{24});
    }
    const auto reads = world.database.store().statistics().reads.load();
    ASSERT_EQ(difference({.members = 5}), "");
    EXPECT_GE(world.database.store().statistics().reads - reads, 31 / 5) << "a large one is more than one job";

    damage(kOne, last);

    EXPECT_THAT(difference({.members = 5}), testing::HasSubstr(last.text() + " stands there"));
}

TEST_P(AuditTest, ThanksThatAreGivenMeanwhileAreNoDamage) {
    std::vector<PersonId> people;
    for (int i = 0; i < 12; ++i) people.push_back(world.on_boards("Person " + std::to_string(i)));
    std::atomic<bool> is_over{false};
    std::atomic<int> given{0};
    std::thread giver([&] {
        for (std::size_t i = 0; !is_over; ++i) {
            const auto thanks = world.thanks(
                people[i % 12],
                {people[(i * 5 + 1) % 12 == i % 12 ? (i + 1) % 12 : (i * 5 + 1) % 12]},
                v1::VISIBILITY_EVERYONE,
                Credits{0}
            );
            if (world.try_give(thanks)) ++given;
        }
    });

    for (int audits = 0; audits < 20 || given < 20; ++audits) EXPECT_EQ(difference(), "");
    is_over = true;
    giver.join();

    EXPECT_EQ(difference(), "");
}

INSTANTIATE_TEST_SUITE_P(Databases, AuditTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
