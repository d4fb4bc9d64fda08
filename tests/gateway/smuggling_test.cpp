// What two parsers in a row may read differently, and what no client of ours sends: refused, and the
// connection ends, so that nothing behind it is taken for a request.
#include "gateway/edge.hpp"
#include "support/websocket_client.hpp"

namespace koebel::test {
namespace {

struct Attack {
    std::string name;
    std::string bytes;
    unsigned status = 400;
    std::string reason = "FRAMING_REFUSED";
};

void PrintTo(const Attack& attack, std::ostream* out) {
    *out << attack.name;
}

constexpr std::string_view kPost =
    "POST /koebel.v1.AccessService/GetSession HTTP/1.1\r\nHost: koebel.test\r\nContent-Type: application/json\r\n";
constexpr std::string_view kBehind = "GET /healthz HTTP/1.1\r\nHost: koebel.test\r\n\r\n";

std::string post(std::string_view rest) {
    return std::string{kPost} + std::string{rest} + std::string{kBehind};
}

std::string get(std::string_view first_line, std::string_view rest = "Host: koebel.test\r\n\r\n") {
    return std::string{first_line} + "\r\n" + std::string{rest} + std::string{kBehind};
}

std::vector<Attack> attacks() {
    return {
        {"LengthThenChunked", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")},
        {"ChunkedThenLength", post("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n")},
        {"TwoLengths", post("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")},
        {"TwoEqualLengths", post("Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}")},
        {"LengthList", post("Content-Length: 2, 2\r\n\r\n{}")},
        {"SignedLength", post("Content-Length: +2\r\n\r\n{}")},
        {"NegativeLength", post("Content-Length: -1\r\n\r\n{}")},
        {"HexLength", post("Content-Length: 0x2\r\n\r\n{}")},
        {"LengthBeyond64Bits", post("Content-Length: 18446744073709551618\r\n\r\n{}")},
        {"ChunkedNotLast", post("Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n")},
        {"CodingBeforeChunked", post("Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")},
        {"ChunkedTwice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")},
        {"UnknownCoding", post("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")},
        {"AnnouncedTrailers", post("Transfer-Encoding: chunked\r\nTrailer: X\r\n\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n")},
        {"Trailers", post("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: y\r\n\r\n")},
        {"FramingInTrailers", post("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nContent-Length: 5\r\n\r\n")},
        {"BadChunkSize", post("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")},
        {"ChunkLongerThanSaid", post("Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n")},
        {"ChunkedInHttp10",
         "POST /koebel.v1.AccessService/GetSession HTTP/1.0\r\nHost: koebel.test\r\nTransfer-Encoding: "
         "chunked\r\n\r\n0\r\n\r\n" +
             std::string{kBehind}},
        {"BodyOnGet", get("GET / HTTP/1.1", "Host: koebel.test\r\nContent-Length: 2\r\n\r\n{}")},
        {"ChunkedOnGet", get("GET / HTTP/1.1", "Host: koebel.test\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")},
        {"ChunkedOnUpgrade",
         get("GET /live HTTP/1.1",
             "Host: koebel.test\r\nConnection: upgrade\r\nUpgrade: websocket\r\nTransfer-Encoding: "
             "chunked\r\n\r\n0\r\n\r\n")},
        {"UpgradeInHttp10",
         get("GET /live HTTP/1.0", "Host: koebel.test\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")},
        {"NoHost", get("GET / HTTP/1.1", "\r\n"), 400, "REQUEST_MALFORMED"},
        {"TwoHosts", get("GET / HTTP/1.1", "Host: koebel.test\r\nHost: evil.test\r\n\r\n"), 400, "REQUEST_MALFORMED"},
        {"SpaceBeforeColon", get("GET / HTTP/1.1", "Host : koebel.test\r\n\r\n"), 400, "REQUEST_MALFORMED"},
        {"BareLineFeed", get("GET / HTTP/1.1", "Host: koebel.test\nX: y\r\n\r\n"), 400, "REQUEST_MALFORMED"},
        {"NulInAHeader",
         get("GET / HTTP/1.1", std::string{"Host: koebel.test\r\nX: a\0b\r\n\r\n", 30}),
         400,
         "REQUEST_MALFORMED"},
        {"AbsoluteTarget", get("GET http://koebel.test/ HTTP/1.1"), 400, "REQUEST_MALFORMED"},
        {"AsteriskTarget", get("GET * HTTP/1.1"), 400, "REQUEST_MALFORMED"},
        {"UnicodeTarget", get("GET /\xc3\xa9 HTTP/1.1"), 400, "REQUEST_MALFORMED"},
        {"NotHttp", "nonsense\r\n\r\n", 400, "REQUEST_MALFORMED"},
        {"Tls", std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15}, 400, "REQUEST_MALFORMED"},
        {"Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "REQUEST_MALFORMED"},
        {"ForeignHost", get("GET / HTTP/1.1", "Host: evil.test\r\n\r\n"), 421, "HOST_REFUSED"},
        {"ForeignPort", get("GET / HTTP/1.1", "Host: koebel.test:81\r\n\r\n"), 421, "HOST_REFUSED"},
        {"HostThatBeginsLikeLocalhost", get("GET / HTTP/1.1", "Host: localhost.evil.test\r\n\r\n"), 421, "HOST_REFUSED"
        },
        {"OtherMethod", get("DELETE / HTTP/1.1"), 405, "METHOD_NOT_ALLOWED"},
        {"Trace", get("TRACE / HTTP/1.1"), 405, "METHOD_NOT_ALLOWED"},
        {"Expectation", get("GET / HTTP/1.1", "Host: koebel.test\r\nExpect: 200-ok\r\n\r\n"), 417, "EXPECTATION_REFUSED"
        },
        {"LongHeader",
         get("GET / HTTP/1.1", "Host: koebel.test\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n"),
         431,
         "HEADER_TOO_LARGE"},
        {"LongTarget", get("GET /" + std::string(9'000, 'x') + " HTTP/1.1"), 431, "HEADER_TOO_LARGE"},
        {"LongBody", post("Content-Length: 65537\r\n\r\n"), 413, "BODY_TOO_LARGE"},
        {"LongChunkedBody",
         post("Transfer-Encoding: chunked\r\n\r\n10001\r\n" + std::string(0x10001, 'x') + "\r\n0\r\n\r\n"),
         413,
         "BODY_TOO_LARGE"},
    };
}

class SmugglingTest : public Edge, public testing::WithParamInterface<Attack> {
protected:
    SmugglingTest() { start(); }
};

TEST_P(SmugglingTest, IsRefusedAndEndsTheConnection) {
    HttpClient client{port()};

    client.send(GetParam().bytes);
    const auto answer = client.receive();

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, GetParam().status);
    EXPECT_EQ(answer->reason(), GetParam().reason);
    EXPECT_EQ(answer->header("connection"), "close");
    client.finish();
    EXPECT_TRUE(client.ended());
    EXPECT_EQ(doors.called, 0);
    EXPECT_EQ(Edge::get("/healthz").status, 200U);
}

INSTANTIATE_TEST_SUITE_P(Attacks, SmugglingTest, testing::ValuesIn(attacks()), [](const auto& attack) {
    return attack.param.name;
});

class GoodFramingTest : public Edge {
protected:
    GoodFramingTest() { start(); }
};

TEST_F(GoodFramingTest, AChunkedBodyIsRead) {
    HttpClient client{port()};

    const auto answer =
        client.ask(std::string{kPost} + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");

    EXPECT_EQ(answer.status, 200U);
}

TEST_F(GoodFramingTest, ABodyByTheByteIsRead) {
    HttpClient client{port()};
    for (const char c : std::string{kPost} + "Content-Length: 2\r\n\r\n{}") client.send({&c, 1});

    EXPECT_EQ(client.receive().value_or(HttpAnswer{}).status, 200U);
}

TEST_F(GoodFramingTest, AClientThatWaitsForContinueGetsIt) {
    HttpClient client{port()};

    client.send(std::string{kPost} + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.receive().value_or(HttpAnswer{}).status, 100U);
    client.send("{}");

    EXPECT_EQ(client.receive().value_or(HttpAnswer{}).status, 200U);
}

TEST_F(GoodFramingTest, Http10IsAnsweredAndEnds) {
    HttpClient client{port()};

    const auto answer = client.ask("GET /healthz HTTP/1.0\r\nHost: koebel.test\r\n\r\n");

    EXPECT_EQ(answer.status, 200U);
    EXPECT_TRUE(client.ended());
}

class ChunkedTest : public Edge {};

// Once this ended the process, where assertions are on: the last chunk, with none before it, in two pieces.
TEST_F(ChunkedTest, ABodyOfNothingButTheLastChunkMayArriveByteByByte) {
    start();

    for (int i = 0; i < 20; ++i) {
        Wire wire(port());
        wire.write(std::string{kPost} + "Transfer-Encoding: chunked\r\n\r\n");
        for (const char byte : std::string_view{"0\r\n\r\n"}) wire.write({&byte, 1});
        const auto answer = wire.read(std::chrono::seconds{5});
        ASSERT_TRUE(answer);
        EXPECT_TRUE(answer->starts_with("HTTP/1.1 ")) << *answer;
    }
    EXPECT_EQ(get("/healthz").status, 200U);
}

}  // namespace
}  // namespace koebel::test
