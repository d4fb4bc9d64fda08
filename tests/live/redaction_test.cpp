#include "live/fixture.hpp"

namespace koebel::live {
namespace {

using RedactionTest = LiveTest;

bool holds_words(const std::vector<v1::ServerFrame>& frames, const std::string& words) {
    return std::ranges::any_of(frames, [&](const auto& frame) {
        return frame.SerializeAsString().find(words) != std::string::npos;
    });
}

TEST_P(RedactionTest, WhoComesLateGetsATombstoneFromTheRing) {
    start();
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->await_status("feed", v1::Subscribed::STATUS_LIVE);
    const auto position = publish("feed", "unfortunate words");
    ada->await_event("feed", 1);
    withdraw("feed", "r-1", {position});
    ada->await_event("feed", 2);

    const auto late = follower();
    late->subscribe("feed", epoch(), 0);
    const auto events = late->await_event("feed", 2);

    EXPECT_TRUE(holds_words(ada->frames(), "unfortunate"));
    EXPECT_FALSE(holds_words(late->frames(), "unfortunate"));
    EXPECT_EQ(applied(events, 0), (std::vector<std::uint64_t>{1, 2}));
    EXPECT_EQ(events.front().type(), "recognition_given");
    EXPECT_FALSE(events.front().has_body());
    EXPECT_EQ(hub_->statistics().block_reads, 0) << "the ring served it";
}

TEST_P(RedactionTest, WhatRetentionTookFromSqlLeavesTheRingToo) {
    static constexpr store::Sql kForget{"test.forget", "DELETE FROM log WHERE position = $1"};
    start();
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->await_status("feed", v1::Subscribed::STATUS_LIVE);
    const auto position = publish("feed", "unfortunate words");
    publish("feed", "others");
    ada->await_event("feed", 2);
    database_.write([position](store::Transaction& tx) -> Result<int> {
        tx.run(kForget, position);
        return 0;
    });
    withdraw("feed", "r-1", {position});
    ada->await_event("feed", 3);

    const auto late = follower();
    late->subscribe("feed", epoch(), 0);
    late->await_status("feed", v1::Subscribed::STATUS_RESET);

    EXPECT_FALSE(holds_words(late->frames(), "unfortunate"));
}

TEST_P(RedactionTest, WhoComesLateGetsATombstoneFromACachedBlock) {
    const auto position = publish("feed", "unfortunate words");
    publish_many("feed", 10);
    start();
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->await_event("feed", 11);
    ASSERT_TRUE(holds_words(ada->frames(), "unfortunate")) << "the block is in the cache";

    withdraw("feed", "r-1", {position});
    ada->await_event("feed", 12);
    const auto late = follower(1);
    late->subscribe("feed", epoch(), 0);

    EXPECT_EQ(applied(late->await_event("feed", 12), 0).size(), 12U);
    EXPECT_FALSE(holds_words(late->frames(), "unfortunate"));
}

TEST_P(RedactionTest, WhoIsSlowGetsATombstoneInsteadOfWhatWaitedForIt) {
    start();
    const auto slow = follower();
    slow->subscribe("feed", epoch(), 0);
    slow->await_status("feed", v1::Subscribed::STATUS_LIVE);
    const auto other = follower();
    other->subscribe("feed", epoch(), 0);
    slow->stall();

    const auto position = publish("feed", "unfortunate words");
    other->await_event("feed", 1);
    withdraw("feed", "r-1", {position});
    other->await_event("feed", 2);
    slow->resume();

    EXPECT_EQ(applied(slow->await_event("feed", 2), 0).size(), 2U);
    EXPECT_FALSE(holds_words(slow->frames(), "unfortunate"));
}

TEST_P(RedactionTest, GivenAndTakenBackInOneCommitNeverShowsTheWords) {
    start();
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->await_status("feed", v1::Subscribed::STATUS_LIVE);

    database_.write([](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody given;
        given.mutable_recognition_given()->mutable_recognition()->set_message("unfortunate words");
        const auto position = tx.append({.topic = "feed", .body = given});
        v1::EventBody gone;
        gone.mutable_recognition_withdrawn()->set_recognition_id("r-1");
        return tx.append({.topic = "feed", .body = gone, .redacts = {position}});
    });

    EXPECT_EQ(applied(ada->await_event("feed", 2), 0).size(), 2U);
    EXPECT_FALSE(holds_words(ada->frames(), "unfortunate"));
}

INSTANTIATE_TEST_SUITE_P(Databases, RedactionTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::live
