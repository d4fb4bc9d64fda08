// Two people become one.
#include "story/merging.hpp"

#include "inbox/news.hpp"
#include "story_world.hpp"

namespace koebel::story {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class NominationMergeTest : public StoryWorldTest {
protected:
    void merge(const PersonId& stays, const PersonId& goes) {
        write([&](store::Transaction& tx) -> Result<bool> {
            inbox::hand_over(tx, stays, goes);
            story::merge(tx, {.stays = stays, .goes = goes});
            static constexpr store::Sql kLeft{
                "test.left", "UPDATE person SET active = 0, merged_into = $1 WHERE id = $2"
            };
            tx.run(kLeft, stays, goes);
            return true;
        }).value();
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, NominationMergeTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(NominationMergeTest, WhatOneWroteWasNominatedForAndAskedIsTheirsWhoStays) {
    const auto written = nominated(noor, about({grace}));
    const auto about_noor = nominated(ada, about({noor, grace}));
    const auto asked = nominated(ada, about({grace}));
    ASSERT_TRUE(ask(ada, asked, {noor}));
    ASSERT_TRUE(see_too(noor, asked, "Ik was erbij"));

    merge(piet, noor);

    EXPECT_EQ(as_seen(curator, written).nominator().name(), "Piet Post");
    EXPECT_EQ(as_seen(curator, about_noor).people(0).name(), "Piet Post");
    EXPECT_EQ(as_seen(curator, asked).witnesses(0).person().name(), "Piet Post");
    EXPECT_EQ(as_seen(curator, asked).witnesses(0).reason(), "Ik was erbij");
    EXPECT_THAT(in_inbox(piet), ElementsAre(v1::INBOX_KIND_WITNESS_ASKED));
    EXPECT_EQ(own(piet).nominations_size(), 1);
}

TEST_P(NominationMergeTest, WhoIsNamedTwiceIsNamedOnce) {
    const auto both = nominated(ada, about({noor, grace}));
    const auto asked = nominated(ada, about({piet}));
    ASSERT_TRUE(ask(ada, asked, {noor, grace}));
    merge(grace, noor);
    EXPECT_EQ(as_seen(curator, both).people_size(), 1);
    EXPECT_EQ(as_seen(curator, asked).witnesses_size(), 1);
}

TEST_P(NominationMergeTest, WhatOneOfTwoWhoWereAskedSawStays) {
    const auto id = nominated(ada, about({piet}));
    ASSERT_TRUE(ask(ada, id, {noor, grace}));
    ASSERT_TRUE(see_too(noor, id, "Ik was erbij"));
    merge(grace, noor);
    ASSERT_EQ(as_seen(curator, id).witnesses_size(), 1);
    EXPECT_EQ(as_seen(curator, id).witnesses(0).reason(), "Ik was erbij");
}

TEST_P(NominationMergeTest, NobodyNominatesThemselvesByItButForALesson) {
    const auto alone = nominated(noor, about({piet}));
    const auto with_others = nominated(noor, about({piet, grace}));
    auto lesson = about({piet}, "De afspraak stond verkeerd");
    lesson.mutable_text()->set_kind(v1::NOMINATION_KIND_LESSON_LEARNT);
    const auto learnt = nominated(piet, lesson);

    merge(piet, noor);

    EXPECT_FALSE(sees(curator, alone)) << "it was about nobody else";
    EXPECT_EQ(as_seen(curator, with_others).people_size(), 1);
    EXPECT_EQ(as_seen(curator, with_others).people(0).name(), "Grace Hopper");
    EXPECT_EQ(as_seen(curator, learnt).people(0).name(), "Piet Post");
}

TEST_P(NominationMergeTest, NobodyIsAskedAboutWhatTheyWroteOrWhatIsAboutThem) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(ask(ada, id, {noor}));
    merge(grace, noor);
    EXPECT_EQ(as_seen(curator, id).witnesses_size(), 0);
    EXPECT_FALSE(sees(grace, id)) << "not before the show";
    EXPECT_THAT(in_inbox(grace), IsEmpty());
    air();
    EXPECT_THAT(in_inbox(grace), ElementsAre(v1::INBOX_KIND_NOMINATED)) << "and is asked nothing after it";
}

}  // namespace
}  // namespace koebel::story
