#include "websocket/fixture.hpp"

namespace koebel::gateway {
namespace {

using SessionTest = WebSocketTest;

TEST_F(SessionTest, WelcomeComesFirstAndNamesTheBuild) {
    start();
    auto client = connect(ada());

    ASSERT_EQ(client.status(), 101);
    const auto frame = client.receive_frame();

    ASSERT_TRUE(frame && frame->has_welcome());
    EXPECT_EQ(frame->welcome().build(), "koebeld-of-this-test");
    EXPECT_GT(frame->welcome().now().seconds(), 0);
}

/// The next frame, which has to be a notice.
v1::Notice notice_of(test::WebSocketClient& client) {
    const auto frame = client.receive_frame();
    EXPECT_TRUE(frame && frame->has_notice());
    return frame ? frame->notice() : v1::Notice{};
}

TEST_F(SessionTest, WhoIsHereAndWhoComesAreToldThatAPartIsAwayAndThatItIsBack) {
    start();
    auto here = connect(ada());
    ASSERT_TRUE(here.receive_frame()->has_welcome());

    websockets_->degraded("redis", true);
    const auto told = notice_of(here);
    auto late = connect(ada());
    ASSERT_TRUE(late.receive_frame()->has_welcome()) << "first";
    const auto told_late = notice_of(late);

    for (const auto& notice : {told, told_late}) {
        EXPECT_EQ(notice.kind(), v1::Notice::KIND_DEGRADED);
        EXPECT_EQ(notice.component(), "redis");
    }

    websockets_->degraded("redis", false);
    for (auto* client : {&here, &late}) {
        const auto over = notice_of(*client);
        EXPECT_EQ(over.kind(), v1::Notice::KIND_RECOVERED);
        EXPECT_EQ(over.component(), "redis");
    }
    auto later = connect(ada());
    ASSERT_TRUE(later.receive_frame()->has_welcome());
    later.send(call(1));
    EXPECT_TRUE(later.receive_frame()->has_reply()) << "nothing in between";
}

TEST_F(SessionTest, CallsRunOneAtATimeAndAreAnsweredInOrder) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();

    for (std::uint32_t id = 1; id <= 30; ++id) client.send(call(id));

    for (std::uint32_t id = 1; id <= 30; ++id) {
        const auto frame = client.receive_frame();
        ASSERT_TRUE(frame && frame->has_reply());
        EXPECT_EQ(frame->reply().id(), id);
        v1::GetAllowanceResponse response;
        ASSERT_TRUE(response.ParseFromString(frame->reply().ok()));
        EXPECT_EQ(response.left(), id);
    }
    EXPECT_EQ(allowances_.most_at_once(), 1);
}

TEST_F(SessionTest, ARefusalCarriesItsCodeAndReason) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();

    client.send(call(7, "koebel.v1.RecognitionService/Nonsense"));
    const auto frame = client.receive_frame();

    ASSERT_TRUE(frame && frame->has_reply());
    EXPECT_EQ(frame->reply().id(), 7U);
    EXPECT_EQ(frame->reply().error().code(), static_cast<std::uint32_t>(Code::kUnimplemented));
    EXPECT_EQ(frame->reply().error().reason(), "METHOD_UNKNOWN");
}

TEST_F(SessionTest, OtherFramesAreHandledWhileACallWaits) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();
    allowances_.hold();

    client.send(call(1));
    client.send(subscribe("feed", epoch()));

    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_LIVE).topic(), "feed");
    allowances_.release();
    EXPECT_TRUE(client.receive_frame()->has_reply());
}

TEST_F(SessionTest, AFullQueueStopsReadingUntilACallIsDone) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();
    allowances_.hold();

    for (std::uint32_t id = 1; id <= 12; ++id) client.send(call(id));  // one runs, eight wait, three are not read
    client.send(subscribe("feed", epoch()));
    publish("feed");
    allowances_.release();

    std::uint32_t replies = 0;
    while (const auto frame = client.receive_frame()) {
        if (frame->has_subscribed()) break;
        if (frame->has_reply()) ++replies;
    }
    EXPECT_GE(replies, 1U) << "the subscription was handled although the queue was full";
}

