#include "recognition/off_show.hpp"

#include "recognition/privacy.hpp"
#include "recognition/projection.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// What the person thanked takes off the feed and the screens, and who still sees it.
class OffShowTest : public WorldTest {
protected:
    Result<v1::TakeOffResponse> take_off(const PersonId& who, const std::string& recognition, bool feed, bool screens) {
        return world.database.store().write_now("test.take_off", [&](store::Transaction& tx) {
            return recognition::take_off(
                tx, World::caller(who), {.recognition = RecognitionId{recognition}, .feed = feed, .screens = screens}
            );
        });
    }
    v1::GetRecognitionPrivacyResponse privacy(const PersonId& viewer, const std::string& recognition) {
        return world.database.store()
            .read_now([&](store::Reader& reader) { return privacy_of(reader, viewer, RecognitionId{recognition}); })
            .value();
    }
    std::size_t on_screens() {
        return world.database.store().read_now([&](store::Reader& reader) {
            return list_wall(reader, std::nullopt, 10).size() + list_wall(reader, north, 10).size() +
                   list_lobby(reader, 10).size();
        });
    }

    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
    PersonId piet = world.person({.name = "Piet Uil"});
};

TEST_P(OffShowTest, OffTheScreensItLeavesEveryScreenAndStaysInTheFeed) {
    const auto given = world.give(world.thanks(ada, {grace}));

    ASSERT_TRUE(take_off(grace, given.recognition_id(), false, true));

    EXPECT_EQ(on_screens(), 0U);
    for (const auto& topic : {std::string{"wall"}, wall_topic_of(north), std::string{"lobby"}}) {
        EXPECT_EQ(world.events(topic).back().recognition_withdrawn().recognition_id(), given.recognition_id()) << topic;
    }
    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre("feed", topic_of(grace)));
    EXPECT_EQ(world.feed(piet).recognitions_size(), 1);
}

TEST_P(OffShowTest, OffTheFeedOnlyGiverAndPeopleThankedKeepIt) {
    const auto given = world.give(world.thanks(ada, {grace, noor}));

    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, false));

    EXPECT_EQ(world.feed(piet).recognitions_size(), 0);
    for (const auto& who : {ada, grace, noor}) EXPECT_EQ(world.feed(who).recognitions_size(), 1);
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 1);
    EXPECT_EQ(world.events("feed").back().recognition_withdrawn().recognition_id(), given.recognition_id());
    EXPECT_THAT(world.topics_with("Zonnebloem"), Not(Contains("feed")));
    EXPECT_EQ(on_screens(), 3U) << "the screens are another choice";
}

TEST_P(OffShowTest, NothingTellsTheGiver) {
    const auto given = world.give(world.thanks(ada, {grace}));
    const auto page = alone(world.feed(ada).recognitions(0));
    const auto said = privacy(ada, given.recognition_id()).SerializeAsString();
    const auto events = world.events(topic_of(ada)).size();

    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, true));

    EXPECT_EQ(alone(world.feed(ada).recognitions(0)), page);
    EXPECT_EQ(privacy(ada, given.recognition_id()).SerializeAsString(), said);
    EXPECT_EQ(world.events(topic_of(ada)).size(), events);
}

TEST_P(OffShowTest, AGiverWhomTheFeedDoesNotNameKeepsItAsItWas) {
    const auto shy = world.person({.name = "Schuw Ree", .publicity = {.feed = false}});
    const auto given = world.give(world.thanks(shy, {grace}));
    const auto page = alone(world.feed(shy).recognitions(0));

    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, false));

    EXPECT_EQ(alone(world.feed(shy).recognitions(0)), page);
    EXPECT_EQ(world.events(topic_of(shy)).back().recognition_changed().recognition().SerializeAsString(), page)
        << "the page could not know that it is its own";
}

