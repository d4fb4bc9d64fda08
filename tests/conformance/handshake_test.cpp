#include "conformance/fixture.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace koebel::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class HandshakeTest : public ConformanceTest {
protected:
    /// The answer to these bytes, in lower case from its second line on.
    [[nodiscard]] std::string ask(const std::string& bytes) const {
        test::Wire wire(port());
        wire.write(bytes);
        std::string answer;
        while (!is_whole(answer)) {
            const auto more = wire.read(std::chrono::seconds{10});
            if (!more) break;
            answer += *more;
        }
        const auto second_line = answer.begin() + static_cast<std::ptrdiff_t>(answer.find('\n') + 1);
        std::transform(second_line, answer.end(), second_line, [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        return answer;
    }
    [[nodiscard]] static bool is_whole(const std::string& answer) {
        constexpr std::string_view kLength = "Content-Length: ";
        const auto head = answer.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        const auto length = answer.find(kLength);
        return length > head || answer.size() >= head + 4 + std::stoul(answer.substr(length + kLength.size()));
    }
    [[nodiscard]] std::string ask_with(const Peer::Headers& headers, std::string_view path = kEcho) const {
        return ask(handshake(port(), path, headers));
    }
};

// 1.3, 4.2.2: the key of the RFC's example, and another whose answer is known.
TEST_F(HandshakeTest, TheAnswerProvesThatTheKeyWasRead) {
    EXPECT_THAT(Peer(port(), kEcho).head(), HasSubstr("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    const Peer other(port(), kEcho, {{"Sec-WebSocket-Key", "x3JJHMbDL1EzLkh9GBhXDw=="}});
    EXPECT_THAT(other.head(), HasSubstr("Sec-WebSocket-Accept: HSmrc0sMlYUkAGmm5OPpG2HaGWk=\r\n"));

    const auto answer = ask_with({});
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 101 "));
    EXPECT_THAT(answer, HasSubstr("upgrade: websocket\r\n"));
    EXPECT_THAT(answer, HasSubstr("connection: upgrade\r\n"));
}

// 4.2.1: names and tokens in any case, lists with more in them, headers nobody knows.
TEST_F(HandshakeTest, WhatIsWrittenDifferentlyAndMeansTheSameIsAccepted) {
    for (const Peer::Headers& headers : std::vector<Peer::Headers>{
             {{"Upgrade", "WebSocket"}},
             {{"Upgrade", "WEBSOCKET"}},
             {{"Connection", "upgrade"}},
             {{"Connection", "keep-alive, Upgrade"}},
             {{"Upgrade", ""}, {"uPGRADE", "websocket"}},
             {{"Sec-WebSocket-Key", ""}, {"sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="}},
             {{"X-Anything", "at all"}},
             {{"Origin", server().origin()}},
         }) {
        EXPECT_THAT(ask_with(headers), StartsWith("HTTP/1.1 101 ")) << headers.back().first << headers.back().second;
    }
    EXPECT_THAT(ask_with({}, std::string{kEcho} + "?case=1&agent=x"), StartsWith("HTTP/1.1 101 "));
}

// 4.2.2: nothing is agreed to that was not asked for, or is not had.
TEST_F(HandshakeTest, NoExtensionAndNoSubProtocolIsAgreedTo) {
    const Peer::Headers offers{
        {"Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits, x-webkit-deflate-frame"},
        {"Sec-WebSocket-Protocol", "chat, superchat"}
    };

    const auto answer = ask_with(offers);

    EXPECT_THAT(answer, StartsWith("HTTP/1.1 101 "));
    EXPECT_THAT(answer, Not(HasSubstr("sec-websocket-extensions")));
    EXPECT_THAT(answer, Not(HasSubstr("sec-websocket-protocol")));
    Peer peer(port(), kEcho, offers);
    peer.say(frame(kFinal | 0x40 | kText, "x"));
    EXPECT_EQ(peer.hear_all(), closed(1002)) << "RSV1 without an agreement";
}

// 4.2.1: "the server MUST stop processing the client's handshake and return an HTTP response with an appropriate error
// code".
TEST_F(HandshakeTest, WhatIsMissingOrWrongIsRefusedWithAStatus) {
    struct Wrong {
        Peer::Headers headers;
        std::string status;
        std::string reason;
    };
    const std::string key = "dGhlIHNhbXBsZSBub25jZQ==";
    const std::vector<Wrong> wrong{
        {{{"Host", ""}}, "400", "request_malformed"},
        {{{"Host", "evil.test"}}, "421", "host_refused"},
        {{{"Upgrade", ""}}, "426", "upgrade_required"},
        {{{"Upgrade", "h2c"}}, "426", "upgrade_required"},
        {{{"Connection", ""}}, "426", "upgrade_required"},
        {{{"Connection", "keep-alive"}}, "426", "upgrade_required"},
        {{{"Sec-WebSocket-Version", ""}}, "426", "websocket_version_refused"},
        {{{"Sec-WebSocket-Version", "8"}}, "426", "websocket_version_refused"},
        {{{"Sec-WebSocket-Version", "13, 8"}}, "426", "websocket_version_refused"},
        {{{"Sec-WebSocket-Version", "13"}, {"Sec-WebSocket-Version", "13"}}, "426", "websocket_version_refused"},
        {{{"Sec-WebSocket-Key", ""}}, "400", "websocket_key_refused"},
        {{{"Sec-WebSocket-Key", "c2hvcnQ="}}, "400", "websocket_key_refused"},
        {{{"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZSBidXQgbG9uZw=="}}, "400", "websocket_key_refused"},
        {{{"Sec-WebSocket-Key", "not*base64*not*base64*=="}}, "400", "websocket_key_refused"},
        {{{"Sec-WebSocket-Key", key}, {"Sec-WebSocket-Key", key}}, "400", "websocket_key_refused"},
        {{{"Origin", "http://evil.test"}}, "403", "origin_refused"},
        {{{"Transfer-Encoding", "chunked"}}, "400", "framing_refused"},
        {{{"Content-Length", "1"}}, "400", "framing_refused"},
    };
    for (const auto& [headers, status, reason] : wrong) {
        const auto answer = ask_with(headers);
        const auto& [name, value] = headers.back();
        EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + status + " ")) << name << ": " << value;
        EXPECT_THAT(answer, HasSubstr("\"" + reason + "\"")) << name << ": " << value;
        if (reason == "websocket_version_refused") {
            EXPECT_THAT(answer, HasSubstr("sec-websocket-version: 13\r\n"));
        }
    }
}

TEST_F(HandshakeTest, AnotherMethodAnotherVersionAndEarlyFramesAreRefused) {
    const auto good = handshake(port(), kEcho);
    const auto replaced = [&good](std::string_view what, std::string_view by) {
        auto request = good;
        return request.replace(request.find(what), what.size(), by);
    };

    EXPECT_THAT(ask(replaced("GET ", "POST ")), StartsWith("HTTP/1.1 405 "));
    EXPECT_THAT(ask(replaced("HTTP/1.1", "HTTP/1.0")), StartsWith("HTTP/1.1 400 "));
    EXPECT_THAT(ask(good + frame(kFinal | kText, "early")), StartsWith("HTTP/1.1 400 "));
}

}  // namespace
}  // namespace koebel::conformance