TEST_F(SessionTest, EventsArriveInOrderAtASlowReaderWhileItTalks) {
    auto settings = quick();
    settings.send_buffer = 8 << 10;
    start(settings);
    auto client = connect(ada(), 4 << 10);
    (void)client.receive_frame();
    client.send(subscribe("feed", epoch()));
    (void)await_status(client, v1::Subscribed::STATUS_LIVE);

    for (int i = 0; i < 300; ++i) publish("feed", std::string(500, 'x'));
    for (int i = 0; i < 20; ++i) client.send_frame(9, "ping " + std::to_string(i));

    std::uint64_t seq = 0;
    int pongs = 0;
    while (seq < 300 || pongs == 0) {
        const auto message = client.receive();
        ASSERT_TRUE(message);
        if (message->opcode == 10) ++pongs;
        if (message->opcode != 2) continue;
        v1::ServerFrame frame;
        ASSERT_TRUE(frame.ParseFromString(message->payload));
        const auto events = frame.has_block()
                                ? std::vector<v1::Event>{frame.block().events().begin(), frame.block().events().end()}
                            : frame.has_event() ? std::vector<v1::Event>{frame.event()}
                                                : std::vector<v1::Event>{};
        for (const auto& event : events) {
            if (event.seq() <= seq) continue;
            ASSERT_EQ(event.seq(), seq + 1);
            seq = event.seq();
        }
    }
}

TEST_F(SessionTest, WhatIsNotAClientFrameClosesWith4400) {
    start();
    const std::vector<std::pair<std::uint8_t, std::string>> bad{
        {1, "text"}, {2, "\xff\xff\xff"}, {2, ""}, {2, subscribe(std::string(201, 't'), "e").SerializeAsString()}
    };

    for (const auto& [opcode, payload] : bad) {
        auto client = connect(ada());
        (void)client.receive_frame();
        client.send_frame(opcode, payload);
        EXPECT_EQ(client.await_close(), 4400) << payload;
    }
}

TEST_F(SessionTest, AMessageAboveTheBoundClosesWith1009) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();

    client.send_frame(2, std::string((64 << 10) + 1, 'x'));

    EXPECT_EQ(client.await_close(), 1009);
}

TEST_F(SessionTest, MoreFramesThanAllowedCloseWith4229) {
    auto settings = quick();
    settings.frames_rate = 1;
    settings.frames_burst = 10;
    start(settings);
    auto client = connect(ada());
    (void)client.receive_frame();

    v1::ClientFrame pong;
    pong.mutable_pong()->set_t(99);
    for (int i = 0; i < 12; ++i) client.send(pong);

    EXPECT_EQ(client.await_close(), 4229);
}

TEST_F(SessionTest, ATopicTheCallerMayNotFollowEndsAtOnceAndSoDoesOneTooMany) {
    auto settings = quick();
    settings.subscriptions = 1;
    start(settings);
    auto client = connect(ada());
    (void)client.receive_frame();

    client.send(subscribe("team:others", epoch()));
    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_ENDED).topic(), "team:others");
    client.send(subscribe("access", epoch()));
    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_ENDED).topic(), "access");
    client.send(subscribe("feed", epoch()));
    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_LIVE).topic(), "feed");
    client.send(subscribe("team:a", epoch()));
    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_ENDED).topic(), "team:a");
}

TEST_F(SessionTest, ACloseOfTheClientsIsAnsweredAndTheSessionEndsAlsoWhenTheSocketStaysOpen) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();

    client.send_close(1000);

    EXPECT_EQ(client.await_close(), 1000);
    EXPECT_TRUE(await_closed(1000));
    EXPECT_EQ(hub_->statistics().connections, 0);
}

}  // namespace
}  // namespace koebel::gateway
