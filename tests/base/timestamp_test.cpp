#include "base/timestamp.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace koebel {
namespace {

using namespace std::chrono_literals;

TEST(TimestampTest, AnInstantComesBackToTheMicrosecond) {
    for (const auto since : {0us, 1us, -1us, 1'795'737'600'123'456us, -62'135'596'800'000'000us}) {
        const Instant at{since};
        EXPECT_EQ(to_instant(to_timestamp(at)), at) << since.count();
    }
}

TEST(TimestampTest, BeforeTheEpochTheNanosecondsCountForward) {
    const auto timestamp = to_timestamp(Instant{-1us});
    EXPECT_EQ(timestamp.seconds(), -1);
    EXPECT_EQ(timestamp.nanos(), 999'999'000);
}

TEST(TimestampTest, WhatNoTimestampMayBeBecomesTheNearestBound) {
    google::protobuf::Timestamp timestamp;
    timestamp.set_seconds(std::numeric_limits<std::int64_t>::max());
    timestamp.set_nanos(std::numeric_limits<std::int32_t>::max());
    EXPECT_EQ(to_timestamp(to_instant(timestamp)).seconds(), 253'402'300'799);
    timestamp.set_seconds(std::numeric_limits<std::int64_t>::min());
    timestamp.set_nanos(-1);
    EXPECT_EQ(to_timestamp(to_instant(timestamp)).seconds(), -62'135'596'800);
}

}  // namespace
}  // namespace koebel
