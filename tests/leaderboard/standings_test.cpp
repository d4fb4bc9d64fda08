#include "board_world.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr store::Sql kRows{
    "test.rows",
    "SELECT period, board, member_id, units, reached, present FROM standing ORDER BY period, board, member_id"
};

class StandingsTest : public BoardTest {
protected:
    Place place_of(const PersonId& person, const Ranking& ranking = kReceived) {
        return world.extract(world.running(ranking), person).me.value_or(Place{});
    }
    std::string updates_of_last_job(std::uint64_t first_position) {
        for (const auto& entry : world.database.log()) {
            if (entry.position == first_position) return entry.index_updates;
        }
        return "no such entry";
    }

    TeamId north = world.team("Noord");
    PersonId ada = world.on_boards("Ada Bos", {north});
    PersonId grace = world.on_boards("Grace Vos");
    PersonId noor = world.on_boards("Noor de Graaf");
    PersonId piet = world.on_boards("Piet Mol");
};

TEST_P(StandingsTest, WhoIsThankedByTwoStandsAboveWhoIsThankedTwiceByOne) {
    world.give(world.thanks(ada, {grace}));
    world.give(world.thanks(ada, {grace}));
    world.give(world.thanks(ada, {noor}));
    world.give(world.thanks(piet, {noor}));

    EXPECT_THAT(world.top(world.running(kReceived)), ElementsAre(noor.text(), grace.text()));
    EXPECT_EQ(place_of(noor).units, 2 * kPoint);
    EXPECT_EQ(place_of(grace).units, kPoint + kPoint / 2);
}

TEST_P(StandingsTest, WhoGivesStandsByHowManyDifferentColleaguesWereThanked) {
    for (int i = 0; i < 3; ++i) world.give(world.thanks(ada, {grace}));
    world.give(world.thanks(piet, {grace, noor}));

    EXPECT_THAT(world.top(world.running(kGiven)), ElementsAre(piet.text(), ada.text()));
    EXPECT_EQ(place_of(ada, kGiven).units, 1);
}

TEST_P(StandingsTest, CreditsCountForNothing) {
    world.give(world.thanks(ada, {grace}, v1::VISIBILITY_EVERYONE, Credits{50}));
    world.give(world.thanks(piet, {noor}, v1::VISIBILITY_EVERYONE, Credits{0}));

    EXPECT_EQ(place_of(grace).units, place_of(noor).units);
    EXPECT_EQ(place_of(noor).rank, 1U) << "they share the first place";
}

TEST_P(StandingsTest, EachValueItCarriesHasABoard) {
    auto command = world.thanks(ada, {grace});
    command.values = {world.ear, world.together};
    world.give(command);
    world.give(world.thanks(piet, {noor}));

    const Ranking together{v1::BOARD_KIND_VALUE, world.together};
    EXPECT_THAT(world.top(world.running(together)), ElementsAre(grace.text()));
    EXPECT_EQ(world.extract(world.running({v1::BOARD_KIND_VALUE, world.ear})).size, 2U);
}

TEST_P(StandingsTest, WhatNotEveryoneMaySeeCountsNowhere) {
    world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM));
    world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US));

    EXPECT_THAT(world.rows<PlaceRow>(kRows), IsEmpty());
    for (const auto& entry : world.database.log()) EXPECT_EQ(entry.index_updates, "");
}

TEST_P(StandingsTest, ATeamThankedAsAWholeCountsForTheTeamOnly) {
    world.give(world.thanks(piet, north));

    for (const auto& row : world.rows<PlaceRow>(kRows)) EXPECT_EQ(row.board, "teams");
    EXPECT_EQ(world.rows<PlaceRow>(kRows).size(), 4U);
}

TEST_P(StandingsTest, ItCountsInTheWeekTheMonthTheQuarterAndTheYear) {
    world.give(world.thanks(ada, {grace}));

    for (const auto kind : kPeriodKinds) {
        EXPECT_THAT(world.top(world.running(kReceived, kind)), ElementsAre(grace.text())) << word_of(kind);
    }
}

