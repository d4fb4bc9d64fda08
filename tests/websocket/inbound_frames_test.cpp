#include "gateway/inbound_frames.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace koebel::gateway {
namespace {

using namespace std::chrono_literals;

constexpr double kRate = 10;
constexpr double kBurst = 20;

/// A masked frame; `head` is FIN and opcode.
std::string frame(unsigned head, std::size_t size) {
    std::string bytes(1, static_cast<char>(head));
    const int octets = size <= 125 ? 0 : size <= 0xffff ? 2 : 8;
    bytes += static_cast<char>(0x80 | (octets == 0 ? size : octets == 2 ? 126 : 127));
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(size >> shift);
    return bytes + "mask" + std::string(size, 'x');
}

class InboundFramesTest : public testing::Test {
protected:
    void feed(const std::string& bytes) { frames_.feed(bytes.data(), bytes.size(), now_); }

    int exceeded_ = 0;
    InboundFrames frames_{kRate, kBurst, [this] { ++exceeded_; }};
    InboundFrames::Clock::time_point now_ = InboundFrames::Clock::now();
};

TEST_F(InboundFramesTest, EveryFrameCountsWhateverItIs) {
    const std::string text = frame(0x81, 3) + frame(0x02, 1) + frame(0x00, 0) + frame(0x89, 4) + frame(0x80, 300) +
                             frame(0x82, 70'000) + frame(0x8a, 0) + frame(0x88, 2);

    feed(text);

    EXPECT_EQ(frames_.frames(), 8U);
}

TEST_F(InboundFramesTest, ItDoesNotMatterHowTheBytesArrive) {
    const std::string text = frame(0x82, 300) + frame(0x02, 0) + frame(0x80, 66'000) + frame(0x89, 125);

    for (const char byte : text) feed({byte});

    EXPECT_EQ(frames_.frames(), 4U);
    EXPECT_EQ(exceeded_, 0);
}

TEST_F(InboundFramesTest, AFrameWithoutAMaskCountsTooUntilBeastRefusesIt) {
    feed(std::string{"\x82\x01x\x82\x01x", 6});

    EXPECT_EQ(frames_.frames(), 2U);
}

TEST_F(InboundFramesTest, WhoSendsMoreThanTheBurstIsOutOnceAndForAll) {
    for (int i = 0; i < 20; ++i) feed(frame(0x00, 1));
    EXPECT_FALSE(frames_.exceeded());

    for (int i = 0; i < 5; ++i) feed(frame(0x00, 1));

    EXPECT_TRUE(frames_.exceeded());
    EXPECT_EQ(exceeded_, 1);
    EXPECT_EQ(frames_.frames(), 21U) << "and nothing is looked at any more";
}

TEST_F(InboundFramesTest, WhoKeepsToTheRateStays) {
    for (int i = 0; i < 1'000; ++i) {
        now_ += 100ms;
        feed(frame(0x82, 10));
    }

    EXPECT_FALSE(frames_.exceeded());
}

}  // namespace
}  // namespace koebel::gateway
