#include "people/value_saving.hpp"
#include "recognition/projection.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

class GiveTest : public WorldTest {
protected:
    TeamId north = world.team("Service Noord");
    TeamId south = world.team("Service Zuid");
    PersonId ada = world.person({.name = "Ada Bos", .teams = {north}});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {south}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {south}});
};

TEST_P(GiveTest, ARecognitionStandsInTheFeedAndIsSaidToWhoIsThanked) {
    const auto given = world.give(world.thanks(ada, {grace}));

    const auto feed = world.feed(noor);
    ASSERT_EQ(feed.recognitions_size(), 1);
    EXPECT_EQ(feed.recognitions(0).id(), given.recognition_id());
    EXPECT_EQ(feed.recognitions(0).giver().name(), "Ada Bos");
    EXPECT_EQ(feed.recognitions(0).recipients(0).name(), "Grace Vos");
    EXPECT_EQ(world.said_to(grace).unread(), 1U);
    EXPECT_EQ(world.said_to(ada).recognitions_size(), 0);
}

TEST_P(GiveTest, ARetiredValueStaysOnWhatWasSaidAndCanBeGivenNoMore) {
    world.give(world.thanks(ada, {grace}));
    const auto command = world.thanks(ada, {noor});
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        if (auto retired = people::retire_value(tx, command.values.front(), true); !retired) {
            return std::unexpected(retired.error());
        }
        return true;
    });

    EXPECT_EQ(world.try_give(command).error().reason, "VALUE_NOT_FOUND");
    EXPECT_EQ(world.feed(noor).recognitions(0).value_ids(0), command.values.front().text());
}

TEST_P(GiveTest, ThePageShowsWhatTheEventShowed) {
    world.give(world.thanks(ada, {grace, noor}));

    const auto event = world.events("feed").front().recognition_given().recognition();

    EXPECT_EQ(alone(world.feed(noor).recognitions(0)), event.SerializeAsString());
    const auto said = world.events(topic_of(grace)).front().recognition_given().recognition();
    EXPECT_EQ(alone(world.said_to(grace).recognitions(0)), said.SerializeAsString());
}

TEST_P(GiveTest, ThePositionIsThatOfTheFirstEntry) {
    const auto given = world.give(world.thanks(ada, {grace}));

    const auto log = world.database.log();
    EXPECT_EQ(log.front().position, given.position());
    EXPECT_EQ(world.events("wall").front().recognition_shown().recognition().position(), given.position());
}

TEST_P(GiveTest, WhatEveryoneMaySeeReachesFeedPeopleAndScreens) {
    world.give(world.thanks(ada, {grace, noor}));

    EXPECT_THAT(
        world.topics(),
        UnorderedElementsAre(
            "feed", topic_of(grace), topic_of(noor), topic_of(ada), "wall", wall_topic_of(south), "lobby"
        )
    );
    EXPECT_TRUE(world.events(topic_of(ada)).front().has_allowance_changed());
}

TEST_P(GiveTest, AShortAllowanceIsSharedAndAnEmptyOneBlocksNothing) {
    world.give(world.thanks(ada, {grace, noor}, v1::VISIBILITY_EVERYONE, Credits{45}));

    const auto shared =
        world.give(world.thanks(ada, {grace, noor, world.named("Piet")}, v1::VISIBILITY_EVERYONE, Credits{5}));
    EXPECT_EQ(shared.credits_each(), 3U);
    EXPECT_EQ(shared.allowance_left(), 1U);

    const auto empty = world.give(world.thanks(ada, {grace, noor}, v1::VISIBILITY_EVERYONE, Credits{5}));
    EXPECT_EQ(empty.credits_each(), 0U);
    EXPECT_EQ(world.left(ada), 1U);
}

TEST_P(GiveTest, TheAllowanceRefillsOnTheOrganisationsOwnMonday) {
    using std::chrono::hours;
    world.give(world.thanks(ada, {grace, noor}, v1::VISIBILITY_EVERYONE, Credits{50}));
    EXPECT_EQ(world.left(ada), 0U);

    // Sunday 8 March 2026 23:30 UTC is Monday 00:30 in Amsterdam.
    world.database.clock().set(Instant{std::chrono::sys_days{std::chrono::March / 8 / 2026} + hours{22}});
    EXPECT_EQ(world.left(ada), 0U);
    world.database.clock().set(
        Instant{std::chrono::sys_days{std::chrono::March / 8 / 2026} + hours{23} + std::chrono::minutes{30}}
    );
    EXPECT_EQ(world.left(ada), 50U);
}

TEST_P(GiveTest, ATeamAsAWholeIsThankedOnceAndItsMembersThenHearIt) {
    const auto given = world.give(world.thanks(noor, south));
    const auto later = world.person({.name = "Later", .teams = {south}});

    EXPECT_EQ(given.allowance_left(), 90U);
    const auto said = world.said_to(grace);
    ASSERT_EQ(said.recognitions_size(), 1);
    EXPECT_EQ(said.recognitions(0).team().name(), "Service Zuid");
    EXPECT_EQ(said.recognitions(0).recipients_size(), 0);
    EXPECT_EQ(world.said_to(noor).recognitions_size(), 0);
    EXPECT_EQ(world.said_to(later).recognitions_size(), 0);
}

