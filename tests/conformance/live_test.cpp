#include "conformance/fixture.hpp"

#include <koebel/v1/live.pb.h>

namespace koebel::conformance {
namespace {

/// The same stream and gate, with a session above them.
class LiveTest : public ConformanceTest {
protected:
    LiveTest() {
        demonstrate();
        headers_ = live_headers(sign_in("noor-de-graaf"));
    }

    /// What /live says to these bytes after its Welcome, up to the end.
    [[nodiscard]] std::vector<Heard> answers(std::string_view bytes) const {
        Peer peer(port(), "/live", headers_);
        v1::ServerFrame welcome;
        const auto first = peer.hear();
        EXPECT_TRUE(first.opcode == kBinary && welcome.ParseFromString(first.payload) && welcome.has_welcome());
        peer.say(bytes);
        return peer.hear_all();
    }

    Peer::Headers headers_;
};

TEST_F(LiveTest, WhatBreaksTheRfcClosesAsOnTheEcho) {
    const std::vector<Case> cases{
        {"RSV1", frame(kFinal | 0x40 | kBinary, "x"), closed(1002)},
        {"an opcode nobody has", frame(kFinal | 3), closed(1002)},
        {"not masked", frame(kFinal | kBinary, "x", {.masked = false}), closed(1002)},
        {"a continuation of nothing", frame(kFinal | kContinuation, "x"), closed(1002)},
        {"a ping in fragments", frame(kPing, "x"), closed(1002)},
        {"a length that is not the shortest", frame(kFinal | kBinary, "x", {.length_octets = 8}), closed(1002)},
        {"text that is no UTF-8", frame(kFinal | kText, "\xed\xa0\x80"), closed(1007)},
        {"too big", frame(kFinal | kBinary, "", {.extra_length = (64 << 10) + 1}), closed(1009)},
        {"too big in fragments",
         frame(kBinary, std::string(64 << 10, 'x')) + frame(kFinal | kContinuation, "x"),
         closed(1009)},
        {"a close with a code that must not be sent", frame(kFinal | kClose, close_payload(1005)), closed(1002)},
        {"a close", frame(kFinal | kClose, close_payload(4999)), closed(4999)},
        {"a ping, then a close",
         frame(kFinal | kPing, "p") + frame(kFinal | kClose, close_payload(1000)),
         closed(1000, {{kPong, "p"}})},
    };
    for (const auto& [name, bytes, expected] : cases) EXPECT_EQ(answers(bytes), expected) << name;
}

TEST_F(LiveTest, WhatIsARightMessageButNoClientFrameClosesWith4400) {
    EXPECT_EQ(answers(frame(kFinal | kText, "hello")), closed(4400));
    EXPECT_EQ(answers(frame(kText, "\xe2\x82") + frame(kFinal | kContinuation)), closed(4400)) << "Beast lets it pass";
    EXPECT_EQ(answers(frame(kFinal | kBinary, "\xff\xff")), closed(4400));
    EXPECT_EQ(answers(frame(kFinal | kBinary)), closed(4400));
}

TEST_F(LiveTest, OnlyItsOwnSubProtocolIsAgreedTo) {
    EXPECT_TRUE(Peer(port(), "/live", headers_).head().contains("Sec-WebSocket-Protocol: koebel.v1\r\n"));
    auto others = headers_;
    others.back().second = "chat, superchat";
    EXPECT_THROW(Peer(port(), "/live", others), std::runtime_error);
    others.back().second = "chat, koebel.v1";
    EXPECT_TRUE(Peer(port(), "/live", others).head().contains("Sec-WebSocket-Protocol: koebel.v1\r\n"));
}

}  // namespace
}  // namespace koebel::conformance
