// Stories: made of nominations and recognitions.
#include "studio_world.hpp"

namespace koebel::studio {
namespace {

using testing::ElementsAre;

class MakingTest : public StudioWorldTest {
protected:
    static std::vector<std::string> names(const v1::Story& story) {
        std::vector<std::string> all;
        for (const auto& one : story.people()) all.push_back(one.person().name());
        return all;
    }
    std::string thanked(const PersonId& giver, const PersonId& person, v1::Visibility visibility) {
        return world.give(world.thanks(giver, {person}, visibility)).recognition_id();
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, MakingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MakingTest, OneIsMadeOfSeveralWithTheirPeopleAndWords) {
    const auto first = nominated(ada, about({grace}, "Belde terug. Ook na haar dienst."));
    const auto second = nominated(noor, about({grace, piet}, "Reed nog om"));
    const auto recognition = thanked(ada, noor, v1::VISIBILITY_EVERYONE);

    const auto made = make(curator, {first, second}, {recognition});

    ASSERT_TRUE(made) << made.error().reason;
    const auto story = story_of(made->story_id());
    EXPECT_THAT(names(story), ElementsAre("Grace Hopper", "Piet Post", "Noor de Graaf"));
    EXPECT_EQ(story.title(), "Belde terug.");
    EXPECT_EQ(
        story.text(), "Belde terug. Ook na haar dienst.\n\nReed nog om\n\nZonnebloem bedankt\n\nKlaproos was blij"
    );
    EXPECT_EQ(story.kind(), v1::NOMINATION_KIND_CUSTOMER_WOW);
    EXPECT_EQ(story.value_id(), world.ear.text());
    EXPECT_EQ(story.sources_size(), 3);
    EXPECT_EQ(story.version(), 1U);
    EXPECT_FALSE(story.in_rundown());
}

TEST_P(MakingTest, WhatIsToldAlreadyIsInOneStoryOnly) {
    const auto nomination = nominated(ada, about({grace}));
    const auto story = make(curator, {nomination}).value().story_id();
    const auto again = make(other_curator, {nomination});
    EXPECT_EQ(again.error().reason, "SOURCE_TOLD");
    EXPECT_EQ(again.error().details.front(), story);
}

TEST_P(MakingTest, NobodyMakesOneOfThemselves) {
    const auto of_curator = nominated(ada, about({curator}));
    EXPECT_EQ(make(curator, {of_curator}).error().reason, "NOMINATION_NOT_FOUND");
    const auto recognition = thanked(ada, curator, v1::VISIBILITY_EVERYONE);
    EXPECT_EQ(make(curator, {}, {recognition}).error().reason, "ABOUT_YOURSELF");

    const auto story = make(other_curator, {of_curator}).value().story_id();
    EXPECT_EQ(story_of(curator, story).error().reason, "STORY_NOT_FOUND") << "it is a surprise";
}

TEST_P(MakingTest, OnlyCuratorsMakeThemAndOnlyOfWhatCanBeTold) {
    const auto nomination = nominated(ada, about({grace}));
    EXPECT_EQ(make(ada, {nomination}).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(make(curator, {}).error().reason, "NO_SOURCE");
    EXPECT_EQ(make(curator, {nomination, nomination}).error().reason, "DUPLICATE_SOURCE");
    EXPECT_EQ(make(curator, {}, {thanked(ada, noor, v1::VISIBILITY_ONLY_US)}).error().reason, "RECOGNITION_NOT_FOUND")
        << "private words are closed to curators";
    ASSERT_TRUE(hold(curator, nomination, "Noemt een klant", 0));
    EXPECT_EQ(make(curator, {nomination}).error().reason, "NOMINATION_HELD");
}

TEST_P(MakingTest, SourcesComeInLaterWithTheirPeopleAndTheWordsStay) {
    const auto story = made({grace});
    const auto before = story_of(story);
    const auto more = Sources::of({nominated(noor, about({piet}, "Reed nog om"))}, {});

    const auto added = write([&](store::Transaction& tx) {
        return add_sources(tx, World::caller(other_curator), StoryId{story}, *more);
    });

    ASSERT_TRUE(added);
    const auto after = story_of(story);
    EXPECT_EQ(after.version(), 2U);
    EXPECT_EQ(after.text(), before.text());
    EXPECT_THAT(names(after), ElementsAre("Grace Hopper", "Piet Post"));
    EXPECT_EQ(after.sources_size(), 2);
}

TEST_P(MakingTest, OfASmallTeamEverybodyIsInItOfALargeOneNobodyInParticular) {
    const auto small = make(curator, {nominated(ada, about(mill))}).value().story_id();
    EXPECT_EQ(story_of(small).people_size(), 4);
    const auto large = world.team("Kade");
    for (int i = 0; i < 13; ++i) world.person({.name = "Iemand " + std::to_string(i), .teams = {large}});
    const auto story = make(curator, {nominated(ada, about(large))}).value().story_id();
    EXPECT_EQ(story_of(story).people_size(), 0);
    EXPECT_TRUE(story_of(story).can_be_told());
}

}  // namespace
}  // namespace koebel::studio