TEST_P(OffShowTest, PutBackItIsWhereItWas) {
    const auto given = world.give(world.thanks(ada, {grace}));
    const auto page = alone(world.feed(piet).recognitions(0));
    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, true));

    const auto back = take_off(grace, given.recognition_id(), false, false);

    ASSERT_TRUE(back);
    EXPECT_FALSE(back->feed() || back->screens());
    EXPECT_EQ(alone(world.feed(piet).recognitions(0)), page);
    EXPECT_EQ(world.events("feed").back().recognition_changed().recognition().SerializeAsString(), page);
    EXPECT_EQ(on_screens(), 3U);
    EXPECT_TRUE(world.events("wall").back().has_recognition_shown());
    EXPECT_TRUE(world.events("lobby").back().has_bell_rang());
}

TEST_P(OffShowTest, ItIsOffWhileAnybodyThankedWantsItSo) {
    const auto given = world.give(world.thanks(ada, {grace, noor}));
    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, true));
    ASSERT_TRUE(take_off(noor, given.recognition_id(), false, true));

    const auto first = take_off(grace, given.recognition_id(), false, false);

    ASSERT_TRUE(first);
    EXPECT_FALSE(first->feed());
    EXPECT_TRUE(first->screens());
    EXPECT_EQ(world.feed(piet).recognitions_size(), 1);
    EXPECT_EQ(on_screens(), 0U);
    const auto told = privacy(grace, given.recognition_id());
    EXPECT_TRUE(told.off_screens());
    EXPECT_FALSE(told.off_screens_by_me());
}

TEST_P(OffShowTest, TheSameAgainWritesNothing) {
    const auto given = world.give(world.thanks(ada, {grace}));
    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, true));
    const auto entries = world.database.log().size();

    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, true));

    EXPECT_EQ(world.database.log().size(), entries);
}

TEST_P(OffShowTest, ATeamsOwnLeavesTheTeamAndItsMembersThankedKeepIt) {
    const auto mate = world.person({.name = "Mate Later"});
    const auto given = world.give(world.thanks(ada, north, v1::VISIBILITY_TEAM));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kJoin{
            "test.join", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, 0)"
        };
        tx.run(kJoin, mate, north);
        return true;
    });
    ASSERT_EQ(world.feed(mate).recognitions_size(), 1);

    ASSERT_TRUE(take_off(noor, given.recognition_id(), true, false));

    EXPECT_EQ(world.feed(mate).recognitions_size(), 0);
    EXPECT_EQ(world.feed(grace).recognitions_size(), 1);
    EXPECT_TRUE(world.events(topic_of(north)).back().has_recognition_withdrawn());
    EXPECT_TRUE(world.events(topic_of(grace)).back().has_recognition_changed()) << "a team names no member";
}

TEST_P(OffShowTest, OnlyWhoIsThankedDecides) {
    const auto given = world.give(world.thanks(ada, {grace}));

    for (const auto& who : {ada, noor, piet}) {
        EXPECT_EQ(take_off(who, given.recognition_id(), true, true).error().reason, "RECOGNITION_NOT_FOUND");
    }
    EXPECT_EQ(take_off(grace, "no id", true, true).error().reason, "RECOGNITION_NOT_FOUND");
    const auto only_us = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US));
    EXPECT_EQ(take_off(grace, only_us.recognition_id(), true, true).error().reason, "NOTHING_TO_TAKE_OFF");
    EXPECT_EQ(take_off(piet, only_us.recognition_id(), true, true).error().reason, "RECOGNITION_NOT_FOUND");
}

TEST_P(OffShowTest, TakenBackItIsGoneForItsGiverToo) {
    const auto given = world.give(world.thanks(ada, {grace}));
    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, true));

    ASSERT_TRUE(world.take_back(ada, given.recognition_id()));

    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_EQ(take_off(grace, given.recognition_id(), false, false).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    const auto mine = world.events(topic_of(ada));
    EXPECT_TRUE(std::ranges::any_of(mine, [](const auto& body) { return body.has_recognition_withdrawn(); }));
}

