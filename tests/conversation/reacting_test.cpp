#include "talk.hpp"

namespace koebel::conversation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Reactions, as counts on every page and screen, and as names for who asks.
class ReactingTest : public TalkTest {
protected:
    std::vector<std::pair<v1::ReactionKind, std::uint32_t>> counts_in(const v1::ReactionsChanged& changed) {
        std::vector<std::pair<v1::ReactionKind, std::uint32_t>> counts;
        for (const auto& one : changed.reactions()) counts.emplace_back(one.kind(), one.count());
        return counts;
    }
    Result<v1::ListReactionsResponse> who_reacted(
        const PersonId& who, const std::string& id, std::uint32_t size = 0, const std::string& token = {}
    ) {
        v1::ListReactionsRequest request;
        request.set_recognition_id(id);
        request.set_page_size(size);
        request.set_page_token(token);
        return read([&](store::Reader& reader) { return list_reactions(reader, who, request); });
    }

    std::string given = world.give(world.thanks(ada, {grace})).recognition_id();
};

TEST_P(ReactingTest, EveryTopicThatHasItHearsTheCounts) {
    ASSERT_TRUE(react(noor, given, v1::REACTION_KIND_HEART));
    ASSERT_TRUE(react(piet, given, v1::REACTION_KIND_HEART));
    ASSERT_TRUE(react(grace, given, v1::REACTION_KIND_BELL));

    for (const auto& topic : {std::string{"feed"}, std::string{"wall"}, wall_topic_of(north)}) {
        EXPECT_THAT(
            counts_in(world.events(topic).back().reactions_changed()),
            ElementsAre(std::pair{v1::REACTION_KIND_BELL, 1U}, std::pair{v1::REACTION_KIND_HEART, 2U})
        ) << topic;
    }
    EXPECT_FALSE(world.events("lobby").back().has_reactions_changed());
    EXPECT_EQ(around(piet, given).reactions(1).count(), 2U);
    EXPECT_EQ(world.feed(piet).mine(0).reaction(), v1::REACTION_KIND_HEART);
    EXPECT_EQ(world.feed(ada).mine_size(), 0);
    EXPECT_EQ(world.events(topic_of(piet)).back().own_part_changed().part().reaction(), v1::REACTION_KIND_HEART);
}

TEST_P(ReactingTest, AnotherOneReplacesItAndNoneRemovesIt) {
    ASSERT_TRUE(react(noor, given, v1::REACTION_KIND_HEART));
    ASSERT_TRUE(react(noor, given, v1::REACTION_KIND_CLAP));
    EXPECT_THAT(
        counts_in(world.events("feed").back().reactions_changed()), ElementsAre(std::pair{v1::REACTION_KIND_CLAP, 1U})
    );
    const auto before = world.database.log().size();
    ASSERT_TRUE(react(noor, given, v1::REACTION_KIND_CLAP));
    EXPECT_EQ(world.database.log().size(), before) << "nothing changed, nothing is said";

    ASSERT_TRUE(react(noor, given, v1::REACTION_KIND_UNSPECIFIED));
    EXPECT_THAT(counts_in(world.events("feed").back().reactions_changed()), IsEmpty());
    EXPECT_EQ(around(ada, given).reactions_size(), 0);
}

TEST_P(ReactingTest, WhatOneMayNotSeeIsNotThere) {
    const auto team = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM)).recognition_id();
    const auto us = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();
    EXPECT_EQ(react(piet, team, v1::REACTION_KIND_HEART).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(react(noor, us, v1::REACTION_KIND_HEART).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(who_reacted(noor, us).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_TRUE(react(noor, team, v1::REACTION_KIND_HEART));
    EXPECT_TRUE(react(grace, us, v1::REACTION_KIND_HEART));
    EXPECT_EQ(world.events("feed").size(), 1U) << "of what is not for everyone the feed hears nothing";
    EXPECT_TRUE(world.take_back(ada, given));
    EXPECT_EQ(react(noor, given, v1::REACTION_KIND_HEART).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(react(noor, team, static_cast<v1::ReactionKind>(77)).error().reason, "REACTION_INVALID");
}

TEST_P(ReactingTest, NamesAreListedAsTheFeedMaySayThem) {
    const auto shy = world.person({.name = "Sanne Schuw", .publicity = {.feed = false}});
    ASSERT_TRUE(react(noor, given, v1::REACTION_KIND_HEART));
    ASSERT_TRUE(react(shy, given, v1::REACTION_KIND_SPARK));
    ASSERT_TRUE(react(piet, given, v1::REACTION_KIND_SMILE));

    std::vector<std::string> names;
    std::string token;
    do {
        const auto page = who_reacted(ada, given, 2, token).value();
        for (const auto& one : page.reactions()) names.push_back(one.person().name());
        token = page.next_page_token();
    } while (!token.empty());
    EXPECT_THAT(names, testing::UnorderedElementsAre("Noor de Graaf", "", "Piet Uil"));
    EXPECT_EQ(who_reacted(ada, given, 2, "x:y").error().reason, "PAGE_TOKEN_INVALID");
}

INSTANTIATE_TEST_SUITE_P(Databases, ReactingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::conversation
