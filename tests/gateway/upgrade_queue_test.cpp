#include "gateway/upgrade_queue.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace koebel::gateway {
namespace {

using namespace std::chrono_literals;

const auto kNow = UpgradeQueue::Clock::now();

TEST(UpgradeQueueTest, ABurstGoesAtOnceAndTheRestInTurn) {
    UpgradeQueue queue{{.per_second = 10, .burst = 3, .wait = 250ms}};

    for (int i = 0; i < 3; ++i) EXPECT_EQ(queue.take(kNow).in, 0ms);
    EXPECT_EQ(queue.take(kNow).in, 100ms);
    EXPECT_EQ(queue.take(kNow).in, 200ms);
}

TEST(UpgradeQueueTest, WhoWouldWaitTooLongIsSentAwayAndTakesNoTurn) {
    UpgradeQueue queue{{.per_second = 10, .burst = 1, .wait = 150ms}};
    EXPECT_TRUE(queue.take(kNow).granted);
    EXPECT_TRUE(queue.take(kNow).granted);

    for (int i = 0; i < 100; ++i) {
        const auto turn = queue.take(kNow);
        EXPECT_FALSE(turn.granted);
        EXPECT_EQ(turn.in, 50ms) << "then the queue is short enough";
    }

    EXPECT_EQ(queue.take(kNow + 50ms).in, 150ms);
}

TEST(UpgradeQueueTest, TenThousandAreThroughInTheirNumberDividedByTheRate) {
    UpgradeQueue queue{{.per_second = 500, .burst = 500, .wait = 20s}};

    std::chrono::milliseconds last{0};
    for (int i = 0; i < 10'000; ++i) {
        const auto turn = queue.take(kNow);
        ASSERT_TRUE(turn.granted) << i;
        last = turn.in;
    }

    EXPECT_EQ(last, 19s);
}

TEST(UpgradeQueueTest, WhatWasNotUsedIsSavedUpToTheBurst) {
    UpgradeQueue queue{{.per_second = 10, .burst = 5, .wait = 0ms}};
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(queue.take(kNow).granted);
    EXPECT_FALSE(queue.take(kNow).granted);

    const auto later = kNow + 1h;

    for (int i = 0; i < 5; ++i) EXPECT_TRUE(queue.take(later).granted);
    EXPECT_FALSE(queue.take(later).granted);
}

}  // namespace
}  // namespace koebel::gateway
