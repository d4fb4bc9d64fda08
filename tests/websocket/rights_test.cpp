#include "websocket/fixture.hpp"

#include <thread>

namespace koebel::gateway {
namespace {

using RightsTest = WebSocketTest;

constexpr std::uint8_t kPingFrame = 9;

TEST_F(RightsTest, AnEndedSessionClosesItsConnectionsWith4101AndNoOther) {
    start();
    auto gone = connect(ada());
    auto other = ada();
    other.session = SessionId{"0195e000-0000-7000-8000-0000000000ac"};
    auto stays = connect(other);
    (void)stays.receive_frame();

    change_access(v1::AccessChanged::KIND_SESSION_ENDED, ada().session.text());

    EXPECT_EQ(gone.await_close(), 4101);
    stays.send(subscribe("feed", epoch()));
    EXPECT_EQ(await_status(stays, v1::Subscribed::STATUS_LIVE).topic(), "feed");
}

TEST_F(RightsTest, AChangeBetweenAuthenticatingAndJoiningIsNotLost) {
    start();
    const auto authenticated = ada();
    change_access(v1::AccessChanged::KIND_SESSION_ENDED, authenticated.session.text());
    rights_.set(rpc::Caller{});
    await_tail();  // no connection is there to hear of it

    auto client = connect(authenticated);

    EXPECT_EQ(client.await_close(), 4101);
}

TEST_F(RightsTest, ATeamLeftBeforeJoiningCannotBeFollowed) {
    start();
    publish("team:a", "for the team only");
    auto without_team = ada();
    without_team.topics = {"feed"};
    rights_.set(without_team);

    auto client = connect(ada());
    client.send(subscribe("team:a", epoch()));

    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_ENDED).topic(), "team:a");
}

TEST_F(RightsTest, NothingOfATopicFollowsAnEndedSessionWhileTheCloseFrameWaits) {
    auto settings = quick();
    settings.send_buffer = 8 << 10;
    settings.closing = std::chrono::minutes{60};  // the backlog takes its time
    start(settings);
    auto client = connect(ada(), 4 << 10);
    client.send(subscribe("feed", epoch()));
    (void)await_status(client, v1::Subscribed::STATUS_LIVE);
    publish("feed", std::string(4 << 20, 'x'));  // the socket stands in the middle of it
    await_tail();
    client.send_frame(kPingFrame, "");  // Beast's Pong waits behind it, and the close frame behind the Pong
    await_tail();

    change_access(v1::AccessChanged::KIND_SESSION_ENDED, ada().session.text());
    publish("feed", "later than the session");
    await_tail();

    while (const auto frame = client.receive_frame()) {
        if (!frame->has_event()) continue;
        EXPECT_NE(frame->event().body().recognition_given().recognition().message(), "later than the session");
    }
    EXPECT_EQ(client.close_code(), 4101);
}

TEST_F(RightsTest, NoCallBeginsAfterItsSessionHasEnded) {
    auto settings = quick();
    settings.closing = std::chrono::minutes{60};  // the socket stays, because the client does not answer
    start(settings);
    auto client = connect(ada());
    allowances_.hold();
    client.send(call(1));
    client.send(call(2));
    while (websockets_->statistics().frames_in < 2) std::this_thread::yield();

    change_access(v1::AccessChanged::KIND_SESSION_ENDED, ada().session.text());
    while (client.receive_frame()) {
    }
    EXPECT_EQ(client.close_code(), 4101);
    allowances_.release();
    while (allowances_.answered() == 0) std::this_thread::yield();
    await_tail();
    client.wire().reset();

    EXPECT_TRUE(websockets_->wait(std::chrono::seconds{10}));
    EXPECT_EQ(websockets_->statistics().calls, 1U);
}

TEST_F(RightsTest, NoCallBeginsWhileRightsAreReadAgain) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();
    allowances_.hold();
    client.send(call(1));
    client.send(call(2));
    while (websockets_->statistics().frames_in < 2) std::this_thread::yield();
    rights_.hold();
    change_access(v1::AccessChanged::KIND_PERSON_CHANGED, ada().person.text());
    while (!rights_.is_reading()) std::this_thread::yield();

    allowances_.release();
    while (allowances_.answered() == 0) std::this_thread::yield();
    await_tail();
    EXPECT_EQ(websockets_->statistics().calls, 1U);

    rights_.release();
    EXPECT_EQ(client.receive_frame()->reply().id(), 1U);
    EXPECT_EQ(client.receive_frame()->reply().id(), 2U);
}

TEST_F(RightsTest, ARewoundHistoryMakesEveryConnectionReadItsRightsAgain) {
    publish("feed");
    start();
    auto client = connect(ada());
    (void)client.receive_frame();
    client.send(subscribe("feed", epoch(), 1));
    (void)await_status(client, v1::Subscribed::STATUS_LIVE);
    rights_.set(rpc::Caller{});  // the entry that says so is lost with the history

    static constexpr store::Sql kLoseLog{"test.lose_log", "DELETE FROM log"};
    database_.write([](store::Transaction& tx) -> Result<int> {
        tx.run(kLoseLog);
        return 0;
    });

    EXPECT_EQ(client.await_close(), 4101);
}

TEST_F(RightsTest, ADeactivatedPersonAndARevokedScreenAreClosedWith4401) {
    start();
    auto person = connect(ada());
    rpc::Caller caller;
    caller.roles = {v1::ROLE_SCREEN};
    caller.screen = ScreenId{"0195e000-0000-7000-8000-0000000000bb"};
    auto screen = connect(caller);

    change_access(v1::AccessChanged::KIND_PERSON_DEACTIVATED, ada().person.text());
    change_access(v1::AccessChanged::KIND_SCREEN_REVOKED, caller.screen.text());

    EXPECT_EQ(person.await_close(), 4401);
    EXPECT_EQ(screen.await_close(), 4401);
}

TEST_F(RightsTest, WhoLeftATeamGetsNothingOfItThatIsLaterThanTheChange) {
    start();
    auto client = connect(ada());
    (void)client.receive_frame();
    for (const auto* topic : {"feed", "team:a"}) {
        client.send(subscribe(topic, epoch()));
        (void)await_status(client, v1::Subscribed::STATUS_LIVE);
    }
    auto without_team = ada();
    without_team.topics = {"feed"};
    rights_.set(without_team);
    rights_.fail(1);  // SQL stumbles; nothing leaves meanwhile

    database_.write([](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody change;
        change.mutable_access_changed()->set_kind(v1::AccessChanged::KIND_PERSON_CHANGED);
        change.mutable_access_changed()->set_subject_id(ada().person.text());
        tx.append({.topic = "access", .body = change});
        v1::EventBody later;
        later.mutable_recognition_given()->mutable_recognition()->set_message("for the team only");
        return tx.append({.topic = "team:a", .body = later});
    });
    publish("feed");

    bool ended = false;
    while (const auto frame = client.receive_frame()) {
        ended = ended || (frame->has_subscribed() && frame->subscribed().status() == v1::Subscribed::STATUS_ENDED);
        ASSERT_FALSE(frame->has_event() && frame->event().topic() == "team:a");
        if (frame->has_event() && ended) break;
    }
    EXPECT_TRUE(ended);
}

TEST_F(RightsTest, ARefreshThatFindsNobodyClosesWith4101) {
    start();
    auto client = connect(ada());
    rights_.set(rpc::Caller{});

    change_access(v1::AccessChanged::KIND_PERSON_CHANGED, ada().person.text());

    EXPECT_EQ(client.await_close(), 4101);
}

}  // namespace
}  // namespace koebel::gateway
