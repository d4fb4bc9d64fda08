#include "relay/fixture.hpp"

#include "base/id.hpp"

namespace koebel::live {
namespace {

using namespace std::chrono_literals;

/// A bus whose two connections go through a gate each.
class BusTest : public testing::Test {
protected:
    BusTest() { threads_.start(); }
    ~BusTest() override {
        for (auto* bus : {&*bus_, other_ ? &*other_ : &*bus_}) bus->stop();
        mouth_.stop();
        ear_.stop();
        other_ear_.stop();
        EXPECT_TRUE(bus_->wait(10s));
        if (other_) {
            EXPECT_TRUE(other_->wait(10s));
        }
        threads_.stop(2s);
    }

    BusSurroundings with(redis::Client& ear) {
        return {
            .context = threads_.context(0),
            .store = database_.store(),
            .mouth = mouth_,
            .ear = ear,
            .installation = [](store::Reader&) { return std::string{"one"}; },
            .node = random_hex(8),
        };
    }

    static RelaySettings quick() {
        RelaySettings settings;
        settings.canary = 50ms;
        settings.deaf = 400ms;
        return settings;
    }

    void start(const RelaySettings& settings = quick()) {
        bus_.emplace(with(ear_), settings);
        bus_->on_head([this](std::uint64_t position) { heard_ = position; });
        mouth_.start();
        ear_.start();
        bus_->start();
        EXPECT_TRUE(comes_true([&] { return bus_->statistics().canaries > 2; })) << "canaries come back";
    }

    static bool comes_true(const std::function<bool()>& condition) {
        const auto until = std::chrono::steady_clock::now() + 10s;
        while (!condition()) {
            if (std::chrono::steady_clock::now() > until) return false;
            std::this_thread::yield();
        }
        return true;
    }

    test::Database database_{test::Backend::kSqlite};
    test::RedisServer redis_;
    test::TemporaryDirectory folder_;
    test::RedisGate mouth_gate_{redis_.socket().string(), (folder_.path() / "mouth.sock").string()};
    test::RedisGate ear_gate_{redis_.socket().string(), (folder_.path() / "ear.sock").string()};
    runtime::IoThreads threads_{1};
    redis::Client mouth_{threads_.context(0), mouth_gate_.endpoint(), quick_client(), "mouth"};
    redis::Client ear_{threads_.context(0), ear_gate_.endpoint(), quick_client(), "ear"};
    redis::Client other_ear_{threads_.context(0), redis_.endpoint(), quick_client(), "other ear"};
    std::optional<Bus> bus_;
    std::optional<Bus> other_;
    std::atomic<std::uint64_t> heard_{0};
};

TEST_F(BusTest, WhatOneNodeSaysTheOtherHears) {
    start();
    const IndexCommands commands{mouth_, IndexKeys{"one"}};

    test::await(commands.tell({.epoch = "e", .position = 41, .id = {}}));
    test::await(commands.tell({.epoch = "e", .position = 42, .id = {}}));

    EXPECT_TRUE(comes_true([&] { return heard_ == 42; }));
}

TEST_F(BusTest, ACanaryIsItsOwnNodes) {
    start();
    RelaySettings settings;
    settings.canary = 60s;
    other_.emplace(with(other_ear_), settings);
    other_ear_.start();
    other_->start();

    const auto before = bus_->statistics().canaries;
    EXPECT_TRUE(comes_true([&] { return bus_->statistics().canaries > before + 5; }));
    EXPECT_LE(other_->statistics().canaries, 1) << "those of the first are none of its";
}

TEST_F(BusTest, AnEarThatIsConnectedAndDeafIsFoundAndConnectedAnew) {
    start();
    const auto accepted = ear_gate_.accepted();

    const auto before = std::chrono::steady_clock::now();
    ear_gate_.swallow_present();
    EXPECT_TRUE(comes_true([&] { return bus_->is_deaf(); }));
    const auto found = std::chrono::steady_clock::now() - before;

    EXPECT_LT(found, 400ms + 300ms) << "its bound, and some beats";
    EXPECT_TRUE(mouth_.connected());
    EXPECT_TRUE(comes_true([&] { return !bus_->is_deaf(); })) << "by itself";
    EXPECT_GT(ear_gate_.accepted(), accepted);
    EXPECT_EQ(bus_->statistics().reconnects, 1);
}

TEST_F(BusTest, AsItIsSetUpADeafEarIsFoundWithinThreeSeconds) {
    start(RelaySettings{});

    // Right after a canary came back: the next one has yet to leave.
    const auto before = bus_->statistics().canaries;
    EXPECT_TRUE(comes_true([&] { return bus_->statistics().canaries > before; }));
    const auto deaf_since = std::chrono::steady_clock::now();
    ear_gate_.swallow_present();
    EXPECT_TRUE(comes_true([&] { return bus_->is_deaf(); }));

    EXPECT_LT(std::chrono::steady_clock::now() - deaf_since, 3s);
    EXPECT_TRUE(comes_true([&] { return !bus_->is_deaf(); })) << "by itself";
}

TEST_F(BusTest, ItStaysDeafUntilACanaryIsBack) {
    start();

    ear_gate_.swallow_all();
    EXPECT_TRUE(comes_true([&] { return bus_->statistics().reconnects >= 2; }));
    EXPECT_TRUE(bus_->is_deaf());
    EXPECT_GT(bus_->statistics().canary_age, 0.4);
    ear_gate_.pass();

    EXPECT_TRUE(comes_true([&] { return !bus_->is_deaf(); }));
}

TEST_F(BusTest, ARedisThatIsAwayIsNoDeafBus) {
    start();

    redis_.kill();
    EXPECT_TRUE(comes_true([&] { return !mouth_.connected() && bus_->statistics().canary_age > 1; }));
    EXPECT_FALSE(bus_->is_deaf());
    redis_.start();

    const auto before = bus_->statistics().canaries;
    EXPECT_TRUE(comes_true([&] { return bus_->statistics().canaries > before; }));
}

TEST_F(BusTest, AStreamThatBeginsAnewIsHeard) {
    start();

    redis_.command({"FLUSHALL"});

    const auto before = bus_->statistics().canaries;
    EXPECT_TRUE(comes_true([&] { return bus_->statistics().canaries > before + 3; }));
}

}  // namespace
}  // namespace koebel::live
