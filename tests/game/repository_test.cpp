// Setting, changing, removing and listing goals.
#include "game/repository.hpp"

#include "goal_world.hpp"

#include <set>

namespace koebel::game {
namespace {

using std::chrono::days;
using std::chrono::hours;

class GoalRepositoryTest : public GoalTest {
protected:
    v1::ListAllGoalsResponse all(const std::string& token = {}) {
        return world.database.store()
            .read_now([&](store::Reader& reader) { return list_all_goals(reader, token, world.settings); })
            .value();
    }
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{"test.trail", "SELECT what FROM access_audit ORDER BY id"};
        return world.rows<std::string>(kTrail);
    }
    Result<v1::PreviewGoalResponse> preview(const v1::SaveGoalRequest& request) {
        const auto measure = Measure::from_message(request.goal()).value();
        return world.database.store().read_now([&](store::Reader& reader) { return preview_goal(reader, measure); });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, GoalRepositoryTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(GoalRepositoryTest, AGoalIsSetAndShownWithItsNumbersAndNobodysName) {
    const auto saved = world.save(world.wish(v1::GOAL_KIND_COUNT, 10));
    ASSERT_TRUE(saved) << saved.error().reason;
    world.give(world.thanks(world.people[0], {world.people[1]}));

    const auto shown = world.shown(saved->id());

    EXPECT_EQ(shown.title(), "In één bezoek warm");
    EXPECT_EQ(shown.progress(), 1U);
    EXPECT_EQ(shown.target(), 10U);
    EXPECT_FALSE(shown.has_set_by());
    EXPECT_EQ(all().goals(0).set_by().name(), "Carla Curator") << "for curators";
    const auto everything = world.standing().goals.SerializeAsString();
    for (const auto* name : {"Mens", "Carla", "Team van"}) EXPECT_EQ(everything.find(name), std::string::npos) << name;
    for (const auto& person : world.people) EXPECT_EQ(everything.find(person.text()), std::string::npos);
}

TEST_P(GoalRepositoryTest, ItIsShownFromItsFirstDayToItsLast) {
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 10, 1, 2)).value();
    EXPECT_EQ(world.shown(goal.id()).id(), "") << "the day before";

    world.database.clock().set(world.zone().to_instant(std::chrono::local_seconds{world.today() + days{1}}));
    EXPECT_EQ(world.shown(goal.id()).id(), goal.id());
    world.go_on(days{2} - std::chrono::microseconds{1});
    EXPECT_EQ(world.shown(goal.id()).id(), goal.id()) << "in its last moment";
    world.go_on(std::chrono::microseconds{1});
    EXPECT_EQ(world.shown(goal.id()).id(), "");
}

TEST_P(GoalRepositoryTest, WhatItSaysHoldsUntilLocalMidnight) {
    world.database.clock().set(world.zone().to_instant(std::chrono::local_seconds{world.today() + days{1}} - hours{2}));

    EXPECT_EQ(world.standing().holds, hours{2});
}

TEST_P(GoalRepositoryTest, ItIsChangedAsLongAsItIsNotReached) {
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 10)).value();
    auto other = world.wish(v1::GOAL_KIND_VALUE, 20, -3, 30);
    other.set_goal_id(goal.id());
    other.mutable_goal()->set_title("Samen");

    const auto changed = world.save(other);

    ASSERT_TRUE(changed) << changed.error().reason;
    EXPECT_EQ(changed->id(), goal.id());
    EXPECT_EQ(world.shown(goal.id()).title(), "Samen");
    EXPECT_EQ(world.shown(goal.id()).kind(), v1::GOAL_KIND_VALUE);
    EXPECT_EQ(all().goals_size(), 1);
    EXPECT_EQ(trail(), (std::vector<std::string>{"goal_set", "goal_changed"}));
}

TEST_P(GoalRepositoryTest, DaysAreNeitherOverNorFarAway) {
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, -9, -1)), "GOAL_DAYS_INVALID");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 367, 368)), "GOAL_DAYS_INVALID");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 366, 400)), "none");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, -9, 0)), "none");
}

TEST_P(GoalRepositoryTest, NoGoalOfPeopleIsSoHighThatItPointsAtWhoIsMissing) {
    // Thirteen people: five are left open.
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_PARTICIPATION, 8)), "none");
    const auto refused = world.save(world.wish(v1::GOAL_KIND_PARTICIPATION, 9));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "TARGET_TOO_HIGH");
    EXPECT_EQ(refused.error().details, std::vector<std::string>{"8"});
    // One team of five.
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_TEAMS_REACHED, 2)), "TARGET_TOO_HIGH");
}

TEST_P(GoalRepositoryTest, FewerThanFivePeopleHaveNoGoal) {
    static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE id <> $1"};
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kLeave, world.curator);
        return true;
    });

    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10)), "ORGANISATION_TOO_SMALL");
}

TEST_P(GoalRepositoryTest, AValueThatCannotBeSaidIsNoGoalsButStaysOne) {
    auto unknown = world.wish(v1::GOAL_KIND_VALUE, 10);
    unknown.mutable_goal()->set_value_id("x");
    EXPECT_EQ(world.reason_of(unknown), "VALUE_NOT_FOUND");

    auto kept = world.wish(v1::GOAL_KIND_VALUE, 10);
    kept.set_goal_id(world.save(kept).value().id());
    static constexpr store::Sql kRetire{"test.retire", "UPDATE value SET retired = 1 WHERE id = $1"};
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kRetire, world.ear);
        return true;
    });
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_VALUE, 10)), "VALUE_NOT_FOUND");
    EXPECT_EQ(world.reason_of(kept), "none");
}

