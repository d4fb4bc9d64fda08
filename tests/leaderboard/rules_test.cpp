#include "leaderboard/rules.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace koebel::leaderboard {
namespace {

using namespace std::chrono_literals;

TEST(UnitsTest, RepeatedThanksBetweenTheSameTwoCountLessAndLess) {
    EXPECT_EQ(units_of_pair(0), 0);
    EXPECT_EQ(units_of_pair(1), kPoint);
    EXPECT_EQ(units_of_pair(2), kPoint + kPoint / 2);
    EXPECT_EQ(units_of_pair(3), kPoint + kPoint / 2 + kPoint / 3);
}

TEST(UnitsTest, AFewColleaguesAreWorthMoreThanManyThanksOfOne) {
    EXPECT_GT(2 * units_of_pair(2), units_of_pair(10)) << "four thank-yous of two people, ten of one";
    EXPECT_GT(4 * units_of_pair(1), units_of_pair(30));
}

TEST(UnitsTest, NoNumberOfThanksBetweenTwoGrowsForEver) {
    EXPECT_EQ(units_of_pair(10'000'000), units_of_pair(kPoint));
    EXPECT_LT(units_of_pair(kPoint), 9 * kPoint);
}

TEST(ReachedTest, IsCutToWhatAScoreCanHold) {
    const Instant from{};
    EXPECT_EQ(reached_at(from, from - 1h), 0);
    EXPECT_EQ(reached_at(from, from + 1'500ms), 1);
    EXPECT_EQ(reached_at(from, from + std::chrono::years{3}), (1 << 25) - 1);
    EXPECT_LT(reached_at(from, from + std::chrono::days{366}), (1 << 25) - 1) << "a whole year fits";
}

TEST(ScoreTest, OrdersByUnitsAndThenByWhoWasThereFirst) {
    std::mt19937 random{7};
    for (int i = 0; i < 10'000; ++i) {
        const auto below = [&](int bits) { return static_cast<std::int64_t>(random() % (1UL << bits)); };
        const auto units = below(28);
        const auto others = i % 3 == 0 ? units : below(28);
        const auto reached = below(25);
        const auto others_reached = below(25);
        const auto a = score_of(units, reached);
        const auto b = score_of(others, others_reached);

        EXPECT_EQ(a < b, units != others ? units > others : reached < others_reached);
        EXPECT_EQ(units_of_score(a), units);
        EXPECT_EQ(b<first_score_of(units), others> units);
        EXPECT_EQ(static_cast<std::int64_t>(static_cast<double>(a)), a) << "exact in Redis";
    }
}

TEST(ScoreTest, UnitsOutOfBoundsAreAFault) {
    EXPECT_EQ(units_of_score(score_of(0, 12)), 0);
    EXPECT_THROW(static_cast<void>(score_of(1 << 28, 0)), std::logic_error);
    EXPECT_THROW(static_cast<void>(score_of(-1, 0)), std::logic_error);
}

std::vector<std::string> order(const std::vector<TeamPlace>& places) {
    std::vector<std::string> names;
    for (const auto& place : places) names.push_back(place.team.text());
    return names;
}

TEST(TeamsTest, ThanksPerHeadAreMixedWithTheMeanOfAll) {
    const auto places = rank_teams({{TeamId{"a"}, 10, 20}, {TeamId{"b"}, 30, 20}}, 10);

    ASSERT_EQ(order(places), (std::vector<std::string>{"a", "b"}));
    EXPECT_DOUBLE_EQ(places[0].score, (20 + 10 * 1.0) / (10 + 10));
    EXPECT_DOUBLE_EQ(places[1].score, (20 + 10 * 1.0) / (30 + 10));
}

TEST(TeamsTest, ASmallTeamWithALittleLuckDoesNotJumpAboveALargeOneThatIsThankedMore) {
    const std::vector<TeamThanks> teams{
        {TeamId{"small"}, 5, 11}, {TeamId{"large"}, 100, 200}, {TeamId{"rest"}, 100, 20}
    };

    EXPECT_EQ(order(rank_teams(teams, 0)).front(), "small");
    EXPECT_EQ(order(rank_teams(teams, 20)).front(), "large");
}

TEST(TeamsTest, TeamsUnderFivePeopleAndTeamsWithoutThanksAreNotNamed) {
    const std::vector<TeamThanks> teams{{TeamId{"four"}, 4, 40}, {TeamId{"none"}, 10, 0}, {TeamId{"five"}, 5, 1}};

    const auto places = rank_teams(teams, 5);

    EXPECT_EQ(order(places), std::vector<std::string>{"five"});
    EXPECT_DOUBLE_EQ(places[0].score, (1 + 5 * (1.0 / 15)) / 10)
        << "the mean knows of who was not thanked, not of four";
}

TEST(TeamsTest, EqualTeamsShareARankAndTheNextIsSkipped) {
    const std::vector<TeamThanks> teams{
        {TeamId{"c"}, 7, 3, 5}, {TeamId{"a"}, 7, 3, 9}, {TeamId{"d"}, 7, 1, 1}, {TeamId{"b"}, 7, 3, 5}
    };

    const auto places = rank_teams(teams, 3);

    EXPECT_EQ(order(places), (std::vector<std::string>{"b", "c", "a", "d"})) << "who was there first, then by id";
    EXPECT_EQ(places[1].rank, 1U);
    EXPECT_EQ(places[2].rank, 1U);
    EXPECT_EQ(places[3].rank, 4U);
}

TEST(TeamsTest, NoTeamsMakeAnEmptyBoard) {
    EXPECT_TRUE(rank_teams({}, 10).empty());
}

}  // namespace
}  // namespace koebel::leaderboard
