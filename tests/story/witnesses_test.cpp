// "I saw this too."
#include "story_world.hpp"

namespace koebel::story {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WitnessesTest : public StoryWorldTest {
protected:
    std::string id = nominated(ada, about({grace}));
};
INSTANTIATE_TEST_SUITE_P(Databases, WitnessesTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(WitnessesTest, WhoIsAskedFindsItInTheInboxAndSaysWhy) {
    ASSERT_TRUE(ask(ada, id, {noor}));

    const auto items = inbox(noor);
    ASSERT_EQ(items.items_size(), 1);
    EXPECT_EQ(items.items(0).kind(), v1::INBOX_KIND_WITNESS_ASKED);
    EXPECT_EQ(items.items(0).nomination_id(), id);
    EXPECT_EQ(items.items(0).actor().name(), "Ada Lovelace");
    EXPECT_EQ(items.unread(), 1U);
    EXPECT_TRUE(as_seen(noor, id).asked());

    ASSERT_TRUE(see_too(noor, id, "Ik zag het licht aangaan"));
    EXPECT_EQ(as_seen(ada, id).witnesses(0).reason(), "Ik zag het licht aangaan");
    ASSERT_TRUE(see_too(noor, id, "Beter gezegd"));
    EXPECT_EQ(as_seen(ada, id).witnesses(0).reason(), "Beter gezegd") << "the second replaces the first";
    EXPECT_EQ(heard(ada), 4);
}

TEST_P(WitnessesTest, OnlyWhoWasAskedSaysSo) {
    EXPECT_EQ(see_too(noor, id, "Ik ook").error().reason, "NOMINATION_NOT_FOUND");
    EXPECT_EQ(see_too(curator, id, "Ik ook").error().reason, "NOMINATION_NOT_FOUND") << "may read it, was not asked";
    EXPECT_EQ(see_too(ada, id, "Ik ook").error().reason, "NOMINATION_NOT_FOUND");
}

TEST_P(WitnessesTest, OnlyWhoWroteItAsksAndNotWhoIsMeant) {
    EXPECT_EQ(ask(curator, id, {noor}).error().reason, "NOMINATION_NOT_FOUND");
    EXPECT_EQ(ask(ada, id, {}).error().reason, "NO_WITNESS");
    EXPECT_EQ(ask(ada, id, {grace}).error().reason, "WITNESS_IS_NOMINEE");
    EXPECT_EQ(ask(ada, id, {ada}).error().reason, "SELF_WITNESS");
    EXPECT_EQ(ask(ada, id, {PersonId{"nobody"}}).error().reason, "WITNESS_NOT_FOUND");
    ASSERT_TRUE(ask(ada, id, {noor}));
    EXPECT_EQ(ask(ada, id, {noor}).error().reason, "DUPLICATE_WITNESS");
    EXPECT_THAT(in_inbox(grace), IsEmpty());
}

TEST_P(WitnessesTest, WhenTheWindowIsClosedNobodyAsksOrSays) {
    ASSERT_TRUE(ask(ada, id, {noor}));
    move(v1::SHOW_STATE_CURATING);
    EXPECT_EQ(ask(ada, id, {piet}).error().reason, "WINDOW_CLOSED");
    EXPECT_EQ(see_too(noor, id, "Ik ook").error().reason, "WINDOW_CLOSED");
}

TEST_P(WitnessesTest, AWitnessOfALessonNamesNoCulpritEither) {
    auto lesson = about({ada}, "De afspraak stond verkeerd");
    lesson.mutable_text()->set_kind(v1::NOMINATION_KIND_LESSON_LEARNT);
    lesson.add_witness_ids(noor.text());
    const auto mine = nominated(ada, lesson);
    EXPECT_THAT(see_too(noor, mine, "Het was Piet Post").error().details, ElementsAre("Piet Post"));
    EXPECT_TRUE(see_too(noor, mine, "Ada Lovelace vertelde het zelf, en ik, Noor de Graaf, was erbij"));
}

TEST_P(WitnessesTest, AHeldWordInItHoldsTheWholeText) {
    ASSERT_TRUE(ask(ada, id, {noor}));
    ASSERT_TRUE(see_too(noor, id, "Wat een klote klus was dat"));

    const auto seen = as_seen(curator, id);
    ASSERT_TRUE(seen.has_hold());
    EXPECT_THAT(seen.hold().words(), ElementsAre("klote"));
    EXPECT_TRUE(as_seen(ada, id).has_hold());
    EXPECT_EQ(as_seen(ada, id).hold().words_size(), 0) << "which word it was is for curators";
    EXPECT_FALSE(as_seen(noor, id).has_hold());
    ASSERT_FALSE(see_too(noor, id, "Wat een zware klus was dat")->held());
    EXPECT_FALSE(as_seen(curator, id).has_hold()) << "other words are looked at anew";
    ASSERT_TRUE(see_too(noor, id, "Wat een klote klus was dat")->held());
    air();
    EXPECT_FALSE(sees(grace, id));
}

}  // namespace
}  // namespace koebel::story
