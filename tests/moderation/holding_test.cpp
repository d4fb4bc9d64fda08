#include "moderation/held_world.hpp"

#include "leaderboard/standings.hpp"

#include <algorithm>

namespace koebel::moderation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr store::Sql kStandings{"test.standings", "SELECT CAST(COALESCE(SUM(units), 0) AS BIGINT) FROM standing"};
constexpr store::Sql kFound{"test.found_words", "SELECT COUNT(*) FROM search_word"};

/// A recognition with a held word, from giving it to what a curator decides.
class HoldingTest : public HeldWorldTest {
protected:
    std::int64_t count(const store::Sql& sql) {
        return read([&](store::Reader& reader) { return reader.row<std::int64_t>(sql).value_or(-1); });
    }
    std::size_t on_screens() {
        return read([&](store::Reader& reader) {
            return recognition::list_wall(reader, std::nullopt, 10).size() +
                   recognition::list_wall(reader, north, 10).size() + recognition::list_lobby(reader, 10).size();
        });
    }
};

TEST_P(HoldingTest, NobodyButItsGiverLearnsOfIt) {
    const auto given = world.give(rude());

    EXPECT_TRUE(given.held());
    EXPECT_THAT(world.topics_with("Klaproos"), ElementsAre(topic_of(ada)));
    EXPECT_THAT(world.topics_with(given.recognition_id()), ElementsAre(topic_of(ada)));
    EXPECT_EQ(world.feed(ada).recognitions(0).held(), true);
    for (const auto& other : {grace, piet, curator}) {
        EXPECT_EQ(world.feed(other).recognitions_size(), 0);
        EXPECT_EQ(world.said_to(other).recognitions_size(), 0);
        EXPECT_THAT(kinds(other), IsEmpty());
        EXPECT_EQ(inbox_of(other).unread(), 0U);
        EXPECT_EQ(comment(other, given.recognition_id(), "Mooi").error().reason, "RECOGNITION_NOT_FOUND");
    }
    EXPECT_EQ(on_screens(), 0U);
    EXPECT_EQ(count(kStandings), 0);
    EXPECT_EQ(count(kFound), 0);
    EXPECT_EQ(world.left(ada), 90U) << "the credits are on their way";
}

TEST_P(HoldingTest, TheCustomerMomentIsLookedAtToo) {
    auto command = world.thanks(ada, {grace});
    command.customer_moment = "De klant zei: wat een K.L.O.T.E zooi";
    EXPECT_TRUE(world.give(command).held());
}

TEST_P(HoldingTest, WhatOnlySomeSeeIsNobodysToLookAt) {
    EXPECT_FALSE(world.give(rude(v1::VISIBILITY_TEAM)).held());
    EXPECT_FALSE(world.give(rude(v1::VISIBILITY_ONLY_US)).held());
    EXPECT_EQ(held(curator).items_size(), 0);
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 2);
}

TEST_P(HoldingTest, AColleaguesNameHoldsNothing) {
    world.named("Jan Klote");
    auto command = world.thanks(ada, {grace});
    command.message = "Met dank aan Klote, en aan Jan Klote";
    EXPECT_FALSE(world.give(command).held());
}

TEST_P(HoldingTest, ReleasedItIsAsIfItWereGivenNow) {
    give_rude();
    const auto between = world.give(world.thanks(piet, {grace}));
    world.database.clock().advance(std::chrono::minutes{40});

    const auto released = release(curator, held(curator).items(0));

    ASSERT_TRUE(released);
    EXPECT_GT(released->position(), between.position());
    const auto feed = world.feed(piet);
    ASSERT_EQ(feed.recognitions_size(), 2);
    EXPECT_EQ(feed.recognitions(0).position(), released->position()) << "the newest comes first";
    EXPECT_FALSE(feed.recognitions(0).held());
    EXPECT_GT(feed.recognitions(0).given_at().seconds(), feed.recognitions(1).given_at().seconds());
    EXPECT_EQ(world.said_to(grace).recognitions(0).position(), released->position());
    EXPECT_THAT(
        world.topics_with("Klaproos, wat"), UnorderedElementsAre("feed", "wall", wall_topic_of(north), topic_of(grace))
    );
    EXPECT_EQ(world.events("lobby").size(), 2U);
    EXPECT_EQ(on_screens(), 6U);
    EXPECT_GT(count(kFound), 0);
    EXPECT_THAT(kinds(grace), ElementsAre(v1::INBOX_KIND_THANKED, v1::INBOX_KIND_THANKED));
    EXPECT_THAT(kinds(ada), ElementsAre(v1::INBOX_KIND_RELEASED));
    EXPECT_EQ(world.left(ada), 90U);
    EXPECT_EQ(held(curator).items_size(), 0);
    EXPECT_TRUE(world.take_back(ada, feed.recognitions(0).id())) << "the minute begins when others see it";
}

