#include "gateway/frame_tracker.hpp"

#include <gtest/gtest.h>

#include <string>

namespace koebel::gateway {
namespace {

TEST(FrameTrackerTest, IsBusyUntilTheLastByteOfAFrameOfAnyLength) {
    for (const std::size_t size : {0UL, 1UL, 125UL, 126UL, 65'535UL, 65'536UL}) {
        std::string bytes = "\x82";
        const int octets = size <= 125 ? 0 : size <= 0xffff ? 2 : 8;
        bytes += static_cast<char>(octets == 0 ? size : octets == 2 ? 126 : 127);
        for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(size >> shift);
        bytes += std::string(size, 'x');
        FrameTracker tracker;

        for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
            tracker.feed(&bytes[i], 1);
            ASSERT_TRUE(tracker.busy()) << size << " at " << i;
        }
        tracker.feed(&bytes.back(), 1);

        EXPECT_FALSE(tracker.busy()) << size;
        EXPECT_FALSE(tracker.closed());
    }
}

TEST(FrameTrackerTest, IsBusyBetweenFragmentsAlsoWhenAPongComesBetween) {
    FrameTracker tracker;

    tracker.feed("\x02\x01x", 3);
    EXPECT_TRUE(tracker.busy());
    tracker.feed("\x8a\x00", 2);
    EXPECT_TRUE(tracker.busy());
    tracker.feed("\x80\x01y", 3);

    EXPECT_FALSE(tracker.busy());
}

TEST(FrameTrackerTest, KnowsACloseFrameFromItsFirstBytes) {
    FrameTracker tracker;

    tracker.feed("\x88\x02", 2);

    EXPECT_TRUE(tracker.closed());
}

}  // namespace
}  // namespace koebel::gateway
