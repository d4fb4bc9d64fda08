#include "board_world.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Two who were thanked: leaving, coming back, leading.
class LeavingTest : public BoardTest {
protected:
    LeavingTest() {
        world.give(world.thanks(ada, {grace}));
        world.give(world.thanks(noor, {grace, ada}));
    }

    std::vector<std::string> top() { return world.top(world.running(kReceived)); }
    std::vector<store::LogEntry> entries_with_updates_after(std::uint64_t position) {
        auto log = world.database.log();
        std::erase_if(log, [&](const auto& one) { return one.position <= position || one.index_updates.empty(); });
        return log;
    }
    std::uint64_t head() { return world.database.log().back().position; }

    PersonId ada = world.on_boards("Ada Bos");
    PersonId grace = world.on_boards("Grace Vos");
    PersonId noor = world.named("Noor de Graaf");
};

TEST_P(LeavingTest, UntilSomebodyHasChosenTheyAreOnNoBoard) {
    world.give(world.thanks(ada, {noor}));

    EXPECT_THAT(top(), ElementsAre(grace.text(), ada.text()));
    EXPECT_THAT(world.top(world.running(kGiven)), ElementsAre(ada.text()));
}

TEST_P(LeavingTest, WhoLeavesTheBoardsIsGoneAtOnceAndThePlaceBelowMovesUp) {
    const auto before = head();

    world.show(grace, false);

    EXPECT_THAT(top(), ElementsAre(ada.text()));
    EXPECT_EQ(world.extract(world.running(kReceived), ada).me->rank, 1U);
    const auto entries = entries_with_updates_after(before);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries.front().topic, "access");
    const auto board = world.running(kReceived).text();
    EXPECT_THAT(entries.front().index_updates, HasSubstr("[\"" + board + "\",\"" + grace.text() + "\",null]"));
}

TEST_P(LeavingTest, WhatWasSaidMeanwhileCountsOnComingBack) {
    const auto place = [&] { return world.extract(world.running(kReceived), grace).me.value_or(Place{}).units; };
    const auto before = place();
    world.show(grace, false);
    const auto given = head();
    world.give(world.thanks(ada, {grace}));
    for (const auto& entry : entries_with_updates_after(given)) {
        EXPECT_THAT(entry.index_updates, testing::Not(HasSubstr(grace.text())));
    }

    world.show(grace, true);

    EXPECT_EQ(place(), before + kPoint / 2);
}

TEST_P(LeavingTest, ALeaverIsOnNoBoardNorOnThoseOfThePast) {
    const auto month = world.running(kReceived);
    world.database.clock().advance(std::chrono::days{40});
    world.run_due();

    world.deactivate(grace);

    EXPECT_THAT(world.top(month), ElementsAre(ada.text()));
}

TEST_P(LeavingTest, LeadersAreOnBoardsOnlyWhereTheOrganisationSaysSo) {
    world.set_roles(grace, {v1::ROLE_LEADER});
    EXPECT_THAT(top(), ElementsAre(ada.text()));

    world.choose({.leaders = true});
    EXPECT_THAT(top(), ElementsAre(grace.text(), ada.text()));
    world.choose({.leaders = false});
    EXPECT_THAT(top(), ElementsAre(ada.text()));

    world.set_roles(grace, {v1::ROLE_CURATOR});
    EXPECT_THAT(top(), ElementsAre(grace.text(), ada.text()));
}

TEST_P(LeavingTest, WhatChangesNobodysPlaceTellsTheIndexNothing) {
    const auto before = head();

    world.show(grace, true);
    world.set_roles(noor, {v1::ROLE_LEADER});
    world.choose({.leaders = true});

    EXPECT_THAT(entries_with_updates_after(before), IsEmpty());
}

TEST_P(LeavingTest, ManyWhoComeAtOnceStandInEntriesOfFiveHundredUpdates) {
    std::vector<PersonId> leaders;
    for (int i = 0; i < 70; ++i) {
        leaders.push_back(world.on_boards("Leider " + std::to_string(i)));
        world.give(world.thanks(ada, {leaders.back()}));
        world.set_roles(leaders.back(), {v1::ROLE_LEADER});
    }
    const auto before = head();

    world.choose({.leaders = true});

    const auto entries = entries_with_updates_after(before);
    std::size_t updates = 0;
    for (const auto& entry : entries) {
        const auto here = static_cast<std::size_t>(std::ranges::count(entry.index_updates, '[')) - 1;
        EXPECT_LE(here, 500U);
        updates += here;
    }
    EXPECT_EQ(updates, 70U * 2 * 4) << "received and a value, of four periods";
    EXPECT_EQ(entries.size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Databases, LeavingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
