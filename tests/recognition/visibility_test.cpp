#include "recognition/projection.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Every visibility against every audience: the log's topics and the pages.
class VisibilityTest : public WorldTest {
protected:
    bool sees(const PersonId& viewer) { return world.feed(viewer).recognitions_size() == 1; }
    std::size_t screens() {
        return world.database.store().read_now([&](store::Reader& reader) {
            return list_wall(reader, std::nullopt, 10).size() + list_wall(reader, north, 10).size() +
                   list_lobby(reader, 10).size();
        });
    }

    TeamId north = world.team("Service Noord");
    TeamId south = world.team("Service Zuid");
    PersonId giver = world.person({.name = "Ada Bos", .teams = {south}});
    PersonId thanked = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId mate = world.person({.name = "Noor Mol", .teams = {north}});
    PersonId stranger = world.person({.name = "Piet Uil", .teams = {south}});
};

TEST_P(VisibilityTest, EveryoneSeesWhatIsForEveryone) {
    world.give(world.thanks(giver, {thanked}));

    for (const auto& viewer : {giver, thanked, mate, stranger}) EXPECT_TRUE(sees(viewer));
    EXPECT_EQ(screens(), 3U);
}

TEST_P(VisibilityTest, ATeamsOwnWordsStayInTheTeam) {
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_TEAM));

    EXPECT_THAT(
        world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(north), topic_of(thanked), topic_of(giver))
    );
    EXPECT_THAT(world.topics(), Not(Contains("feed")));
    EXPECT_TRUE(sees(giver));
    EXPECT_TRUE(sees(thanked));
    EXPECT_TRUE(sees(mate));
    EXPECT_FALSE(sees(stranger));
    EXPECT_EQ(screens(), 0U);
}

TEST_P(VisibilityTest, WhatIsOnlyOursIsOnlyOurs) {
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_ONLY_US));

    EXPECT_THAT(world.topics(), UnorderedElementsAre(topic_of(thanked), topic_of(giver)));
    EXPECT_TRUE(sees(giver));
    EXPECT_TRUE(sees(thanked));
    EXPECT_FALSE(sees(mate));
    EXPECT_FALSE(sees(stranger));
    EXPECT_EQ(screens(), 0U);
}

TEST_P(VisibilityTest, NobodyInParticularReadsWhatEveryoneMaySee) {
    const PersonId nobody_in_particular;
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_ONLY_US));
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_TEAM));
    EXPECT_EQ(world.feed(nobody_in_particular).recognitions_size(), 0);

    world.give(world.thanks(giver, {thanked}));

    const auto feed = world.feed(nobody_in_particular);
    EXPECT_EQ(feed.recognitions_size(), 1);
    ASSERT_EQ(feed.snapshot().heads_size(), 1);
    EXPECT_EQ(feed.snapshot().heads(0).topic(), "feed");
}

TEST_P(VisibilityTest, ATeamThankedInPrivateIsTheOnlyOneToKnow) {
    world.give(world.thanks(giver, north, v1::VISIBILITY_ONLY_US));

    EXPECT_THAT(world.topics(), UnorderedElementsAre(topic_of(thanked), topic_of(mate), topic_of(giver)));
    EXPECT_TRUE(sees(mate));
    EXPECT_FALSE(sees(stranger));
    EXPECT_EQ(screens(), 0U);
}

TEST_P(VisibilityTest, WhoLeftTheTeamNoLongerReadsItsWords) {
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_TEAM));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kLeave{"test.leave", "DELETE FROM membership WHERE person_id = $1"};
        tx.run(kLeave, mate);
        return true;
    });

    EXPECT_FALSE(sees(mate));
}

TEST_P(VisibilityTest, TheLobbyHasNoNamesAndNoWords) {
    world.give(world.thanks(giver, {thanked}));

    const auto bell = world.events("lobby").front().bell_rang();
    EXPECT_EQ(bell.recipients(), 1U);
    EXPECT_EQ(bell.value_id(), world.ear.text());
    EXPECT_THAT(bell.team_names(), IsEmpty()) << "a team of two names a person";
    for (const auto* words : {"Zonnebloem", "Klaproos", "Grace", "Ada"}) {
        EXPECT_THAT(world.topics_with(words), Not(Contains("lobby"))) << words;
    }
}

TEST_P(VisibilityTest, TheLobbyNamesTeamsOfFiveAndMore) {
    for (const auto* name : {"Een", "Twee", "Drie"}) world.person({.name = name, .teams = {north}});

    world.give(world.thanks(giver, {thanked}));

    EXPECT_THAT(world.events("lobby").front().bell_rang().team_names(), testing::ElementsAre("Service Noord"));
}

TEST_P(VisibilityTest, ScreensShowFirstNamesUntilSomebodyChose) {
    world.give(world.thanks(giver, {thanked}));

    const auto shown = world.events("wall").front().recognition_shown().recognition();
    EXPECT_EQ(shown.giver().name(), "Ada");
    EXPECT_EQ(shown.recipients(0).name(), "Grace");
    EXPECT_THAT(world.topics_with("Grace Vos"), Not(Contains("wall")));
    EXPECT_EQ(shown.recipients(0).photo_path(), "");
}

TEST_P(VisibilityTest, WhoMayNotBeNamedIsAColleagueInFeedAndOnScreens) {
    const people::Publicity quiet{.feed = false, .screens = v1::SCREEN_PUBLICITY_NO};
    const auto shy = world.person({.name = "Schuw Ree", .teams = {north}, .publicity = quiet});

    world.give(world.thanks(giver, {shy, thanked}));

    const auto in_feed = world.events("feed").front().recognition_given().recognition();
    ASSERT_EQ(in_feed.recipients_size(), 2);
    EXPECT_EQ(in_feed.recipients(0).SerializeAsString(), "");
    EXPECT_EQ(in_feed.recipients(1).name(), "Grace Vos");
    const auto shown = world.events("wall").front().recognition_shown().recognition();
    EXPECT_EQ(shown.recipients(0).SerializeAsString(), "");
    EXPECT_EQ(shown.recipient_count(), 2U);
    EXPECT_THAT(world.topics_with("Schuw"), UnorderedElementsAre(topic_of(shy), topic_of(thanked)));
    EXPECT_THAT(world.topics_with(shy.text()), UnorderedElementsAre(topic_of(shy), topic_of(thanked)));
}

TEST_P(VisibilityTest, ThePersonThankedAlwaysKnowsWhoThankedThem) {
    const auto shy = world.person({.name = "Schuw Ree", .teams = {north}, .publicity = {.feed = false}});

    world.give(world.thanks(shy, {thanked}));

    EXPECT_EQ(world.said_to(thanked).recognitions(0).giver().name(), "Schuw Ree");
    EXPECT_EQ(world.feed(thanked).recognitions(0).giver().name(), "");
}

TEST_P(VisibilityTest, AParticipantReadsThePrivatePageAsTheEventSaidIt) {
    world.give(world.thanks(giver, {thanked}, v1::VISIBILITY_TEAM));

    const auto private_event = world.events(topic_of(thanked)).front().recognition_given().recognition();
    const auto team_event = world.events(topic_of(north)).front().recognition_given().recognition();
    EXPECT_EQ(alone(world.feed(thanked).recognitions(0)), private_event.SerializeAsString());
    EXPECT_EQ(alone(world.feed(mate).recognitions(0)), team_event.SerializeAsString());
}

INSTANTIATE_TEST_SUITE_P(Databases, VisibilityTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
