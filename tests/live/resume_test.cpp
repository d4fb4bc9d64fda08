#include "live/fixture.hpp"

#include "store/statistics.hpp"

#include <thread>

namespace koebel::live {
namespace {

using ResumeTest = LiveTest;

std::vector<std::uint64_t> counting(std::uint64_t from, std::uint64_t to) {
    std::vector<std::uint64_t> seqs;
    for (auto seq = from; seq <= to; ++seq) seqs.push_back(seq);
    return seqs;
}

TEST_P(ResumeTest, AFollowerAtTheHeadGetsEachEventOnceAndInOrder) {
    start();
    const auto ada = follower(0);
    const auto grace = follower(1);
    for (const auto* one : {&ada, &grace}) {
        (*one)->subscribe("feed", epoch(), 0);
        (*one)->await_status("feed", v1::Subscribed::STATUS_LIVE);
    }

    for (int i = 0; i < 20; ++i) publish("feed", "thanks");

    EXPECT_EQ(applied(ada->await_event("feed", 20), 0), counting(1, 20));
    EXPECT_EQ(applied(grace->await_event("feed", 20), 0), counting(1, 20));
    EXPECT_EQ(ada->frames().back().event().body().recognition_given().recognition().message(), "thanks");
}

TEST_P(ResumeTest, CatchesUpAcrossBlocksFromWhereItWas) {
    publish_many("feed", 200);
    start();
    const auto ada = follower();

    ada->subscribe("feed", epoch(), 70);
    const auto frames = ada->await_status("feed", v1::Subscribed::STATUS_LIVE);
    publish("feed", "and one more");

    EXPECT_EQ(frames.front().subscribed().status(), v1::Subscribed::STATUS_CATCHING_UP);
    EXPECT_EQ(frames.front().subscribed().head(), 200U);
    EXPECT_EQ(applied(ada->await_event("feed", 201), 70), counting(71, 201));
}

TEST_P(ResumeTest, ManyWhoReturnShareTheReadsOfABlock) {
    publish_many("feed", 130);
    start();
    std::vector<std::unique_ptr<Follower>> all;

    for (std::size_t i = 0; i < 20; ++i) {
        all.push_back(follower(i % 2));
        all.back()->subscribe("feed", epoch(), i);
    }

    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(applied(all[i]->await_event("feed", 130), i), counting(i + 1, 130));
    }
    EXPECT_EQ(hub_->statistics().block_reads, 3) << "one read per block of 64";
    EXPECT_EQ(hub_->statistics().block_reads + hub_->statistics().block_hits, 60);
}

TEST_P(ResumeTest, EventsOfSeveralTopicsComeInLogOrder) {
    start();
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->subscribe("team:a", epoch(), 0);
    ada->await_status("feed", v1::Subscribed::STATUS_LIVE);
    ada->await_status("team:a", v1::Subscribed::STATUS_LIVE);
    ada->stall();

    for (int i = 0; i < 10; ++i) {
        publish("feed", "for all");
        publish("team:a", "for us");
    }
    follower(0)->run([](Connection&) {});
    ada->resume();

    ada->await_event("feed", 10);
    ada->await_event("team:a", 10);
    std::uint64_t position = 0;
    for (const auto& frame : ada->frames()) {
        if (!frame.has_event()) continue;
        EXPECT_GT(frame.event().position(), position);
        position = frame.event().position();
    }
}

TEST_P(ResumeTest, AnotherEpochIsToldToStartFromASnapshot) {
    publish("feed", "thanks");
    start();
    const auto ada = follower();

    ada->subscribe("feed", "another", 1);
    const auto frames = ada->await_status("feed", v1::Subscribed::STATUS_RESET);

    EXPECT_EQ(frames.back().subscribed().epoch(), epoch());
    EXPECT_TRUE(events_of(frames, "feed").empty());
}

TEST_P(ResumeTest, APlaceAboveSqlsHeadIsReset) {
    publish("feed", "thanks");
    start();
    const auto ada = follower();

    ada->subscribe("feed", epoch(), 7);

    ada->await_status("feed", v1::Subscribed::STATUS_RESET);
    EXPECT_EQ(hub_->statistics().resets, 1);
}

TEST_P(ResumeTest, APlaceThisNodeHasNotReachedYetIsCatchingUpNeverReset) {
    auto settings = quick();
    settings.poll = std::chrono::seconds{10};
    start(settings);
    const auto grace = follower();
    grace->subscribe("feed", epoch(), 0);
    grace->await_status("feed", v1::Subscribed::STATUS_LIVE);

    // While the io thread is busy, SQL gets ahead of it; the subscription comes before the batch.
    const auto ada = follower();
    v1::Subscribe request;
    request.set_topic("feed");
    request.set_epoch(epoch());
    request.set_from(1);
    ada->run([&](Connection& connection) {
        publish("feed", "thanks");
        connection.subscribe(request);
    });

    const auto frames = ada->await_status("feed", v1::Subscribed::STATUS_LIVE);
    EXPECT_TRUE(events_of(frames, "feed").empty()) << "it had event 1 already";
    EXPECT_EQ(hub_->statistics().resets, 0);
}

TEST_P(ResumeTest, AHeadThatWasReadBeforeTheSubscriptionCameIsNoReasonToReset) {
    auto settings = quick();
    settings.poll = std::chrono::seconds{10};  // nobody else reads
    start(settings);
    const auto ada = follower();
    const auto grace = follower();
    Connection* other = nullptr;
    grace->run([&](Connection& connection) { other = &connection; });
    v1::Subscribe request;
    request.set_topic("feed");
    request.set_epoch(epoch());
    const auto& reads = database_.store().statistics().reads;

    // The io thread is busy: the head that was read for ada, before the event, waits until grace has come.
    ada->run([&](Connection& connection) {
        const auto before = reads.load();
        connection.subscribe(request);
        while (reads == before) std::this_thread::yield();
        publish("feed", "thanks");
        request.set_from(1);
        other->subscribe(request);
    });

    const auto frames = grace->await_status("feed", v1::Subscribed::STATUS_LIVE);
    EXPECT_TRUE(events_of(frames, "feed").empty()) << "it had event 1 already";
    EXPECT_EQ(hub_->statistics().resets, 0);
}

TEST_P(ResumeTest, ARingThatWasDroppedUnderASlowFollowerIsReadFromSql) {
    auto settings = quick();
    settings.ring_frames = 5;
    start(settings);
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->await_status("feed", v1::Subscribed::STATUS_LIVE);
    ada->stall();

    for (int i = 0; i < 100; ++i) publish("feed", "thanks");
    const auto grace = follower();
    grace->subscribe("feed", epoch(), 100);
    grace->await_status("feed", v1::Subscribed::STATUS_LIVE);
    ada->resume();

    EXPECT_EQ(applied(ada->await_event("feed", 100), 0), counting(1, 100));
    EXPECT_GT(hub_->statistics().block_reads, 0);
}

TEST_P(ResumeTest, RingsStayWithinTheirBudgetTheLeastRecentlyReadGoesFirst) {
    auto settings = quick();
    settings.byte_budget = 64UL << 10;
    start(settings);
    const auto ada = follower();
    for (const auto* topic : {"team:quiet", "feed"}) {
        ada->subscribe(topic, epoch(), 0);
        ada->await_status(topic, v1::Subscribed::STATUS_LIVE);
    }

    publish("team:quiet", "once");
    for (int i = 0; i < 40; ++i) publish("feed", std::string(1'000, 'x'));

    EXPECT_EQ(applied(ada->await_event("feed", 40), 0), counting(1, 40));
    EXPECT_LE(hub_->statistics().ring_bytes, 24L << 10);
    // Where the machine was slow, the first follower has fallen out of the ring of "feed" itself.
    const auto before = hub_->statistics().block_reads;
    const auto grace = follower();
    grace->subscribe("team:quiet", epoch(), 0);
    grace->await_event("team:quiet", 1);
    EXPECT_EQ(hub_->statistics().block_reads - before, 1) << "the quiet topic's frame had gone";
}

TEST_P(ResumeTest, LiveNamesTheLastEventThatWasSentAlsoWhenAnotherCameSince) {
    publish("feed", "one");
    start();
    const auto grace = follower();
    grace->subscribe("feed", epoch(), 1);
    grace->await_status("feed", v1::Subscribed::STATUS_LIVE);
    const auto ada = follower();
    ada->stall();
    ada->subscribe("feed", epoch(), 0);
    std::vector<Frame> frames;
    const auto take = [&] {
        frames.clear();
        ada->run([&](Connection& connection) {
            connection.gather(frames, 8);
            connection.taken(frames.size());
        });
    };
    while (std::ranges::none_of(frames, [](const auto& frame) { return decoded(*frame).has_block(); })) take();

    publish("feed", "two");
    grace->await_event("feed", 2);
    take();

    ASSERT_EQ(frames.size(), 2U);
    EXPECT_EQ(decoded(*frames[0]).subscribed().status(), v1::Subscribed::STATUS_LIVE);
    EXPECT_EQ(decoded(*frames[0]).subscribed().head(), 1U);
    EXPECT_EQ(decoded(*frames[1]).event().seq(), 2U);
}

TEST_P(ResumeTest, UnsubscribedMeansNothingMoreComes) {
    start();
    const auto ada = follower();
    ada->subscribe("feed", epoch(), 0);
    ada->await_status("feed", v1::Subscribed::STATUS_LIVE);

    ada->unsubscribe("feed");
    ada->await_status("feed", v1::Subscribed::STATUS_ENDED);
    publish("feed", "thanks");
    ada->subscribe("team:a", epoch(), 0);
    ada->await_status("team:a", v1::Subscribed::STATUS_LIVE);

    EXPECT_TRUE(events_of(ada->frames(), "feed").empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, ResumeTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::live
