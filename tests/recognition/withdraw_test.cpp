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
        alone(world.said_to(grace).recognitions(0))
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

/// What a wrapper has to hand on is protected, and named through this class.
struct Protected : store::Transaction {
    static constexpr auto kFetch = &Protected::fetch;
    static constexpr auto kExecute = &Protected::execute;
    static constexpr auto kExecuteCounted = &Protected::execute_counted;
};

/// Hands everything to another transaction, and notes how many entries were appended without a read between them.
class PacedTransaction final : public store::Transaction {
public:
    explicit PacedTransaction(store::Transaction& inner) : inner_(inner) {}

    [[nodiscard]] std::size_t longest_piece() const { return longest_; }

    [[nodiscard]] Instant now() const override { return inner_.now(); }
    std::string new_id() override { return inner_.new_id(); }
    std::uint64_t append(store::NewEntry entry) override {
        longest_ = std::max(longest_, ++piece_);
        return inner_.append(std::move(entry));
    }
    [[nodiscard]] std::uint64_t next_position() const override { return inner_.next_position(); }
    void schedule(std::string_view key, Instant due_at, std::string_view rule) override {
        inner_.schedule(key, due_at, rule);
    }
    void unschedule(std::string_view key) override { inner_.unschedule(key); }

protected:
    void fetch(std::span<const store::Bound> queries, const std::function<void(std::size_t, const store::Row&)>& each)
        override {
        piece_ = 0;
        (inner_.*Protected::kFetch)(queries, each);
    }
    void execute(store::Bound statement) override { (inner_.*Protected::kExecute)(std::move(statement)); }
    std::int64_t execute_counted(store::Bound statement) override {
        piece_ = 0;
        return (inner_.*Protected::kExecuteCounted)(std::move(statement));
    }

private:
    store::Transaction& inner_;
    std::size_t piece_ = 0;
    std::size_t longest_ = 0;
};

TEST_P(WithdrawTest, AChangeOfPublicityReachesFarBackInPiecesAndTheScreensFirst) {
    for (int i = 0; i < 60; ++i) world.give(world.thanks(ada, {grace}, v1::VISIBILITY_EVERYONE, Credits{0}));
    const auto before = world.database.log().size();

    const auto longest = world.database.write([&](store::Transaction& inner) -> Result<std::size_t> {
        PacedTransaction tx{inner};
        const auto [people] = tx.read(people::people_by_id({grace}));
        auto hidden = people.front();
        hidden.publicity = {.feed = false, .screens = v1::SCREEN_PUBLICITY_NO};
        world.repository.reproject(tx, people.front(), hidden);
        return tx.longest_piece();
    });

    EXPECT_LE(longest, 100U);
    const auto log = world.database.log();
    ASSERT_EQ(log.size(), before + 180);  // the feed, the wall, the team's wall
    for (auto i = before; i < before + 120; ++i) EXPECT_NE(log[i].topic, "feed") << i;
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
    EXPECT_EQ(alone(world.feed(ada).recognitions(0)), feed[1].recognition_changed().recognition().SerializeAsString());
    EXPECT_TRUE(world.events("wall").back().has_recognition_shown());
}

TEST_P(WithdrawTest, WhoLeavesTheScreensIsNoLongerNamedThere) {
    world.give(world.thanks(ada, {grace}));

    choose(world, grace, {.screens = v1::SCREEN_PUBLICITY_NO});

    EXPECT_FALSE(world.events("wall").front().has_recognition_shown());
    for (const auto& topic : {std::string{"wall"}, wall_topic_of(north)}) {
        const auto shown = world.events(topic).back().recognition_shown().recognition();
        EXPECT_EQ(shown.recipients(0).SerializeAsString(), "") << topic;
        EXPECT_EQ(shown.giver().name(), "Ada") << topic;
    }
    EXPECT_THAT(world.topics_with("Grace"), UnorderedElementsAre("feed", topic_of(grace)));
}

TEST_P(WithdrawTest, MoreOpennessIsShownToo) {
    world.give(world.thanks(ada, {grace}));

    choose(world, grace, {.screens = v1::SCREEN_PUBLICITY_FULL_NAME});

    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().recipients(0).name(), "Grace Vos");
    EXPECT_EQ(world.events("feed").size(), 1U);
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
