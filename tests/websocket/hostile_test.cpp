#include "websocket/bystander.hpp"
#include "websocket/fixture.hpp"

#include <filesystem>
#include <thread>

namespace koebel::gateway {
namespace {

using namespace std::chrono_literals;

constexpr std::uint8_t kText = 1;
constexpr std::uint8_t kBinary = 2;
constexpr std::uint8_t kPing = 9;
constexpr std::string_view kEmptyPing{"\x89\x80mask", 6};
constexpr std::string_view kEmptyFragment{"\x00\x80mask", 6};
constexpr std::string_view kTinyFragment{"\x00\x81mask?", 7};  // one byte, not the last of its message

std::size_t open_sockets() {
    std::size_t count = 0;
    for (const auto& descriptor : std::filesystem::directory_iterator{"/proc/self/fd"}) {
        std::error_code gone;
        if (std::filesystem::read_symlink(descriptor, gone).native().starts_with("socket:")) ++count;
    }
    return count;
}

/// What a slow, hostile or vanished client does, and what becomes of it. In each test a bystander keeps getting its
/// events, and nothing is left of the other when it is over: no descriptor, no session, no subscription.
class HostileTest : public WebSocketTest {
protected:
    ~HostileTest() override {
        if (!bystander_) return;
        EXPECT_TRUE(bystander_hears("and still"));
        const auto until = std::chrono::steady_clock::now() + 10s;
        while (left() != before_ && std::chrono::steady_clock::now() < until) std::this_thread::yield();
        EXPECT_EQ(left(), before_) << "sockets, sessions, connections, subscriptions";
    }

    static WebSocketSettings strict() {
        auto settings = quick();
        settings.write_stall = 1'500ms;  // a busy machine is not a slow client
        settings.send_buffer = 8 << 10;
        return settings;
    }

    void start_with_bystander(WebSocketSettings settings = strict()) {
        start(settings);
        auto client = connect(ada());
        client.send(subscribe("feed", epoch()));
        (void)await_status(client, v1::Subscribed::STATUS_LIVE);
        bystander_ = std::make_unique<test::Bystander>(std::move(client), 0);
        ASSERT_TRUE(bystander_hears("welcome"));
        before_ = left();
    }

    void say(const std::string& words) {
        publish("feed", words);
        ++said_;
    }
    /// Whether the bystander gets what is said now, and got all before it.
    [[nodiscard]] bool bystander_hears(const std::string& words = "meanwhile") {
        say(words);
        return bystander_->hears(said_);
    }

    /// Another one, with buffers so small that it is slow as soon as it does not read.
    test::WebSocketClient hostile() {
        auto client = connect(ada(), 4 << 10);
        (void)client.receive_frame();  // Welcome
        return client;
    }

    /// Sends as long as the server takes it, at most this many times.
    static void pour(test::WebSocketClient& client, std::string_view bytes, std::size_t times) {
        try {
            for (std::size_t i = 0; i < times; ++i) client.wire().write(bytes);
        } catch (const std::runtime_error&) {
            // Cut.
        }
    }

    struct Left {
        std::size_t sockets;
        std::size_t sessions;
        std::int64_t connections;
        std::int64_t subscriptions;
        friend bool operator==(const Left&, const Left&) = default;
        friend std::ostream& operator<<(std::ostream& out, const Left& left) {
            return out << left.sockets << ' ' << left.sessions << ' ' << left.connections << ' ' << left.subscriptions;
        }
    };
    [[nodiscard]] Left left() const {
        const auto live = hub_->statistics();
        return {
            .sockets = open_sockets(),
            .sessions = websockets_->statistics().open,
            .connections = static_cast<std::int64_t>(live.connections),
            .subscriptions = static_cast<std::int64_t>(live.subscriptions)
        };
    }

    std::uint64_t said_ = 0;
    std::unique_ptr<test::Bystander> bystander_;
    Left before_{};
};

TEST_F(HostileTest, APingFloodClosesWith4229) {
    start_with_bystander();
    auto client = hostile();

    std::string thousand;
    for (int i = 0; i < 1'000; ++i) thousand += kEmptyPing;
    pour(client, thousand, 1);

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4229));
}

TEST_F(HostileTest, APingFloodThatReadsNoPongIsReadNoMoreAndClosesWith4002) {
    start_with_bystander();
    auto client = hostile();

    for (int i = 0; i < 380; ++i) client.send_frame(kPing, std::string(125, 'x'));  // less than may come at once

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4002));
}

