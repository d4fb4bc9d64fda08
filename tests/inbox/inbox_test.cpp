#include "conversation/talk.hpp"
#include "people/away.hpp"

namespace koebel::conversation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What concerns a person, in one list, and how far they have read.
class InboxTest : public TalkTest {
protected:
    v1::MarkInboxReadResponse mark(const PersonId& who, std::uint64_t position) {
        return write([&](store::Transaction& tx) { return inbox::mark_read(tx, World::caller(who), position); }
        ).value();
    }

    std::string given = world.give(world.thanks(ada, {grace})).recognition_id();
};

TEST_P(InboxTest, WhatWasSaidAndWhatFollowsStandTogetherNewestFirst) {
    ASSERT_TRUE(comment(piet, given, "Papaver"));
    ASSERT_TRUE(boost(noor, given, "Lavendel", 3));
    const auto page = inbox_of(grace);
    EXPECT_THAT(kinds(grace), ElementsAre(v1::INBOX_KIND_BOOSTED, v1::INBOX_KIND_COMMENTED, v1::INBOX_KIND_THANKED));
    EXPECT_EQ(page.items(0).credits_each(), 3U);
    EXPECT_EQ(page.items(0).actor().name(), "Noor de Graaf");
    EXPECT_EQ(page.items(1).text(), "Papaver");
    EXPECT_EQ(page.items(2).recognition_excerpt(), "Zonnebloem bedankt");
    EXPECT_EQ(page.unread(), 3U);
    EXPECT_THAT(kinds(ada), ElementsAre(v1::INBOX_KIND_BOOSTED, v1::INBOX_KIND_COMMENTED));
}

TEST_P(InboxTest, ReadIsReadOnEveryDeviceAndNeverUnreadAgain) {
    ASSERT_TRUE(comment(piet, given, "Papaver"));
    const auto newest = inbox_of(grace).items(0).position();
    EXPECT_EQ(mark(grace, newest).unread(), 0U);
    EXPECT_EQ(world.events(topic_of(grace)).back().inbox_changed().read_position(), newest);
    EXPECT_EQ(mark(grace, 1).read_position(), newest);
    EXPECT_EQ(inbox_of(grace).unread(), 0U);
    ASSERT_TRUE(comment(piet, given, "Heide"));
    EXPECT_EQ(inbox_of(grace).unread(), 1U);
    EXPECT_LE(mark(grace, 1'000'000).read_position(), world.database.log().back().position);
}

TEST_P(InboxTest, WhatWasReadAsSaidToMeIsReadHereToo) {
    ASSERT_TRUE(world.mark_read(grace, world.said_to(grace).recognitions(0).position()));
    EXPECT_EQ(inbox_of(grace).unread(), 0U);
}

TEST_P(InboxTest, WhoIsAwayHasNothingUnread) {
    write([&](store::Transaction& tx) -> Result<v1::ReactResponse> {
        std::ignore = people::set_away(tx, grace, true);
        return v1::ReactResponse{};
    }).value();
    ASSERT_TRUE(comment(piet, given, "Papaver"));
    EXPECT_EQ(inbox_of(grace).unread(), 0U);
    EXPECT_EQ(world.events(topic_of(grace)).back().inbox_changed().unread(), 0U);
}

TEST_P(InboxTest, PagesAreCutByPosition) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(comment(piet, given, std::to_string(i)));
    const auto first = read([&](store::Reader& reader) { return inbox::list(reader, grace, {.size = 4}); });
    ASSERT_EQ(first.items_size(), 4);
    EXPECT_TRUE(first.more());
    const auto rest = read([&](store::Reader& reader) {
        return inbox::list(reader, grace, {.before = first.items(3).position(), .size = 4});
    });
    EXPECT_EQ(rest.items_size(), 2);
    EXPECT_FALSE(rest.more());
    EXPECT_EQ(rest.items(1).kind(), v1::INBOX_KIND_THANKED);
}

TEST_P(InboxTest, WhatOneMayNotSeeAnyMoreIsNotInIt) {
    const auto team = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM)).recognition_id();
    ASSERT_TRUE(comment(noor, team, "Papaver"));
    ASSERT_TRUE(comment(grace, team, "Lavendel"));
    ASSERT_THAT(kinds(noor), ElementsAre(v1::INBOX_KIND_ANSWERED));
    write([&](store::Transaction& tx) -> Result<v1::ReactResponse> {
        static constexpr store::Sql kLeave{"test.leave", "DELETE FROM membership WHERE person_id = $1"};
        tx.run(kLeave, noor);
        return v1::ReactResponse{};
    }).value();
    EXPECT_THAT(kinds(noor), IsEmpty());
}

TEST_P(InboxTest, ItNamesWhoTheThreadNames) {
    const auto shy = world.person({.name = "Sanne Schuw", .publicity = {.feed = false}});
    ASSERT_TRUE(comment(piet, given, "Eerste"));
    ASSERT_TRUE(comment(shy, given, "Tweede"));
    ASSERT_THAT(kinds(piet), ElementsAre(v1::INBOX_KIND_ANSWERED));
    EXPECT_EQ(inbox_of(piet).items(0).actor().name(), "");
}

TEST_P(InboxTest, WhatIsGoneOrHiddenIsNotCounted) {
    const auto said = comment(piet, given, "Papaver").value();
    ASSERT_EQ(inbox_of(ada).unread(), 1U);
    ASSERT_TRUE(remove(piet, said.remark_id()));
    EXPECT_EQ(inbox_of(ada).unread(), 0U);
    EXPECT_EQ(world.events(topic_of(ada)).back().inbox_changed().unread(), 0U) << "pages hear it";

    ASSERT_TRUE(comment(piet, given, "Heide"));
    ASSERT_TRUE(comment(noor, given, "Klaver"));
    ASSERT_EQ(inbox_of(piet).unread(), 1U);
    world.make_curator(noor);
    ASSERT_TRUE(world.hide(noor, given));
    EXPECT_EQ(inbox_of(piet).unread(), 0U) << "a number would say that something is hidden";
}

INSTANTIATE_TEST_SUITE_P(Databases, InboxTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::conversation