TEST_P(OffShowTest, AMentionReadsAsScreensMaySayItAndFollowsPublicity) {
    const auto shy = world.person({.name = "Schuw Ree", .publicity = {.screens = v1::SCREEN_PUBLICITY_NO}});
    auto thanks = world.thanks(ada, {grace});
    thanks.message = "Samen met @Schuw Ree en Piet Uil";
    thanks.customer_moment = "Piet Uil belde terug";

    world.give(thanks);

    const auto shown = world.events("wall").back().recognition_shown().recognition();
    EXPECT_EQ(shown.message(), "Samen met een collega en Piet");
    EXPECT_EQ(shown.customer_moment(), "Piet belde terug");
    EXPECT_EQ(world.events("feed").back().recognition_given().recognition().message(), thanks.message);

    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        const auto [before] = tx.read(people::people_by_id({piet}));
        static constexpr store::Sql kHide{"test.no_screens", "UPDATE person SET publicity_screens = 1 WHERE id = $1"};
        tx.run(kHide, piet);
        const auto [after] = tx.read(people::people_by_id({piet}));
        world.repository.reproject(tx, before.front(), after.front());
        return true;
    });

    for (const auto& topic : {std::string{"wall"}, wall_topic_of(north)}) {
        const auto again = world.events(topic).back().recognition_shown().recognition();
        EXPECT_EQ(again.message(), "Samen met een collega en een collega") << topic;
        EXPECT_EQ(again.customer_moment(), "Een collega belde terug") << topic;
    }
    const auto wall =
        world.database.store().read_now([&](store::Reader& reader) { return list_wall(reader, std::nullopt, 10); });
    EXPECT_EQ(wall.front().message(), "Samen met een collega en een collega");
    EXPECT_THAT(world.topics_with("Piet"), Not(Contains("wall")));
}

TEST_P(OffShowTest, WhatIsOffTheFeedFollowsPublicityOnScreensAllTheSame) {
    auto thanks = world.thanks(ada, {grace});
    thanks.message = "Samen met Piet Uil";
    const auto given = world.give(thanks);
    ASSERT_TRUE(take_off(grace, given.recognition_id(), true, false));

    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        auto [people] = tx.read(people::people_by_id({piet}));
        auto after = people.front();
        after.publicity.screens = v1::SCREEN_PUBLICITY_NO;
        static constexpr store::Sql kHide{"test.off_screens", "UPDATE person SET publicity_screens = 1 WHERE id = $1"};
        tx.run(kHide, piet);
        world.repository.reproject(tx, people.front(), after);
        return true;
    });

    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().message(), "Samen met een collega");
}

TEST_P(OffShowTest, ThePreviewSaysWhatTheFeedAndTheScreensWillSay) {
    const auto shy = world.person(
        {.name = "Schuw Ree", .teams = {north}, .publicity = {.feed = false, .screens = v1::SCREEN_PUBLICITY_NO}}
    );
    v1::PreviewPublicityRequest request;
    for (const auto& id : {grace, shy}) request.add_person_ids(id.text());

    const auto preview = [&] {
        return world.database.store()
            .read_now([&](store::Reader& reader) { return preview_publicity(reader, request); })
            .value();
    };

    ASSERT_EQ(preview().names_size(), 2);
    EXPECT_TRUE(preview().on_screens());
    EXPECT_EQ(preview().names(0).in_feed(), "Grace Vos");
    EXPECT_EQ(preview().names(0).on_screens(), "Grace");
    EXPECT_EQ(preview().names(1).in_feed(), "");
    EXPECT_EQ(preview().names(1).on_screens(), "");
    request.set_visibility(v1::VISIBILITY_TEAM);
    EXPECT_FALSE(preview().on_screens());
    EXPECT_THAT(preview().team_names(), ElementsAre("Service Noord"));
}

INSTANTIATE_TEST_SUITE_P(Databases, OffShowTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
