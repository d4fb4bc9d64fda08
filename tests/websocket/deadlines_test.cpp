#include "websocket/fixture.hpp"

namespace koebel::gateway {
namespace {

using namespace std::chrono_literals;
using DeadlinesTest = WebSocketTest;

TEST_F(DeadlinesTest, PingsCarryTheHeadsOfWhatIsFollowed) {
    auto settings = quick();
    settings.ping = 20ms;
    start(settings);
    publish("feed");
    auto client = connect(ada());
    client.send(subscribe("feed", epoch(), 1));

    for (;;) {
        const auto message = client.receive();
        ASSERT_TRUE(message);
        v1::ServerFrame frame;
        ASSERT_TRUE(frame.ParseFromString(message->payload));
        if (!frame.has_ping()) continue;
        v1::ClientFrame pong;
        pong.mutable_pong()->set_t(frame.ping().t());
        client.send(pong);
        if (frame.ping().heads().empty()) continue;
        EXPECT_EQ(frame.ping().heads(0).topic(), "feed");
        EXPECT_EQ(frame.ping().heads(0).seq(), 1U);
        return;
    }
}

TEST_F(DeadlinesTest, APingWithoutPongClosesWith4003) {
    auto settings = quick();
    settings.ping = 20ms;
    settings.pong_deadline = 50ms;
    start(settings);
    auto client = connect(ada());

    EXPECT_EQ(client.await_close(), 4003);
}

TEST_F(DeadlinesTest, WhoTalksButDoesNotReadIsClosedWith4002) {
    auto settings = quick();
    settings.send_buffer = 8 << 10;
    settings.write_stall = 100ms;
    start(settings);
    auto client = connect(ada(), 4 << 10);
    client.send(subscribe("feed", epoch()));
    (void)await_status(client, v1::Subscribed::STATUS_LIVE);

    for (int i = 0; i < 100; ++i) publish("feed", std::string(900, 'x'));

    EXPECT_TRUE(await_closed(4002));
    EXPECT_EQ(hub_->statistics().connections, 0) << "and cut, although it never answered the close";
}

TEST_F(DeadlinesTest, ASessionThatExpiresIsToldAndThenClosedWith4100) {
    start();
    auto caller = ada();
    caller.session_ends = database_.clock().now() + 10min;
    auto client = connect(caller);
    (void)client.receive_frame();

    database_.clock().advance(9min + 30s);
    const auto notice = client.receive_frame();
    database_.clock().advance(31s);

    ASSERT_TRUE(notice && notice->has_notice());
    EXPECT_EQ(notice->notice().kind(), v1::Notice::KIND_EXPIRING);
    EXPECT_EQ(client.await_close(), 4100);
}

TEST_F(DeadlinesTest, ADrainSaysWithinWhichTimeToReturnAndClosesWith4000) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();

    websockets_->drain(2'500ms);
    const auto notice = client.receive_frame();

    ASSERT_TRUE(notice && notice->has_notice());
    EXPECT_EQ(notice->notice().kind(), v1::Notice::KIND_DRAIN);
    EXPECT_EQ(notice->notice().retry_window_ms(), 2'500U);
    EXPECT_EQ(client.await_close(), 4000);
    EXPECT_TRUE(websockets_->wait(10s));
}

TEST_F(DeadlinesTest, WhoeverADrainLeavesOverIsCutAndLeavesTheShard) {
    auto settings = quick();
    settings.closing = 60min;
    start(settings);
    auto client = connect(ada());
    (void)client.receive_frame();
    websockets_->drain(0ms);
    while (client.receive_frame()) {  // and it never answers the close
    }
    ASSERT_EQ(client.close_code(), 4000);
    ASSERT_EQ(hub_->statistics().connections, 1);

    websockets_->cut();

    EXPECT_TRUE(websockets_->wait(10s));
    EXPECT_EQ(hub_->statistics().connections, 0);
}

TEST_F(DeadlinesTest, ANodeThatHearsNothingFromSqlClosesWith4005) {
    live_settings_.poll = 10'000ms;  // nothing asks SQL meanwhile
    live_settings_.isolated_after = 1s;
    start();
    auto client = connect(ada());

    EXPECT_EQ(client.await_close(), 4005);
}

TEST_F(DeadlinesTest, AClockThatJumpsClosesNobody) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();

    database_.clock().advance(std::chrono::hours{1});
    publish("feed");
    client.send(subscribe("feed", epoch(), 1));

    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_LIVE).head(), 1U);
}

}  // namespace
}  // namespace koebel::gateway
