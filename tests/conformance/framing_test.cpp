#include "conformance/fixture.hpp"

#include <thread>

namespace koebel::conformance {
namespace {

using FramingTest = ConformanceTest;

constexpr std::size_t kMessageMax = 64 << 10;  // socket.message_bytes

std::string letters(std::size_t count) {
    std::string text;
    while (text.size() < count) text += static_cast<char>('a' + text.size() % 26);
    return text;
}

std::string all_bytes(std::size_t count) {
    std::string bytes;
    while (bytes.size() < count) bytes += static_cast<char>(bytes.size() * 7);
    return bytes;
}

// 5.2: a length in 7 bits, in 16, in 64.
TEST_F(FramingTest, MessagesOfEveryLengthAreEchoedAsTheyCame) {
    std::vector<Case> cases;
    for (const std::size_t size : {0, 1, 125, 126, 127, 128, 65'535, 65'536}) {
        const auto text = letters(size);
        const auto bytes = all_bytes(size);
        cases.push_back({"text " + std::to_string(size), frame(kFinal | kText, text), {{kText, text}}});
        cases.push_back({"binary " + std::to_string(size), frame(kFinal | kBinary, bytes), {{kBinary, bytes}}});
    }
    expect(cases);
}

// 5.2: "the minimal number of bytes MUST be used"; "the most significant bit MUST be 0".
TEST_F(FramingTest, ALengthThatIsNotTheShortestIsAProtocolError) {
    expect({
        {"5 in 16 bits", frame(kFinal | kText, "hello", {.length_octets = 2}), closed(1002)},
        {"125 in 16 bits", frame(kFinal | kBinary, all_bytes(125), {.length_octets = 2}), closed(1002)},
        {"5 in 64 bits", frame(kFinal | kText, "hello", {.length_octets = 8}), closed(1002)},
        {"65,535 in 64 bits", frame(kFinal | kBinary, all_bytes(65'535), {.length_octets = 8}), closed(1002)},
        {"a ping in 16 bits", frame(kFinal | kPing, "hello", {.length_octets = 2}), closed(1002)},
    });
}

// 7.4.1: 1009. Judged by what the header says, before anything of it is read.
TEST_F(FramingTest, AMessageAboveTheLimitIsTooBig) {
    const auto half = all_bytes(kMessageMax / 2);
    expect({
        {"one byte more", frame(kFinal | kBinary, all_bytes(kMessageMax + 1)), closed(1009)},
        {"the length alone", frame(kFinal | kBinary, "", {.extra_length = kMessageMax + 1}), closed(1009)},
        {"2^62", frame(kFinal | kText, "", {.extra_length = 1ULL << 62}), closed(1009)},
        {"2^63, the bit that must be 0", frame(kFinal | kText, "", {.extra_length = 1ULL << 63}), closed(1009)},
        {"2^64 - 1", frame(kFinal | kBinary, "", {.extra_length = ~0ULL}), closed(1009)},
        {"in fragments",
         frame(kBinary, half) + frame(kContinuation, half) + frame(kFinal | kContinuation, "x"),
         closed(1009)},
        {"fragments whose sum passes 2^64",
         frame(kBinary, "x") + frame(kFinal | kContinuation, "", {.extra_length = ~0ULL}),
         closed(1009)},
        {"just fits, in fragments", frame(kBinary, half) + frame(kFinal | kContinuation, half), {{kBinary, half + half}}
        },
    });
}

// 5.4
TEST_F(FramingTest, FragmentsAreOneMessage) {
    const auto none = frame(kContinuation, "");
    std::string bytewise = frame(kText, "H");
    for (const char c : std::string_view{"allo, wereld"}) bytewise += frame(kContinuation, {&c, 1});
    bytewise += frame(kFinal | kContinuation, "");
    expect({
        {"two", frame(kText, "Hal") + frame(kFinal | kContinuation, "lo"), {{kText, "Hallo"}}},
        {"three, binary",
         frame(kBinary, "a") + frame(kContinuation, "b") + frame(kFinal | kContinuation, "c"),
         {{kBinary, "abc"}}},
        {"empty ones",
         frame(kText, "") + none + frame(kContinuation, "x") + none + frame(kFinal | kContinuation, ""),
         {{kText, "x"}}},
        {"nothing but empty ones", frame(kText, "") + none + frame(kFinal | kContinuation, ""), {{kText, ""}}},
        {"a byte each", bytewise, {{kText, "Hallo, wereld"}}},
        {"one message after another",
         frame(kText, "a") + frame(kFinal | kContinuation, "b") + frame(kFinal | kBinary, "c"),
         {{kText, "ab"}, {kBinary, "c"}}},
    });
}

// 5.4: control frames may stand between fragments, and are answered at once.
TEST_F(FramingTest, PingsBetweenFragmentsAreAnsweredBeforeTheMessage) {
    expect({
        {"one ping",
         frame(kText, "Hal") + frame(kFinal | kPing, "?") + frame(kFinal | kContinuation, "lo"),
         {{kPong, "?"}, {kText, "Hallo"}}},
        {"pings and a pong",
         frame(kBinary, "a") + frame(kFinal | kPing, "1") + frame(kFinal | kPong, "2") + frame(kContinuation, "b") +
             frame(kFinal | kPing, "3") + frame(kFinal | kContinuation, "c"),
         {{kPong, "1"}, {kPong, "3"}, {kBinary, "abc"}}},
    });
}

// 5.4, 5.5
TEST_F(FramingTest, FragmentsOutOfTurnAreAProtocolError) {
    expect({
        {"a continuation of nothing", frame(kFinal | kContinuation, "x"), closed(1002)},
        {"an unfinished one of nothing", frame(kContinuation, "x"), closed(1002)},
        {"a continuation after a whole message",
         frame(kFinal | kText, "x") + frame(kFinal | kContinuation, "y"),
         closed(1002, {{kText, "x"}})},
        {"text within text", frame(kText, "x") + frame(kFinal | kText, "y"), closed(1002)},
        {"binary within text", frame(kText, "x") + frame(kBinary, "y"), closed(1002)},
        {"a ping in fragments", frame(kPing, "x") + frame(kFinal | kContinuation, "y"), closed(1002)},
        {"a pong in fragments", frame(kPong, "x"), closed(1002)},
        {"a close in fragments", frame(kClose, close_payload(1000)), closed(1002)},
    });
}

// 5.5.2, 5.5.3
TEST_F(FramingTest, PingsAreAnsweredWithTheirOwnBytesAndPongsWithNothing) {
    std::string ten;
    std::vector<Heard> pongs;
    for (int i = 0; i < 10; ++i) {
        ten += frame(kFinal | kPing, std::to_string(i));
        pongs.push_back({kPong, std::to_string(i)});
    }
    expect({
        {"empty", frame(kFinal | kPing), {{kPong, ""}}},
        {"125 bytes of any kind", frame(kFinal | kPing, all_bytes(125)), {{kPong, all_bytes(125)}}},
        {"ten", ten, pongs},
        {"a pong nobody asked for", frame(kFinal | kPong, "x"), {}},
        {"an empty pong, then a message", frame(kFinal | kPong) + frame(kFinal | kText, "x"), {{kText, "x"}}},
        {"126 bytes of ping", frame(kFinal | kPing, all_bytes(126)), closed(1002)},
        {"126 bytes of pong", frame(kFinal | kPong, all_bytes(126)), closed(1002)},
        {"64 bits of ping", frame(kFinal | kPing, "", {.extra_length = 65'536}), closed(1002)},
    });
}

// 5.2: bits and opcodes nobody negotiated. RSV1 is permessage-deflate's, which is never negotiated here.
TEST_F(FramingTest, ReservedBitsAndOpcodesAreAProtocolError) {
    std::vector<Case> cases;
    for (const std::uint8_t opcode : {kText, kBinary, kClose, kPing, kPong}) {
        for (const std::uint8_t bits : {0x40, 0x20, 0x10, 0x70}) {
            cases.push_back(
                {"bits " + std::to_string(bits) + " on opcode " + std::to_string(opcode),
                 frame(kFinal | bits | opcode, opcode == kClose ? close_payload(1000) : "x"),
                 closed(1002)}
            );
        }
    }
    for (const std::uint8_t opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        cases.push_back({"opcode " + std::to_string(opcode), frame(kFinal | opcode), closed(1002)});
        cases.push_back({"opcode " + std::to_string(opcode) + ", open", frame(opcode, "x"), closed(1002)});
    }
    cases.push_back(
        {"RSV1 on a continuation", frame(kText, "x") + frame(kFinal | 0x40 | kContinuation, "y"), closed(1002)}
    );
    cases.push_back(
        {"after a message and a ping",
         frame(kFinal | kText, "x") + frame(kFinal | kPing, "p") + frame(kFinal | 3),
         closed(1002, {{kText, "x"}, {kPong, "p"}})}
    );
    expect(cases);
}

// 5.1: "The server MUST close the connection upon receiving a frame that is not masked."
TEST_F(FramingTest, AFrameThatIsNotMaskedIsAProtocolErrorAndAMaskOfZeroesIsOne) {
    const Form bare{.masked = false};
    const Form zeroes{.mask = std::string(4, '\0')};
    expect({
        {"text", frame(kFinal | kText, "hello", bare), closed(1002)},
        {"nothing", frame(kFinal | kBinary, "", bare), closed(1002)},
        {"a ping", frame(kFinal | kPing, "", bare), closed(1002)},
        {"a close", frame(kFinal | kClose, close_payload(1000), bare), closed(1002)},
        {"the second fragment", frame(kText, "x") + frame(kFinal | kContinuation, "y", bare), closed(1002)},
        {"zeroes", frame(kFinal | kText, "hello", zeroes), {{kText, "hello"}}},
        {"a mask for each frame",
         frame(kText, "hel", {.mask = "abcd"}) + frame(kFinal | kContinuation, "lo", {.mask = "\xff\xff\xff\xff"}),
         {{kText, "hello"}}},
    });
}

// The outbox of the gate is full again and again, and reading stops; nothing is lost or out of order.
TEST_F(FramingTest, APeerThatReadsLateGetsEveryEchoAndEveryPongInOrder) {
    constexpr int kMessages = 300;
    Peer peer(port(), kEcho);
    std::thread speaker([&peer] {
        for (int i = 0; i < kMessages; ++i) {
            peer.say(frame(kFinal | kBinary, std::to_string(i) + letters(40'000)));
            peer.say(frame(kFinal | kPing, std::to_string(i)));
        }
        peer.say(frame(kFinal | kClose, close_payload(1000)));
    });

    std::vector<Heard> messages;
    std::vector<Heard> pongs;
    Heard last = kEnd;
    while (true) {
        auto heard = peer.hear();
        if (heard == kEnd) break;
        last = heard;
        if (heard.opcode == kBinary) messages.push_back(std::move(heard));
        if (heard.opcode == kPong) pongs.push_back(std::move(heard));
    }
    speaker.join();

    ASSERT_EQ(messages.size(), kMessages);
    ASSERT_EQ(pongs.size(), kMessages);
    for (int i = 0; i < kMessages; ++i) {
        const auto at = static_cast<std::size_t>(i);
        ASSERT_EQ(messages[at].payload, std::to_string(i) + letters(40'000));
        ASSERT_EQ(pongs[at].payload, std::to_string(i));
    }
    EXPECT_EQ(last, (Heard{kClose, "1000"}));
}

}  // namespace
}  // namespace koebel::conformance
