#include "recognition/projection.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class WithdrawTest : public WorldTest {
protected:
    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
};

TEST_P(WithdrawTest, WithinSixtySecondsItLeavesEveryPageScreenAndPayload) {
    const auto given = world.give(world.thanks(ada, {grace}));
    const auto topics = world.topics_with("Zonnebloem");
    world.database.clock().advance(seconds{59});

    const auto taken = world.take_back(ada, given.recognition_id());

    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->allowance_left(), 100U);
    EXPECT_EQ(world.feed(noor).recognitions_size(), 0);
    EXPECT_EQ(world.feed(ada).recognitions_size(), 0);
    EXPECT_EQ(world.said_to(grace).unread(), 0U);
    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_THAT(world.topics_with("Klaproos"), IsEmpty());
    EXPECT_THAT(world.topics_with("Grace"), IsEmpty());
    for (const auto& topic : topics) {
        EXPECT_EQ(world.events(topic).back().recognition_withdrawn().recognition_id(), given.recognition_id()) << topic;
    }
    EXPECT_TRUE(world.events("lobby").back().has_recognition_withdrawn());
}

TEST_P(WithdrawTest, AfterSixtySecondsItStays) {
    const auto given = world.give(world.thanks(ada, {grace}));
    world.database.clock().advance(seconds{61});

    const auto late = world.take_back(ada, given.recognition_id());

    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().reason, "TAKE_BACK_TOO_LATE");
    EXPECT_EQ(world.feed(noor).recognitions_size(), 1);
    EXPECT_EQ(world.left(ada), 90U);
}

TEST_P(WithdrawTest, CreditsComeBackOnceAndNeverAboveTheCap) {
    const auto given = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_EVERYONE, Credits{40}));

    ASSERT_TRUE(world.take_back(ada, given.recognition_id()));
    const auto again = world.take_back(ada, given.recognition_id());

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(world.left(ada), 100U);
}

TEST_P(WithdrawTest, OnlyTheGiverTakesBack) {
    const auto given = world.give(world.thanks(ada, {grace}));

    EXPECT_EQ(world.take_back(grace, given.recognition_id()).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(world.take_back(noor, given.recognition_id()).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(world.feed(noor).recognitions_size(), 1);
}

TEST_P(WithdrawTest, ACuratorHidesFromEveryoneButThoseWhoTookPart) {
    const auto curator = world.person({.name = "Cura Tor"});
    world.make_curator(curator);
    const auto given = world.give(world.thanks(ada, {grace}));

    ASSERT_TRUE(world.hide(curator, given.recognition_id()));

    EXPECT_EQ(world.feed(noor).recognitions_size(), 0);
    EXPECT_EQ(world.feed(curator).recognitions_size(), 0);
    ASSERT_EQ(world.feed(ada).recognitions_size(), 1);
    EXPECT_TRUE(world.feed(ada).recognitions(0).hidden());
    EXPECT_TRUE(world.said_to(grace).recognitions(0).hidden());
    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(ada), topic_of(grace)));
    EXPECT_TRUE(world.events("wall").back().has_recognition_withdrawn());
    EXPECT_EQ(
        world.events(topic_of(grace)).back().recognition_changed().recognition().SerializeAsString(),
        world.said_to(grace).recognitions(0).SerializeAsString()
    );
}

TEST_P(WithdrawTest, HidingNeedsACuratorAndHappensOnce) {
    const auto curator = world.person({.name = "Cura Tor"});
    world.make_curator(curator);
    const auto given = world.give(world.thanks(ada, {grace}));

    EXPECT_EQ(world.hide(noor, given.recognition_id()).error().reason, "ROLE_REQUIRED");
    ASSERT_TRUE(world.hide(curator, given.recognition_id()));
    EXPECT_EQ(world.hide(curator, given.recognition_id()).error().reason, "RECOGNITION_NOT_FOUND");
}