TEST_P(GiveTest, ARefusalLeavesNothingBehind) {
    const auto gone = world.person({.name = "Weg", .active = false});

    const auto refused = world.try_give(world.thanks(ada, {grace, gone}));

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "RECIPIENT_NOT_FOUND");
    EXPECT_THAT(world.database.log(), IsEmpty());
    EXPECT_EQ(world.feed(ada).recognitions_size(), 0);
    EXPECT_EQ(world.left(ada), 100U);
}

TEST_P(GiveTest, WhoseSessionEndedGivesNothing) {
    const auto command = world.thanks(ada, {grace});
    const auto refused = world.database.store().write_now("test.give", [&](store::Transaction& tx) {
        auto caller = World::caller(ada);
        caller.session = SessionId{"ended"};
        return world.repository.give(tx, caller, command);
    });

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "SESSION_ENDED");
    EXPECT_THAT(world.database.log(), IsEmpty());
}

TEST_P(GiveTest, ARepeatGetsTheFirstAnswerAndWritesOnce) {
    const auto command = world.thanks(ada, {grace});
    const auto give = [&] {
        auto job = [repository = world.repository, command](store::Transaction& tx) {
            return repository.give(tx, World::caller(command.giver), command);
        };
        return test::await(world.database.store().write(test::request(1), std::move(job)));
    };

    const auto first = give();
    const auto entries = world.database.log().size();
    const auto again = give();

    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
    EXPECT_EQ(world.database.log().size(), entries);
    EXPECT_EQ(world.left(ada), 90U);
}

TEST_P(GiveTest, GivesAtTheSameMomentShareOneAllowance) {
    boost::asio::io_context context{1};
    std::vector<std::future<Result<v1::GiveResponse>>> answers;
    for (std::uint64_t n = 0; n < 16; ++n) {
        auto job = [repository = world.repository, command = world.thanks(ada, {grace})](store::Transaction& tx) {
            return repository.give(tx, World::caller(command.giver), command);
        };
        answers.push_back(boost::asio::co_spawn(
            context, world.database.store().write(test::request(n), std::move(job)), boost::asio::use_future
        ));
    }
    context.run();

    std::uint32_t spent = 0;
    for (auto& answer : answers) spent += answer.get()->credits_each();
    EXPECT_EQ(spent, 100U);
    EXPECT_EQ(world.left(ada), 0U);
    EXPECT_EQ(world.feed(noor).recognitions_size(), 16);
}

TEST_P(GiveTest, TheFeedIsCutByPosition) {
    for (int i = 0; i < 5; ++i) world.give(world.thanks(ada, {grace}));

    const auto first = world.feed(noor, {.size = 2});
    const auto second = world.feed(noor, {.before = first.recognitions(1).position(), .size = 2});
    const auto last = world.feed(noor, {.before = second.recognitions(1).position(), .size = 2});

    EXPECT_TRUE(first.more());
    EXPECT_TRUE(second.more());
    EXPECT_FALSE(last.more());
    EXPECT_EQ(last.recognitions_size(), 1);
    EXPECT_GT(first.recognitions(1).position(), second.recognitions(0).position());
}

TEST_P(GiveTest, ASnapshotCarriesTheHeadsOfTheViewersTopics) {
    world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM));

    const auto feed = world.feed(noor);
    std::map<std::string, std::uint64_t> heads;
    for (const auto& head : feed.snapshot().heads()) heads[head.topic()] = head.seq();

    EXPECT_EQ(heads.size(), 3U);
    EXPECT_EQ(heads.at("feed"), 0U);
    EXPECT_EQ(heads.at(topic_of(south)), 1U);
    EXPECT_EQ(heads.at(topic_of(noor)), 0U);
}

TEST_P(GiveTest, TheReadPositionNeverMovesBackNorPastTheEnd) {
    const auto first = world.give(world.thanks(ada, {grace}));
    const auto second = world.give(world.thanks(ada, {grace}));
    EXPECT_EQ(world.said_to(grace).unread(), 2U);

    EXPECT_EQ(world.mark_read(grace, first.position())->unread(), 1U);
    EXPECT_EQ(world.mark_read(grace, ~std::uint64_t{0})->unread(), 0U);
    const auto back = world.mark_read(grace, first.position());

    EXPECT_GE(back->read_position(), second.position());
    world.give(world.thanks(ada, {grace}));
    EXPECT_EQ(world.said_to(grace).unread(), 1U);
    EXPECT_EQ(world.events(topic_of(grace))[2].said_to_me_read().unread(), 1U);
}

TEST_P(GiveTest, ASeededRecognitionHasItsOwnTimeAndCostsNothing) {
    const Instant past{std::chrono::sys_days{std::chrono::January / 5 / 2026}};
    world.database.write([&](store::Transaction& tx) {
        return world.repository.seed(tx, {.recognition = world.thanks(ada, {grace}), .given_at = past});
    });

    EXPECT_EQ(world.feed(noor).recognitions(0).given_at().seconds(), past.time_since_epoch() / std::chrono::seconds{1});
    EXPECT_EQ(world.feed(noor).recognitions(0).credits_each(), 10U);
    EXPECT_EQ(world.left(ada), 100U);
    EXPECT_TRUE(world.topics().contains("wall"));
}

INSTANTIATE_TEST_SUITE_P(Databases, GiveTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
