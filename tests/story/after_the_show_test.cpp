// After the show every nominee reads what was written: who is told, once.
#include "story_world.hpp"

namespace koebel::story {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class AfterTheShowTest : public StoryWorldTest {};
INSTANTIATE_TEST_SUITE_P(Databases, AfterTheShowTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(AfterTheShowTest, WhoIsNominatedFindsItInTheInbox) {
    const auto id = nominated(ada, about({grace}));
    air();

    const auto items = inbox(grace);
    ASSERT_EQ(items.items_size(), 1);
    EXPECT_EQ(items.items(0).kind(), v1::INBOX_KIND_NOMINATED);
    EXPECT_EQ(items.items(0).nomination_id(), id);
    EXPECT_EQ(items.items(0).actor().name(), "Ada Lovelace");
    EXPECT_EQ(items.unread(), 1U);
}

TEST_P(AfterTheShowTest, EverybodyOfATeamDoesAndWhoWroteItDoesNot) {
    (void)nominated(grace, about(mill));
    air();
    EXPECT_THAT(in_inbox(piet), ElementsAre(v1::INBOX_KIND_NOMINATED));
    EXPECT_THAT(in_inbox(grace), IsEmpty());
}

TEST_P(AfterTheShowTest, MoreThanOneTransactionHoldsAreToldOnceEach) {
    settings.nominations = 100;
    for (int i = 0; i < 47; ++i) (void)nominated(ada, about({grace}));
    air();
    v1::ListInboxResponse all = read([&](store::Reader& reader) { return inbox::list(reader, grace, {.size = 100}); });
    EXPECT_THAT(all.items(), SizeIs(47));
    EXPECT_EQ(tell(), 0);
}

TEST_P(AfterTheShowTest, LargeTeamsAreToldOneAfterTheOther) {
    const auto crowd = world.team("Iedereen");
    for (int i = 0; i < 60; ++i) (void)world.person({.name = "Mens " + std::to_string(i), .teams = {crowd}});
    const auto last = world.person({.name = "Zoë Laatste", .teams = {crowd}});
    for (int i = 0; i < 3; ++i) (void)nominated(ada, about(crowd));
    world.database.clock().advance(std::chrono::days{10});
    schedule.run_due();
    move(v1::SHOW_STATE_READY);
    move(v1::SHOW_STATE_AIRED);

    EXPECT_EQ(tell(), 1);
    EXPECT_EQ(in_inbox(last).size(), 2) << "a hundred notices, and no nomination by halves";
    EXPECT_EQ(tell(), 1);
    EXPECT_EQ(in_inbox(last).size(), 3);
    EXPECT_EQ(tell(), 0);
}

TEST_P(AfterTheShowTest, WhatIsHeldBackIsToldWhenItIsLetGo) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(hold(curator, id, "Noemt een klant"));
    air();
    ASSERT_THAT(in_inbox(grace), IsEmpty());

    ASSERT_TRUE(hold(curator, id, ""));
    EXPECT_EQ(tell(), 1);
    EXPECT_THAT(in_inbox(grace), ElementsAre(v1::INBOX_KIND_NOMINATED));

    ASSERT_TRUE(hold(curator, id, "Toch niet"));
    EXPECT_THAT(in_inbox(grace), IsEmpty()) << "it can not be read any more";
    EXPECT_EQ(inbox(grace).unread(), 0U);
}

TEST_P(AfterTheShowTest, WhatIsLetGoBeforeTheShowIsToldAfterIt) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(hold(curator, id, "Noemt een klant"));
    ASSERT_TRUE(hold(curator, id, ""));
    tell();
    ASSERT_THAT(in_inbox(grace), IsEmpty());
    air();
    EXPECT_THAT(in_inbox(grace), ElementsAre(v1::INBOX_KIND_NOMINATED));
}

TEST_P(AfterTheShowTest, WhatWasToldIsNotTakenBack) {
    const auto id = nominated(ada, about({grace}));
    air();
    EXPECT_EQ(withdraw(ada, id).error().reason, "SHOW_AIRED");
}

}  // namespace
}  // namespace koebel::story