TEST_F(HostileTest, TenMillionFragmentsCloseWith4229LongBeforeTheyAreAMessage) {
    start_with_bystander();
    auto client = hostile();
    std::string thousand;
    for (int i = 0; i < 1'000; ++i) thousand += kTinyFragment;

    client.send_frame(kBinary, "x", false);
    pour(client, thousand, 10'000);

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4229));
}

TEST_F(HostileTest, FragmentsWithNothingInThemCountToo) {
    start_with_bystander();
    auto client = hostile();

    std::string thousand;
    for (int i = 0; i < 1'000; ++i) thousand += kEmptyFragment;
    client.send_frame(kBinary, "x", false);
    pour(client, thousand, 1);

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4229));
}

TEST_F(HostileTest, AMessageThatTricklesInByteByByteIsServed) {
    start_with_bystander();
    auto client = hostile();
    const auto payload = subscribe("feed", epoch(), 1).SerializeAsString();

    client.wire().write("\x82");
    client.wire().write(std::string{static_cast<char>(0x80 | payload.size())});
    client.wire().write(std::string(4, '\0'));
    for (const char byte : payload) client.wire().write({&byte, 1});

    EXPECT_EQ(await_status(client, v1::Subscribed::STATUS_LIVE).head(), 1U);
}

TEST_F(HostileTest, AMessageThatNeverEndsLeavesNoWayForThePongAndClosesWith4003) {
    auto settings = strict();
    settings.ping = 100ms;
    settings.pong_deadline = 1s;
    start_with_bystander(settings);
    auto client = hostile();

    client.wire().write(std::string{"\x82\xe4mask?", 7});  // the first of a hundred bytes

    EXPECT_TRUE(bystander_hears());
    EXPECT_EQ(client.await_close(), 4003);
}

TEST_F(HostileTest, HalfAHeaderAndThenSilenceClosesWith4003) {
    auto settings = strict();
    settings.ping = 100ms;
    settings.pong_deadline = 1s;
    start_with_bystander(settings);
    auto client = hostile();

    client.wire().write("\x82");

    EXPECT_TRUE(bystander_hears());
    EXPECT_EQ(client.await_close(), 4003);
}

TEST_F(HostileTest, WhoIsSilentAfterTheUpgradeIsClosedWith4003AndCutWhenItDoesNotAnswer) {
    auto settings = strict();
    settings.ping = 100ms;
    settings.pong_deadline = 1s;
    start_with_bystander(settings);
    const auto silent = hostile();

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4003));
}

TEST_F(HostileTest, WhoSubscribesAndDoesNotReadIsClosedWith4002AndTheOthersGetEverything) {
    start_with_bystander();
    auto client = hostile();
    client.send(subscribe("feed", epoch(), 1));
    (void)await_status(client, v1::Subscribed::STATUS_LIVE);

    for (int i = 0; i < 100; ++i) say(std::string(900, 'x'));

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4002));
}

TEST_F(HostileTest, WhoCallsAndDoesNotReadTheRepliesIsReadNoMoreAndClosedWith4002) {
    auto settings = strict();
    settings.frames_burst = 2'000;
    start_with_bystander(settings);
    auto client = hostile();
    std::string calls;
    for (std::uint32_t id = 1; id <= 1'900; ++id) {
        const auto payload = call(id, std::string(100, 'm')).SerializeAsString();
        calls += std::string{"\x82"} + static_cast<char>(0x80 | payload.size()) + std::string(4, '\0') + payload;
    }

    pour(client, calls, 1);

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4002));
    EXPECT_LT(websockets_->statistics().calls, 1'900U) << "it was read no more when its outbox was full";
}

