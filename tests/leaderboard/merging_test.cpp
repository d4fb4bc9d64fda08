#include "leaderboard/merging.hpp"

#include "board_world.hpp"
#include "index_mirror.hpp"
#include "leaderboard/audit.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace koebel::leaderboard {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Bram stands on boards twice; what SQL recounts is what stands there, and what Redis is told.
class BoardMergingTest : public BoardTest {
protected:
    void merge() {
        const auto merged = world.merge(bram, double_of_bram);
        ASSERT_TRUE(merged) << merged.error().reason;
        EXPECT_EQ(test::await(wrong_standing(world.database.store(), {})).value_or(""), "");
        look_at_index();
    }
    /// The log's updates, one after the other, are the running boards.
    void look_at_index() {
        IndexMirror index;
        index.apply(world.database.log());
        for (const auto& ranking : {kReceived, kGiven, Ranking{v1::BOARD_KIND_VALUE, world.ear}}) {
            for (const auto kind : kPeriodKinds) {
                const auto board = world.running(ranking, kind);
                std::map<std::string, std::int64_t> expected;
                for (const auto& [member, score] : world.rows<std::tuple<std::string, std::int64_t>>(
                         kShown, board.period.text(), board.ranking.text()
                     )) {
                    expected[member] = score;
                }
                EXPECT_EQ(index.members(board), expected) << board.text();
            }
        }
    }
    /// How often pages were told to look again.
    std::ptrdiff_t times_told() {
        return std::ranges::count_if(world.events("access"), [](const auto& body) {
            return body.has_boards_changed();
        });
    }
    std::int64_t units(const Ranking& ranking, const PersonId& person) {
        return world.extract(world.running(ranking), person).me.value_or(Place{}).units;
    }

    static constexpr store::Sql kShown{
        "test.shown", "SELECT member_id, score FROM standing WHERE period = $1 AND board = $2 AND present = 1"
    };
    PersonId bram = world.on_boards("Bram Kuipers");
    PersonId double_of_bram = world.on_boards("Bram Kuypers");
    PersonId ada = world.on_boards("Ada Bos");
    PersonId grace = world.on_boards("Grace Vos");
};

INSTANTIATE_TEST_SUITE_P(Databases, BoardMergingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(BoardMergingTest, ThanksOfOneGiverToBothAreDampedAsToOne) {
    world.give(world.thanks(ada, {bram}));
    world.give(world.thanks(ada, {double_of_bram}));

    merge();

    EXPECT_EQ(units(kReceived, bram), kPoint + kPoint / 2);
    EXPECT_EQ(units(kGiven, ada), 1) << "it was one colleague";
    EXPECT_THAT(world.top(world.running(kReceived)), ElementsAre(bram.text()));
}

TEST_P(BoardMergingTest, ThanksOfBothToOneAreDampedAsOfOne) {
    world.give(world.thanks(bram, {ada}));
    world.give(world.thanks(double_of_bram, {ada, grace}));

    merge();

    EXPECT_EQ(units(kReceived, ada), kPoint + kPoint / 2);
    EXPECT_EQ(units(kGiven, bram), 2);
}

TEST_P(BoardMergingTest, WhatWasSaidToBothCountsOnce) {
    world.give(world.thanks(ada, {bram, double_of_bram}));

    merge();

    EXPECT_EQ(units(kReceived, bram), kPoint);
    EXPECT_EQ(units(kGiven, ada), 1);
}

TEST_P(BoardMergingTest, WhatTheySaidToEachOtherCountsForNobody) {
    world.give(world.thanks(bram, {double_of_bram}));
    world.give(world.thanks(double_of_bram, {bram}));
    world.give(world.thanks(double_of_bram, {bram, ada}));

    merge();

    EXPECT_EQ(units(kReceived, bram), 0);
    EXPECT_EQ(units(kGiven, bram), 1);
    EXPECT_EQ(units(kReceived, ada), kPoint);
}

TEST_P(BoardMergingTest, BoardsOfThePastAreRightToo) {
    world.give(world.thanks(ada, {double_of_bram}));
    world.give(world.thanks(ada, {bram}));
    const auto month = world.running(kReceived);
    world.database.clock().advance(std::chrono::days{40});
    world.run_due();

    merge();

    EXPECT_THAT(world.top(month), ElementsAre(bram.text()));
    EXPECT_EQ(world.extract(month, bram).me->units, kPoint + kPoint / 2);
}

TEST_P(BoardMergingTest, NoPageLooksAgainWhereNothingChanged) {
    world.give(world.thanks(ada, {bram}));
    const auto told = times_told();

    merge();

    EXPECT_EQ(times_told(), told);
}

TEST_P(BoardMergingTest, PagesLookAgainWhereOnlyBoardsChangedThatNoIndexHolds) {
    world.give(world.thanks(ada, {bram}));
    world.give(world.thanks(double_of_bram, {grace}));
    const auto told = times_told();
    world.database.clock().advance(std::chrono::days{366 * 4});

    merge();

    EXPECT_EQ(times_told(), told + 2) << "once for who left the boards, once for whose places those are now";
}

TEST_P(BoardMergingTest, WhoSaidNoWithOneOfTheTwoIsOnNoBoard) {
    world.give(world.thanks(ada, {double_of_bram}));
    world.show(bram, false);

    merge();

    EXPECT_THAT(world.top(world.running(kReceived)), IsEmpty());
}

TEST_P(BoardMergingTest, TeamsKeepWhatTouchedThemAndLoseWhatIsWithdrawn) {
    const auto north = world.team_of("Noord", 5);
    const auto member = world.on_boards("Noor de Graaf", {north});
    const auto twin = world.on_boards("Noor Graaf", {north});
    world.give(world.thanks(twin, {member}));
    world.give(world.thanks(ada, {twin}));

    ASSERT_TRUE(world.merge(member, twin));

    static constexpr store::Sql kOfTeam{
        "test.of_team", "SELECT units FROM standing WHERE board = 'teams' AND member_id = $1"
    };
    EXPECT_THAT(world.rows<std::int64_t>(kOfTeam, north), ElementsAre(1, 1, 1, 1));
    EXPECT_EQ(test::await(wrong_standing(world.database.store(), {})).value_or(""), "");
}

}  // namespace
}  // namespace koebel::leaderboard