TEST_P(HoldingTest, ReleasedItCountsOnBoardsAsAnyOther) {
    world.give(world.thanks(ada, {grace}));
    const auto rows = count(kStandings);
    const auto taken = world.give(world.thanks(ada, {grace}));
    const auto twice = count(kStandings);
    ASSERT_TRUE(world.take_back(ada, taken.recognition_id()));
    give_rude();
    ASSERT_EQ(count(kStandings), rows);
    ASSERT_TRUE(release(curator, held(curator).items(0)));
    EXPECT_EQ(count(kStandings), twice);
}

TEST_P(HoldingTest, DeclinedItsGiverReadsWhyAndHasTheCreditsBack) {
    const auto id = give_rude();
    ASSERT_EQ(world.left(ada), 90U);

    ASSERT_TRUE(decline(curator, held(curator).items(0)));

    EXPECT_EQ(world.left(ada), 100U);
    const auto inbox = inbox_of(ada);
    ASSERT_EQ(inbox.items_size(), 1);
    EXPECT_EQ(inbox.items(0).kind(), v1::INBOX_KIND_HIDDEN);
    EXPECT_EQ(inbox.items(0).text(), "Schrijf het liever anders");
    EXPECT_EQ(inbox.items(0).recognition_id(), id);
    EXPECT_FALSE(inbox.items(0).has_actor());
    EXPECT_TRUE(world.feed(ada).recognitions(0).hidden());
    EXPECT_EQ(world.feed(ada).recognitions(0).credits_each(), 0U);
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 0);
    EXPECT_EQ(inbox_of(grace).unread(), 0U);
    EXPECT_THAT(world.topics_with("Klaproos, wat"), ElementsAre(topic_of(ada)));
    ASSERT_TRUE(world.take_back(ada, id));
    EXPECT_EQ(world.left(ada), 100U) << "credits return once";
}

TEST_P(HoldingTest, ItsGiverTakesItBackAtAnyTime) {
    const auto id = give_rude();
    world.database.clock().advance(std::chrono::hours{20});

    ASSERT_TRUE(world.take_back(ada, id));

    EXPECT_THAT(world.topics_with("Klaproos"), IsEmpty());
    EXPECT_EQ(world.left(ada), 100U);
    EXPECT_EQ(held(curator).items_size(), 0);
    EXPECT_EQ(told_to_review(curator), 2U);
}

TEST_P(HoldingTest, ItsGiverWritesItAnewAndItWaitsOn) {
    const auto id = give_rude();
    world.database.clock().advance(std::chrono::hours{20});

    ASSERT_TRUE(edit(ada, id, "Lavendel, wat een klus"));

    EXPECT_THAT(world.topics_with("Klaproos"), IsEmpty());
    EXPECT_THAT(world.topics_with("Lavendel"), ElementsAre(topic_of(ada)));
    const auto list = held(curator);
    ASSERT_EQ(list.items_size(), 1);
    EXPECT_EQ(list.items(0).recognition().message(), "Lavendel, wat een klus");
    EXPECT_EQ(list.items(0).words_size(), 0);
    ASSERT_TRUE(release(curator, list.items(0)));
    const auto before =
        read([&](store::Reader& reader) { return recognition::list_edits(reader, grace, RecognitionId{id}); });
    EXPECT_EQ(before->edits_size(), 0) << "what nobody read is not kept for them";
    EXPECT_FALSE(world.feed(grace).recognitions(0).has_edited_at());
}

TEST_P(HoldingTest, WordsThatAreShownDoNotBecomeHeldOnes) {
    const auto id = world.give(world.thanks(ada, {grace})).recognition_id();
    const auto private_one = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();

    EXPECT_EQ(edit(ada, id, "Wat een klote klus").error().reason, "WORDS_HELD");

    EXPECT_EQ(world.feed(piet).recognitions(0).message(), "Zonnebloem bedankt");
    EXPECT_TRUE(edit(ada, private_one, "Wat een klote klus"));
}

TEST_P(HoldingTest, AMergeTakesItAlong) {
    const auto old = world.named("Ada de Boer");
    auto command = rude();
    command.giver = old;
    world.give(command);

    ASSERT_TRUE(world.try_merge(ada, old));

    ASSERT_EQ(world.feed(ada).recognitions_size(), 1);
    EXPECT_TRUE(world.feed(ada).recognitions(0).held());
    EXPECT_EQ(world.feed(piet).recognitions_size(), 0);
    const auto list = held(curator);
    ASSERT_EQ(list.items_size(), 1);
    ASSERT_TRUE(release(curator, list.items(0)));
    EXPECT_EQ(world.feed(piet).recognitions(0).giver().name(), "Ada Bos");
    EXPECT_THAT(kinds(ada), ElementsAre(v1::INBOX_KIND_RELEASED));
}

INSTANTIATE_TEST_SUITE_P(Databases, HoldingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::moderation