TEST_P(GoalRepositoryTest, WhatWasGivenAlreadyIsNoGoal) {
    for (int i = 0; i < 5; ++i) world.give(world.thanks(world.people[0], {world.people[1]}));

    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 5)), "TARGET_REACHED_ALREADY");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 6)), "none");
}

TEST_P(GoalRepositoryTest, ThreeRunOnOneDayAndOthersOnOthers) {
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 0, 9)), "none");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 5, 15)), "none");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 9, 9)), "none");

    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 8, 9)), "TOO_MANY_GOALS") << "four on the ninth";
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 10, 20)), "none");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 6, 8)), "none");
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10, 0, 20)), "TOO_MANY_GOALS");
}

TEST_P(GoalRepositoryTest, OneThatIsReachedLeavesRoom) {
    world.settings.goals = 1;
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 5)).value();
    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10)), "TOO_MANY_GOALS");
    for (int i = 0; i < 5; ++i) world.give(world.thanks(world.people[0], {world.people[1]}));
    ASSERT_TRUE(world.reach(goal.id()));

    EXPECT_EQ(world.reason_of(world.wish(v1::GOAL_KIND_COUNT, 10)), "none");
}

TEST_P(GoalRepositoryTest, APreviewSaysWhereItWouldStandAndHowMuchThereIs) {
    world.give(world.thanks(world.people[0], {world.people[1]}));
    world.give(world.thanks(world.people[0], {world.people[5]}));

    const auto count = preview(world.wish(v1::GOAL_KIND_COUNT, 5, -5, 5)).value();
    const auto people = preview(world.wish(v1::GOAL_KIND_PARTICIPATION, 5)).value();
    const auto later = preview(world.wish(v1::GOAL_KIND_COUNT, 5, 1, 5)).value();

    EXPECT_EQ(count.progress(), 2U);
    EXPECT_EQ(people.progress(), 3U);
    EXPECT_EQ(people.most(), 8U);
    EXPECT_EQ(later.progress(), 0U);
    EXPECT_EQ(preview(world.wish(v1::GOAL_KIND_COUNT, 5, -400, -300)).error().reason, "GOAL_DAYS_INVALID");
}

TEST_P(GoalRepositoryTest, CuratorsReadAllOfThemAPageAtATime) {
    world.settings.goals = 10;
    std::set<std::string> saved;
    for (int i = 0; i < 23; ++i) saved.insert(world.save(world.wish(v1::GOAL_KIND_COUNT, 10, i, i)).value().id());

    std::vector<std::string> listed;
    std::string token;
    int pages = 0;
    do {
        const auto page = all(token);
        for (const auto& goal : page.goals()) listed.push_back(goal.id());
        token = page.next_page_token();
        ++pages;
    } while (!token.empty());

    EXPECT_EQ(pages, 3);
    EXPECT_EQ(listed.size(), 23U);
    EXPECT_EQ((std::set<std::string>{listed.begin(), listed.end()}), saved);
    EXPECT_EQ(all().goals(0).last_day(), to_text(world.today() + days{22}));
    EXPECT_EQ(all().today(), to_text(world.today()));
    const auto refused = world.database.store().read_now([&](store::Reader& reader) {
        return list_all_goals(reader, "x", world.settings);
    });
    EXPECT_EQ(refused.error().reason, "PAGE_TOKEN_INVALID");
}

TEST_P(GoalRepositoryTest, RemovedItIsGone) {
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 10)).value();

    ASSERT_TRUE(world.remove(goal.id()));

    EXPECT_EQ(world.shown(goal.id()).id(), "");
    EXPECT_EQ(all().goals_size(), 0);
    EXPECT_EQ(world.remove(goal.id()).error().reason, "GOAL_NOT_FOUND");
    auto again = world.wish(v1::GOAL_KIND_COUNT, 10);
    again.set_goal_id(goal.id());
    EXPECT_EQ(world.reason_of(again), "GOAL_NOT_FOUND");
}

TEST_P(GoalRepositoryTest, AfterAMergeItIsTheirsWhoStays) {
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 10)).value();

    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        hand_over_goals(tx, world.curator, world.people[0]);
        return true;
    });

    EXPECT_EQ(all().goals(0).set_by().name(), "Mens 0");
}

TEST_P(GoalRepositoryTest, WhatWasReadAMomentAgoIsNotCountedAgain) {
    Shown shown{hours{1}};
    const auto recent = [&] {
        return world.database.store().read_now([&](store::Reader& reader) { return shown.recent(reader); });
    };
    (void)world.save(world.wish(v1::GOAL_KIND_COUNT, 10)).value();
    EXPECT_EQ(recent().goals(0).progress(), 0U);
    world.give(world.thanks(world.people[0], {world.people[1]}));

    EXPECT_EQ(recent().goals(0).progress(), 0U);
    shown.forget();
    EXPECT_EQ(recent().goals(0).progress(), 1U);
}

}  // namespace
}  // namespace koebel::game