TEST_F(HostileTest, SubscribingAndUnsubscribingWithoutEndClosesWith4229) {
    start_with_bystander();
    auto client = hostile();
    v1::ClientFrame unsubscribe;
    unsubscribe.mutable_unsubscribe()->set_topic("feed");
    const auto in = subscribe("feed", epoch());

    try {
        for (int i = 0; i < 5'000; ++i) client.send(i % 2 == 0 ? in : unsubscribe);
    } catch (const std::runtime_error&) {
        // Cut.
    }

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4229));
}

TEST_F(HostileTest, TenThousandTopicsAreRefusedOneByOneAndCostNothing) {
    auto settings = strict();
    settings.frames_burst = 100'000;  // so that nothing but the refusals themselves stops it
    start_with_bystander(settings);
    auto client = hostile();
    std::string all;
    for (int i = 0; i < 10'000; ++i) {
        const auto payload = subscribe("team:" + std::to_string(i), "e").SerializeAsString();
        all += std::string{"\x82"} + static_cast<char>(0x80 | payload.size()) + std::string(4, '\0') + payload;
    }

    pour(client, all, 1);

    EXPECT_TRUE(bystander_hears());
    EXPECT_TRUE(await_closed(4002));
    EXPECT_EQ(hub_->statistics().topics, 1) << "nobody follows the others";
}

TEST_F(HostileTest, TextThatIsNotUtf8ClosesWith1007) {
    start_with_bystander();
    auto client = hostile();

    client.send_frame(kText, "\xc3\x28");

    EXPECT_EQ(client.await_close(), 1007);
}

TEST_F(HostileTest, AStringThatIsNotUtf8ClosesWith4400) {
    start_with_bystander();
    auto client = hostile();

    client.send_frame(kBinary, std::string{"\x12\x04\x0a\x02\xc3\x28", 6});  // Subscribe{topic}

    EXPECT_EQ(client.await_close(), 4400);
}

TEST_F(HostileTest, AFrameWithoutAMaskClosesWith1002) {
    start_with_bystander();
    auto client = hostile();

    client.wire().write("\x82\x01x");

    EXPECT_EQ(client.await_close(), 1002);
}

TEST_F(HostileTest, AFrameThatAnnouncesAGigabyteClosesWith1009BeforeAnyOfItIsRead) {
    start_with_bystander();
    auto client = hostile();

    client.wire().write(std::string{"\x82\xff\0\0\0\0\x40\0\0\0mask", 14});

    EXPECT_EQ(client.await_close(), 1009);
}

TEST_F(HostileTest, ThoseWhoVanishInMidFrameLeaveNothingBehind) {
    start_with_bystander();

    for (int i = 0; i < 30; ++i) {
        auto client = hostile();
        client.send(subscribe("feed", epoch()));
        client.wire().write(std::string{"\x82\xe4mask?", 7});
        client.wire().reset();
    }

    EXPECT_TRUE(bystander_hears());
}

TEST_F(HostileTest, SlowReadersOfManyTopicsHoldTheByteBudgetAndOneBlockEach) {
    live_settings_.byte_budget = 1 << 20;
    auto settings = strict();
    settings.write_stall = 60s;
    start_with_bystander(settings);
    auto caller = ada();
    for (int i = 0; i < 50; ++i) {
        const auto topic = "team:" + std::to_string(i);
        caller.topics.push_back(topic);
        database_.write([&](store::Transaction& tx) -> Result<bool> {
            v1::EventBody body;
            body.mutable_recognition_given()->mutable_recognition()->set_message(std::string(1'000, 'x'));
            for (int n = 0; n < 40; ++n) tx.append({.topic = topic, .body = body});
            return true;
        });
    }
    rights_.set(caller);
    await_tail();

    std::vector<test::WebSocketClient> slow;
    for (int i = 0; i < 5; ++i) {
        slow.push_back(connect(caller, 4 << 10));
        for (const auto& topic : caller.topics) {
            if (topic.starts_with("team:")) slow.back().send(subscribe(topic, epoch()));
        }
    }

    EXPECT_TRUE(bystander_hears());
    await_tail();
    const auto live = hub_->statistics();
    EXPECT_LE(live.ring_bytes + live.block_bytes, 1 << 20);
    EXPECT_LE(live.block_reads, 2 * slow.size()) << "nobody reads ahead for a client that does not take it";
}

}  // namespace
}  // namespace koebel::gateway
