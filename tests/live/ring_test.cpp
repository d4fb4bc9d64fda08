#include "live/ring.hpp"

#include <gtest/gtest.h>

namespace koebel::live {
namespace {

Ring::Item item(std::uint64_t seq) {
    return {.seq = seq, .position = 10 * seq, .frame = std::make_shared<std::string>(8, 'x')};
}

TEST(RingTest, GivesWhatFollowsACursorUpToTheHead) {
    Ring ring;
    ring.open(4);

    ring.append(item(5));
    ring.append(item(6));

    EXPECT_EQ(ring.head(), 6U);
    EXPECT_EQ(ring.first(), 5U);
    EXPECT_EQ(ring.after(4)->seq, 5U);
    EXPECT_EQ(ring.after(5)->seq, 6U);
    EXPECT_EQ(ring.after(6), nullptr);
    EXPECT_EQ(ring.after(3), nullptr) << "below the ring: that is SQL's";
    EXPECT_FALSE(ring.covers(3));
    EXPECT_TRUE(ring.covers(6));
}

TEST(RingTest, AnEventThatWasNotEncodedMovesTheHeadAndStartsTheRingAnew) {
    Ring ring;
    ring.open(0);
    ring.append(item(1));

    const auto grown = ring.append({.seq = 2, .position = 20, .frame = nullptr});
    ring.append(item(3));

    EXPECT_EQ(grown, -8);
    EXPECT_EQ(ring.head(), 3U);
    EXPECT_FALSE(ring.covers(1));
    EXPECT_EQ(ring.after(2)->seq, 3U);
}

TEST(RingTest, AHeadReadLateNeverMovesItBack) {
    Ring ring;
    ring.append(item(7));

    ring.open(5);

    EXPECT_EQ(ring.head(), 7U);
    EXPECT_EQ(ring.after(6)->seq, 7U);
}

TEST(RingTest, ReplacesAFrameItHoldsAndCountsTheBytes) {
    Ring ring;
    ring.open(0);
    ring.append(item(1));
    ring.append(item(2));

    const auto [swapped, bytes] = ring.replace(1, std::make_shared<std::string>("gone"));
    const auto [elsewhere, none] = ring.replace(9, std::make_shared<std::string>("gone"));

    EXPECT_TRUE(swapped);
    EXPECT_EQ(bytes, -4);
    EXPECT_EQ(*ring.after(0)->frame, "gone");
    EXPECT_FALSE(elsewhere);
    EXPECT_EQ(none, 0);
}

TEST(RingTest, FindsAnEventByItsPlaceInTheLog) {
    Ring ring;
    ring.open(8);
    for (const std::uint64_t seq : {9, 10, 11})
        ring.append({.seq = seq, .position = seq * 10, .frame = item(seq).frame});

    EXPECT_EQ(ring.seq_at(100), 10U);
    EXPECT_EQ(ring.seq_at(80), std::nullopt);
    EXPECT_EQ(ring.seq_at(105), std::nullopt);
    EXPECT_EQ(ring.seq_at(120), std::nullopt);
}

TEST(RingTest, KeepsItsHeadWhenFramesAreDropped) {
    Ring ring;
    ring.open(0);
    for (std::uint64_t seq = 1; seq <= 3; ++seq) ring.append(item(seq));

    EXPECT_EQ(ring.drop_oldest(), 8);
    EXPECT_EQ(ring.first(), 2U);
    EXPECT_EQ(ring.clear(), 16);

    EXPECT_EQ(ring.head(), 3U);
    EXPECT_FALSE(ring.covers(2));
    EXPECT_TRUE(ring.covers(3));
}

}  // namespace
}  // namespace koebel::live
