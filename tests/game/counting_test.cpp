// What counts towards goals, beside a model that keeps everything that was said.
#include "game/counting.hpp"

#include "goal_world.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

namespace koebel::game {
namespace {

INSTANTIATE_TEST_SUITE_P(Databases, GoalTest, testing::ValuesIn(test::backends()), test::backend_name);

constexpr std::array kKinds{
    v1::GOAL_KIND_COUNT, v1::GOAL_KIND_VALUE, v1::GOAL_KIND_PARTICIPATION, v1::GOAL_KIND_TEAMS_REACHED
};

/// What was said, and what follows from it.
class Model {
public:
    Model(GoalWorld& world, std::uint32_t seed) : world_(world), random_(seed) {
        for (std::size_t i = 0; i < world_.people.size(); ++i) {
            team_of_[world_.people[i]] = world_.teams[i < 5 ? 0 : i < 9 ? 1 : 2];
        }
    }

    void act() {
        const auto deed = pick(20);
        if (deed < 11) return give();
        if (deed < 13) return give_team();
        if (deed < 15) return take_back();
        if (deed < 17) return hide();
        world_.go_on(std::chrono::minutes{pick(600)});
    }

    /// Of the days from `first` to `last`.
    [[nodiscard]] std::uint32_t expected(v1::GoalKind kind, Day first, Day last) const {
        std::uint32_t given = 0;
        std::uint32_t with_ear = 0;
        std::set<PersonId> took_part;
        std::set<TeamId> touched;
        for (const auto& one : said_) {
            if (!one.counts || one.day < first || one.day > last) continue;
            ++given;
            if (std::ranges::find(one.values, world_.ear) != one.values.end()) ++with_ear;
            took_part.insert(one.giver);
            took_part.insert(one.people.begin(), one.people.end());
            touched.insert(one.teams.begin(), one.teams.end());
        }
        // Of the teams only the first has five people.
        if (kind == v1::GOAL_KIND_TEAMS_REACHED) return touched.contains(world_.teams[0]) ? 1 : 0;
        if (kind == v1::GOAL_KIND_PARTICIPATION) return static_cast<std::uint32_t>(took_part.size());
        return kind == v1::GOAL_KIND_VALUE ? with_ear : given;
    }

private:
    struct Said {
        std::string id;
        PersonId giver;
        std::vector<PersonId> people;
        std::vector<ValueId> values;
        std::set<TeamId> teams;
        Day day;
        bool counts = true;
    };

    std::size_t pick(std::size_t bound) { return random_() % bound; }
    const PersonId& somebody() { return world_.people[pick(world_.people.size())]; }
    v1::Visibility visibility() {
        const auto seen_by = pick(6);
        return seen_by == 0 ? v1::VISIBILITY_ONLY_US : seen_by == 1 ? v1::VISIBILITY_TEAM : v1::VISIBILITY_EVERYONE;
    }

    void say(const recognition::GiveRecognition& command) {
        const auto given = world_.try_give(command);
        ASSERT_TRUE(given) << given.error().reason;
        Said said{
            .id = given->recognition_id(),
            .giver = command.giver,
            .people = command.people,
            .values = command.values,
            .day = world_.today(),
            .counts = command.visibility == v1::VISIBILITY_EVERYONE,
        };
        if (command.team) said.teams.insert(*command.team);
        for (const auto& person : command.people) said.teams.insert(team_of_.at(person));
        said_.push_back(std::move(said));
    }
    void give() {
        const auto giver = somebody();
        std::set<PersonId> people;
        for (auto left = 1 + pick(3); left > 0; --left) people.insert(somebody());
        people.erase(giver);
        if (people.empty()) return;
        auto command = world_.thanks(giver, {people.begin(), people.end()}, visibility(), Credits{0});
        if (pick(3) == 0) command.values = {world_.together, world_.ear};
        if (pick(3) == 0) command.values = {world_.together};
        say(command);
    }
    void give_team() {
        auto command = world_.thanks(world_.curator, world_.teams[pick(world_.teams.size())], visibility());
        command.credits_each = Credits{0};
        say(command);
    }
    void take_back() {
        if (said_.empty()) return;
        auto& one = said_.back();
        if (world_.take_back(one.giver, one.id)) one.counts = false;
    }
    void hide() {
        if (said_.empty()) return;
        auto& one = said_[pick(said_.size())];
        if (world_.hide(world_.curator, one.id)) one.counts = false;
    }

    GoalWorld& world_;
    std::mt19937 random_;
    std::map<PersonId, TeamId> team_of_;
    std::vector<Said> said_;
};

TEST_P(GoalTest, WhatIsCountedIsWhatAModelOfEverythingCounts) {
    Model model{world, 20};
    const auto begin = world.today();
    const auto here = world.zone();

    for (int deed = 0; deed < 400; ++deed) {
        model.act();
        if (deed % 5 != 0) continue;
        const auto first = begin + std::chrono::days{deed / 60};
        const auto last = first + std::chrono::days{deed % 7};
        for (const auto kind : kKinds) {
            const Measure measure{
                .kind = kind,
                .value = kind == v1::GOAL_KIND_VALUE ? world.ear : ValueId{},
                .first = first,
                .last = last,
            };
            const auto counted =
                world.database.store().read_now([&](store::Reader& reader) { return count(reader, here, measure); });
            ASSERT_EQ(counted, model.expected(kind, first, last)) << "after deed " << deed << ", kind " << kind;
        }
    }
}

TEST_P(GoalTest, WhatSomebodyTookOffTheFeedCountsAsOnBoards) {
    const auto given = world.give(world.thanks(world.people[0], {world.people[1]}));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kOff{
            "test.off", "UPDATE recognition SET off_feed = 1, off_screens = 1 WHERE id = $1"
        };
        tx.run(kOff, given.recognition_id());
        return true;
    });

    EXPECT_EQ(world.counted(v1::GOAL_KIND_COUNT), 1U);
    EXPECT_EQ(world.counted(v1::GOAL_KIND_PARTICIPATION), 2U);
}

TEST_P(GoalTest, ATeamThankedAsAWholeIsNoParticipationOfItsMembers) {
    world.give(world.thanks(world.curator, world.teams[0]));

    EXPECT_EQ(world.counted(v1::GOAL_KIND_PARTICIPATION), 1U) << "who thanked";
    EXPECT_EQ(world.counted(v1::GOAL_KIND_TEAMS_REACHED), 1U);
}

TEST_P(GoalTest, TwoWhoAreOneCountOnceAfterTheirMerge) {
    world.give(world.thanks(world.people[0], {world.people[1]}));
    world.give(world.thanks(world.people[2], {world.people[1]}));
    ASSERT_EQ(world.counted(v1::GOAL_KIND_PARTICIPATION), 3U);

    ASSERT_TRUE(world.try_merge(world.people[0], world.people[2]));

    EXPECT_EQ(world.counted(v1::GOAL_KIND_PARTICIPATION), 2U);
    EXPECT_EQ(world.counted(v1::GOAL_KIND_COUNT), 2U);
}

}  // namespace
}  // namespace koebel::game
