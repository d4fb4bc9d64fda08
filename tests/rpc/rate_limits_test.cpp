#include "rpc/rate_limits.hpp"

#include "support/manual_clock.hpp"

#include <gtest/gtest.h>

namespace koebel::rpc {
namespace {

using namespace std::chrono_literals;

constexpr Rate kRate{.per_second = 2, .burst = 4};

class RateLimitsTest : public testing::Test {
protected:
    std::uint32_t take(std::string_view key, double cost = 1) { return limits_.take(key, kRate, cost, clock_.now()); }

    test::ManualClock clock_;
    RateLimits limits_;
};

TEST_F(RateLimitsTest, ABurstPassesThenTheWaitIsTold) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(take("ada"), 0U);

    EXPECT_EQ(take("ada"), 500U);
}

TEST_F(RateLimitsTest, TokensComeBackWithTime) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(take("ada"), 0U);

    clock_.advance(500ms);

    EXPECT_EQ(take("ada"), 0U);
    EXPECT_NE(take("ada"), 0U);
}

TEST_F(RateLimitsTest, KeysDoNotShare) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(take("ada"), 0U);

    EXPECT_EQ(take("grace"), 0U);
}

TEST_F(RateLimitsTest, ARefusalTakesNothing) {
    EXPECT_EQ(take("ada", 3), 0U);
    EXPECT_EQ(take("ada", 3), 1'000U);

    EXPECT_EQ(take("ada", 1), 0U);
}

TEST_F(RateLimitsTest, ACostAboveTheBurstIsPaidWithAWholeBurst) {
    EXPECT_EQ(take("ada", 100), 0U);
    EXPECT_EQ(take("ada", 100), 2'000U);
}

TEST_F(RateLimitsTest, AClockThatRunsBackGivesNothing) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(take("ada"), 0U);

    clock_.advance(-1h);

    EXPECT_EQ(take("ada"), 500U);
}

TEST_F(RateLimitsTest, MemoryIsBounded) {
    for (std::size_t i = 0; i < RateLimits::kMostBuckets + 50'000; ++i) {
        ASSERT_EQ(take("stranger " + std::to_string(i)), 0U);
    }

    EXPECT_LE(limits_.size(), RateLimits::kMostBuckets);
}

TEST_F(RateLimitsTest, WhatHasFilledUpIsForgottenAndWhatHasNotIsKept) {
    EXPECT_EQ(limits_.take("ada", {.per_second = 0.001, .burst = 4}, 4, clock_.now()), 0U);
    for (std::size_t i = 0; i < RateLimits::kMostBuckets + 50'000; ++i) {
        clock_.advance(1ms);  // a stranger's bucket is full again after 500 others
        ASSERT_EQ(take("stranger " + std::to_string(i)), 0U);
    }

    EXPECT_NE(limits_.take("ada", {.per_second = 0.001, .burst = 4}, 4, clock_.now()), 0U);
}

TEST(AddressKey, IsTheAddressForVersion4AndTheNetworkForVersion6) {
    EXPECT_EQ(address_key("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(address_key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
    EXPECT_EQ(address_key("2001:db8:1:2::9"), address_key("2001:db8:1:2:ffff::1"));
    EXPECT_EQ(address_key("unknown"), "unknown");
}

}  // namespace
}  // namespace koebel::rpc
