#include "conformance/fixture.hpp"

namespace koebel::conformance {
namespace {

using ClosingTest = ConformanceTest;

std::string close(std::uint16_t code, std::string_view reason = {}) {
    return frame(kFinal | kClose, close_payload(code, reason));
}

// 5.5.1: the answer echoes the code.
TEST_F(ClosingTest, ACloseIsAnsweredWithItsOwnCode) {
    std::vector<Case> cases;
    for (const std::uint16_t code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999}) {
        cases.push_back({std::to_string(code), close(code), closed(code)});
        cases.push_back({std::to_string(code) + " with a reason", close(code, "tot ziens"), closed(code)});
    }
    cases.push_back({"a reason of 123 bytes", close(1000, std::string(123, 'r')), closed(1000)});
    cases.push_back({"a reason that is no ASCII", close(1000, "\xe2\x98\x95"), closed(1000)});
    // 7.1.5: no code is known then. Beast answers 1000, which the RFC leaves to it.
    cases.push_back({"no code", frame(kFinal | kClose), closed(1000)});
    expect(cases);
}

// 7.4: what must not stand in a frame, what nobody defined, and what came into IANA's list after the RFC: of that Beast
// knows 1012 and 1013, not 1014. Above 4999 the RFC says nothing.
TEST_F(ClosingTest, ACodeThatMustNotBeSentIsAProtocolError) {
    std::vector<Case> cases;
    for (const std::uint16_t code : {0, 1, 999, 1004, 1005, 1006, 1014, 1015, 1016, 1100, 2000, 2999}) {
        cases.push_back({std::to_string(code), close(code), closed(1002)});
        cases.push_back({std::to_string(code) + " with a reason", close(code, "?"), closed(1002)});
    }
    for (const std::uint16_t code : {1012, 1013, 5000, 65'535}) {
        cases.push_back({std::to_string(code), close(code), closed(code)});
    }
    expect(cases);
}

// 5.5, 5.5.1, 8.1. A reason that is no UTF-8 may be answered with 1007 or 1002.
TEST_F(ClosingTest, AMalformedCloseIsAProtocolError) {
    expect({
        {"half a code", frame(kFinal | kClose, "\x03"), closed(1002)},
        {"126 bytes", close(1000, std::string(124, 'r')), closed(1002)},
        {"a reason that is no UTF-8", close(1000, "\xce\xba\xed\xa0\x80"), closed(1002)},
        {"a reason cut off", close(1000, "\xe2\x82"), closed(1002)},
    });
}

// 1.4, 5.5.1: nothing is processed, and nothing sent, behind a close.
TEST_F(ClosingTest, NothingBehindACloseIsAnswered) {
    expect({
        {"text", close(1000) + frame(kFinal | kText, "x"), closed(1000)},
        {"a ping", close(1000) + frame(kFinal | kPing, "x"), closed(1000)},
        {"another close", close(1000) + close(1001), closed(1000)},
        {"rubbish", close(1000) + std::string(200, '\xff'), closed(1000)},
        {"what was said before it",
         frame(kFinal | kText, "x") + frame(kFinal | kPing, "p") + close(4999),
         closed(4999, {{kText, "x"}, {kPong, "p"}})},
        {"in the midst of a message", frame(kText, "x") + close(1001) + frame(kFinal | kContinuation, "y"), closed(1001)
        },
    });
}

TEST_F(ClosingTest, APeerThatVanishesLeavesNothingBehind) {
    for (const auto& bytes :
         {std::string{}, frame(kText, "x"), frame(kFinal | kText, "x").substr(0, 3), frame(kFinal | kText, "x")}) {
        Peer peer(port(), kEcho);
        peer.say(bytes);
    }
    expect({{"the next one", frame(kFinal | kText, "x"), {{kText, "x"}}}});
}

}  // namespace
}  // namespace koebel::conformance
