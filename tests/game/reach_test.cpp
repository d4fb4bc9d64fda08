// That a goal is reached: once, for good, told everywhere, and gone with the goal.
#include "game/told.hpp"

#include "base/timestamp.hpp"
#include "goal_world.hpp"
#include "recognition/projection.hpp"

namespace koebel::game {
namespace {

using std::chrono::days;
using std::chrono::hours;

class GoalReachTest : public GoalTest {
protected:
    void give(int times) {
        for (int i = 0; i < times; ++i)
            last_ = world.give(world.thanks(world.people[0], {world.people[1]})).recognition_id();
    }
    /// How often a topic tells of it with its words.
    std::size_t told(const std::string& topic) {
        std::size_t times = 0;
        for (const auto& event : world.events(topic)) times += event.has_goal_reached() ? 1 : 0;
        return times;
    }
    std::string set(std::uint32_t target = 5) {
        return world.save(world.wish(v1::GOAL_KIND_COUNT, target)).value().id();
    }

    std::string last_;  ///< the newest recognition
};

INSTANTIATE_TEST_SUITE_P(Databases, GoalReachTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(GoalReachTest, ItIsWrittenOnceHoweverManyNodesSeeIt) {
    const auto goal = set();
    give(5);
    ASSERT_EQ(world.standing().due, std::vector{GoalId{goal}});
    const auto team = recognition::wall_topic_of(world.teams[0]);
    const auto screens = [team](store::Reader&) { return std::vector{team}; };

    EXPECT_TRUE(world.reach(goal, screens));
    EXPECT_FALSE(world.reach(goal, screens)) << "another node";

    for (const auto& topic : {std::string{"feed"}, std::string{"wall"}, std::string{"lobby"}, team}) {
        EXPECT_EQ(told(topic), 1U) << topic;
    }
    EXPECT_TRUE(world.standing().due.empty());
    const auto event = world.events("lobby").back().goal_reached().goal();
    EXPECT_EQ(event.title(), "In één bezoek warm");
    EXPECT_EQ(event.progress(), 5U);
    EXPECT_FALSE(event.has_set_by());
}

TEST_P(GoalReachTest, OneTooFewIsNotReached) {
    const auto goal = set();
    give(4);

    EXPECT_TRUE(world.standing().due.empty());
    EXPECT_FALSE(world.reach(goal));
}

TEST_P(GoalReachTest, WhatWasTakenBackMeanwhileIsHeard) {
    const auto goal = set();
    give(5);
    ASSERT_EQ(world.standing().due.size(), 1U);
    ASSERT_TRUE(world.take_back(world.people[0], last_));

    EXPECT_FALSE(world.reach(goal));
    EXPECT_FALSE(world.shown(goal).has_reached_at());
}

TEST_P(GoalReachTest, OnceReachedItStaysSoWhateverIsTakenBack) {
    const auto goal = set();
    give(5);
    ASSERT_TRUE(world.reach(goal));
    const auto reached_at = world.database.clock().now();
    ASSERT_TRUE(world.take_back(world.people[0], last_));
    world.go_on(hours{1});

    EXPECT_EQ(world.shown(goal).progress(), 5U);
    EXPECT_EQ(to_instant(world.shown(goal).reached_at()), reached_at);
    auto change = world.wish(v1::GOAL_KIND_COUNT, 500);
    change.set_goal_id(goal);
    EXPECT_EQ(world.reason_of(change), "GOAL_REACHED");
}

TEST_P(GoalReachTest, ItIsShownForAWeekMoreAndNoLonger) {
    const auto goal = set();
    give(5);
    ASSERT_TRUE(world.reach(goal));

    world.go_on(days{7} - hours{1});
    EXPECT_EQ(world.shown(goal).id(), goal);
    world.go_on(hours{1});
    EXPECT_EQ(world.shown(goal).id(), "");
}

TEST_P(GoalReachTest, ReachedInItsLastMomentItIsReachedThoughNobodyLookedUntilMorning) {
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 5, 0, 0)).value().id();
    give(5);
    const auto midnight = world.zone().to_instant(std::chrono::local_seconds{world.today() + days{1}});
    world.database.clock().set(midnight + hours{7});
    ASSERT_EQ(world.standing().due, std::vector{GoalId{goal}});

    EXPECT_TRUE(world.reach(goal));
    EXPECT_LT(to_instant(world.shown(goal).reached_at()), midnight);
}

TEST_P(GoalReachTest, RemovedNothingTellsOfItAnyMore) {
    const auto goal = set();
    give(5);
    ASSERT_TRUE(world.reach(goal));

    ASSERT_TRUE(world.remove(goal));

    for (const auto* topic : {"feed", "wall", "lobby"}) EXPECT_EQ(told(topic), 0U) << topic;
    EXPECT_TRUE(world.topics_with("bezoek warm").empty());
}

}  // namespace
}  // namespace koebel::game
