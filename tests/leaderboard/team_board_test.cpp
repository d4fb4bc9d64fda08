#include "leaderboard/team_board.hpp"
#include "board_world.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

class TeamBoardTest : public BoardTest {
protected:
    TeamId north = world.team_of("Noord", 5);
    TeamId south = world.team_of("Zuid", 20);
    TeamId small = world.team_of("Klein", 4);
    PersonId ada = world.on_boards("Ada");

    PersonId member(const TeamId& team) {
        return world.database.store().read_now([&](store::Reader& reader) {
            return std::get<0>(reader.read(people::members_of(team))).front().id;
        });
    }
    v1::Board board() { return world.view(world.running(kTeams))->board(); }
};

TEST_P(TeamBoardTest, ThanksOfAMemberTouchTheTeamAndTheTeamAsAWholeCountsOnce) {
    world.give(world.thanks(ada, {member(north), member(south)}));
    world.give(world.thanks(ada, north));

    const auto shown = board();
    ASSERT_EQ(shown.top_size(), 2);
    EXPECT_EQ(shown.top(0).team().name(), "Noord");
    EXPECT_DOUBLE_EQ(shown.top(0).score(), (2 + 10 * (3.0 / 25)) / (5 + 10));
    EXPECT_DOUBLE_EQ(shown.top(1).score(), (1 + 10 * (3.0 / 25)) / (20 + 10));
    EXPECT_EQ(shown.size(), 2U);
    EXPECT_FALSE(shown.top(0).has_person());
}

TEST_P(TeamBoardTest, ATeamOfFourIsOnNoBoard) {
    world.give(world.thanks(ada, small));

    EXPECT_EQ(board().top_size(), 0);
}

TEST_P(TeamBoardTest, ATeamSeesItsOwnPast) {
    world.give(world.thanks(ada, north));
    world.database.clock().advance(std::chrono::days{31});
    world.run_due();
    world.give(world.thanks(ada, north));
    world.give(world.thanks(ada, south));

    const auto shown = board();
    ASSERT_EQ(shown.top_size(), 2);
    EXPECT_EQ(shown.top(0).team().name(), "Noord");
    EXPECT_DOUBLE_EQ(shown.top(0).score_before(), (1 + 10 * (1.0 / 25)) / (5 + 10));
    EXPECT_EQ(shown.top(1).score_before(), 0) << "nobody thanked it then";
}

TEST_P(TeamBoardTest, TheCallerHasNoPlaceOnIt) {
    world.give(world.thanks(ada, north));

    const auto response = world.view(world.running(kTeams), ada);

    ASSERT_TRUE(response);
    EXPECT_FALSE(response->has_me());
    EXPECT_EQ(response->absence(), v1::GetBoardResponse::ABSENCE_UNSPECIFIED);
}

INSTANTIATE_TEST_SUITE_P(Databases, TeamBoardTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
