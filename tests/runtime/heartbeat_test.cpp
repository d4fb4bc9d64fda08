#include "runtime/heartbeat.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <chrono>
#include <stdexcept>

namespace koebel::runtime {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

const auto kNow = Heartbeat::Clock::now();

Heartbeat::Ask post_to(asio::io_context& context) {
    return [&context](std::function<void()> answered) { asio::post(context, std::move(answered)); };
}

TEST(HeartbeatTest, ALoopThatStandsStillIsNamed) {
    asio::io_context turning{1};
    asio::io_context stuck{1};
    Heartbeat heartbeat;
    heartbeat.add("turning", post_to(turning));
    heartbeat.add("stuck", post_to(stuck));

    heartbeat.beat(kNow);
    turning.run();

    EXPECT_EQ(heartbeat.silent(5s, kNow + 4s), std::nullopt);
    EXPECT_EQ(heartbeat.silent(5s, kNow + 6s), "stuck");
    EXPECT_EQ(heartbeat.slowest(kNow + 6s), 6s);
}

TEST(HeartbeatTest, ALoopThatTurnsAgainIsForgiven) {
    asio::io_context stuck{1};
    Heartbeat heartbeat;
    heartbeat.add("stuck", post_to(stuck));
    heartbeat.beat(kNow);
    ASSERT_TRUE(heartbeat.silent(5s, kNow + 6s));

    stuck.run();

    EXPECT_EQ(heartbeat.silent(5s, kNow + 6s), std::nullopt);
}

TEST(HeartbeatTest, WhoOwesAnAnswerIsNotAskedAgain) {
    int asked = 0;
    std::function<void()> answer;
    Heartbeat heartbeat;
    heartbeat.add("slow", [&](std::function<void()> answered) {
        ++asked;
        answer = std::move(answered);
    });

    heartbeat.beat(kNow);
    heartbeat.beat(kNow + 1s);
    EXPECT_EQ(asked, 1);
    answer();
    heartbeat.beat(kNow + 2s);

    EXPECT_EQ(asked, 2);
}

TEST(HeartbeatTest, ARefusalIsAnAnswer) {
    Heartbeat heartbeat;
    heartbeat.add("full", [](const std::function<void()>&) { throw std::runtime_error("too much to do"); });

    heartbeat.beat(kNow);

    EXPECT_EQ(heartbeat.silent(5s, kNow + 1h), std::nullopt);
}

TEST(HeartbeatTest, AnAnswerMayComeWhenTheHeartbeatIsGone) {
    asio::io_context loop{1};
    {
        Heartbeat heartbeat;
        heartbeat.add("loop", post_to(loop));
        heartbeat.beat(kNow);
    }

    EXPECT_EQ(loop.run(), 1U);
}

}  // namespace
}  // namespace koebel::runtime