TEST_P(StandingsTest, OfEqualOnesWhoWasThereFirstStandsFirst) {
    world.give(world.thanks(ada, {noor}));
    world.database.clock().advance(1s);
    world.give(world.thanks(ada, {grace}));

    EXPECT_THAT(world.top(world.running(kReceived)), ElementsAre(noor.text(), grace.text()));
}

TEST_P(StandingsTest, WhatIsTakenBackIsGoneAndTheOneBeforeIsTheNewestAgain) {
    world.give(world.thanks(ada, {grace}));
    const auto before = world.rows<PlaceRow>(kRows);
    world.database.clock().advance(10s);
    const auto mistaken = world.give(world.thanks(ada, {grace}));
    ASSERT_NE(world.rows<PlaceRow>(kRows), before);

    ASSERT_TRUE(world.take_back(ada, mistaken.recognition_id()));

    EXPECT_EQ(world.rows<PlaceRow>(kRows), before);
}

TEST_P(StandingsTest, WhatIsHiddenIsGoneAndIsNotTakenOutTwice) {
    const auto curator = world.named("Curator");
    world.make_curator(curator);
    world.give(world.thanks(piet, {grace}));
    const auto before = world.rows<PlaceRow>(kRows);
    const auto hidden = world.give(world.thanks(ada, {grace}));

    ASSERT_TRUE(world.hide(curator, hidden.recognition_id()));
    EXPECT_EQ(place_of(grace).units, kPoint);
    EXPECT_EQ(place_of(ada, kGiven).units, 0);
    ASSERT_TRUE(world.take_back(ada, hidden.recognition_id()));

    EXPECT_EQ(place_of(grace).units, kPoint);
}

TEST_P(StandingsTest, TheFirstEntryCarriesWhatChanged) {
    const auto given = world.give(world.thanks(ada, {grace}));

    const auto month = world.running(kReceived).period.text();
    const auto updates = updates_of_last_job(given.position());
    const auto score = score_of(
        kPoint,
        reached_at(
            bounds_of(Zone{"Europe/Amsterdam"}, world.running(kReceived).period).from, world.database.clock().now()
        )
    );
    EXPECT_THAT(
        updates,
        testing::HasSubstr("[\"received/" + month + "\",\"" + grace.text() + "\",\"" + std::to_string(score) + "\"]")
    );
    EXPECT_THAT(updates, testing::Not(testing::HasSubstr("teams")));
    EXPECT_EQ(std::ranges::count(updates, '['), 1 + 3 * 4) << "received, given and a value, of four periods";

    const auto taken = world.take_back(ada, given.recognition_id()).value();
    EXPECT_THAT(
        updates_of_last_job(taken.position()),
        testing::HasSubstr("[\"received/" + month + "\",\"" + grace.text() + "\",null]")
    );
    for (const auto& entry : world.database.log()) {
        const bool carries = entry.position == given.position() || entry.position == taken.position();
        EXPECT_EQ(!entry.index_updates.empty(), carries) << entry.topic;
    }
}

TEST_P(StandingsTest, WhatIsSeededIntoThePastStandsInItsOwnPeriods) {
    const auto long_ago = world.database.clock().now() - std::chrono::days{1'200};
    world.database.write([&](store::Transaction& tx) {
        return world.repository.seed(tx, {.recognition = world.thanks(ada, {grace}), .given_at = long_ago});
    });

    EXPECT_THAT(world.top(world.running(kReceived, v1::PERIOD_KIND_YEAR)), IsEmpty());
    const auto then = periods_of(Zone{"Europe/Amsterdam"}, long_ago);
    EXPECT_THAT(world.top({kReceived, then.of(v1::PERIOD_KIND_MONTH)}), ElementsAre(grace.text()));
    for (const auto& entry : world.database.log()) EXPECT_EQ(entry.index_updates, "") << "no page asks Redis for it";
}

INSTANTIATE_TEST_SUITE_P(Databases, StandingsTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