TEST_P(WithdrawTest, ACuratorCannotHideNorDiscoverWhatIsPrivate) {
    const auto curator = world.person({.name = "Cura Tor"});
    world.make_curator(curator);
    const auto team = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM));
    const auto only_us = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US));

    EXPECT_EQ(world.hide(curator, team.recognition_id()).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(world.hide(curator, only_us.recognition_id()).error().reason, "RECOGNITION_NOT_FOUND");
}

TEST_P(WithdrawTest, WhatIsHiddenCanStillBeTakenBackAndThenNobodyHasIt) {
    const auto curator = world.person({.name = "Cura Tor"});
    world.make_curator(curator);
    const auto given = world.give(world.thanks(ada, {grace}));
    ASSERT_TRUE(world.hide(curator, given.recognition_id()));

    ASSERT_TRUE(world.take_back(ada, given.recognition_id()));

    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 0);
}

/// Changes a person's publicity in SQL and lets the room follow.
void choose(World& world, const PersonId& person, const people::Publicity& publicity) {
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        const auto [before] = tx.read(people::people_by_id({person}));
        static constexpr store::Sql kChoose{
            "test.choose",
            "UPDATE person SET publicity_feed = $2, publicity_screens = $3, publicity_photo = $4 WHERE id = $1"
        };
        tx.run(kChoose, person, publicity.feed, static_cast<int>(publicity.screens), publicity.photo);
        const auto [after] = tx.read(people::people_by_id({person}));
        world.repository.reproject(tx, before.front(), after.front());
        return true;
    });
}

TEST_P(WithdrawTest, WhoLeavesTheFeedLeavesWhatWasAlreadyThere) {
    world.give(world.thanks(ada, {grace, noor}));

    choose(world, grace, {.feed = false});

    const auto feed = world.events("feed");
    ASSERT_EQ(feed.size(), 2U);
    EXPECT_FALSE(feed[0].has_recognition_given());
    EXPECT_EQ(feed[1].recognition_changed().recognition().recipients(0).id(), "");
    EXPECT_EQ(feed[1].recognition_changed().recognition().recipients(1).name(), "Noor de Graaf");
    EXPECT_THAT(world.topics_with("Grace Vos"), Not(Contains("feed")));
    EXPECT_EQ(
        world.feed(ada).recognitions(0).SerializeAsString(),
        feed[1].recognition_changed().recognition().SerializeAsString()
    );
    EXPECT_TRUE(world.events("wall").back().has_recognition_shown());
}

TEST_P(WithdrawTest, WhoLeavesTheScreensIsTakenOffThemAtOnce) {
    const auto given = world.give(world.thanks(ada, {grace}));

    choose(world, grace, {.screens = v1::SCREEN_PUBLICITY_NO});

    EXPECT_EQ(world.events("wall").back().recognition_withdrawn().recognition_id(), given.recognition_id());
    EXPECT_TRUE(world.events(wall_topic_of(north)).back().has_recognition_withdrawn());
    EXPECT_THAT(world.topics_with("Grace"), UnorderedElementsAre("feed", topic_of(grace)));
}

TEST_P(WithdrawTest, MoreOpennessWithdrawsNothing) {
    world.give(world.thanks(ada, {grace}));
    const auto entries = world.database.log().size();

    choose(world, grace, {.screens = v1::SCREEN_PUBLICITY_FULL_NAME});

    EXPECT_EQ(world.database.log().size(), entries);
}

TEST_P(WithdrawTest, AChangeOfPublicityLeavesWhatIsTakenBackAlone) {
    const auto given = world.give(world.thanks(ada, {grace}));
    ASSERT_TRUE(world.take_back(ada, given.recognition_id()));
    const auto entries = world.database.log().size();

    choose(world, grace, {.feed = false, .screens = v1::SCREEN_PUBLICITY_NO});

    EXPECT_EQ(world.database.log().size(), entries);
}

INSTANTIATE_TEST_SUITE_P(Databases, WithdrawTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
