#include "gateway/edge.hpp"

#include <koebel/v1/live.pb.h>

#include <gmock/gmock.h>
#include <sodium.h>

namespace koebel::test {
namespace {

class ConnectTest : public Edge {
protected:
    ConnectTest() { start(); }
};

std::string unbase64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    sodium_base642bin(
        reinterpret_cast<unsigned char*>(bytes.data()),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &size,
        nullptr,
        sodium_base64_VARIANT_ORIGINAL_NO_PADDING
    );
    bytes.resize(size);
    return bytes;
}

TEST_F(ConnectTest, ACallAsJsonIsAnsweredAsJson) {
    const auto answer = call("GetSession", "{}", as_ada());

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_EQ(answer.header("cache-control"), "no-store");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.body, R"({"build":"person:ada"})");
}

TEST_F(ConnectTest, ACallAsBinaryIsAnsweredAsBinary) {
    auto headers = as_ada();
    headers.emplace_back("Content-Type", "application/proto");
    const auto answer = call("GetSession", "", std::move(headers));

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-type"), "application/proto");
    v1::GetSessionResponse response;
    ASSERT_TRUE(response.ParseFromString(answer.body));
    EXPECT_EQ(response.build(), "person:ada");
}

TEST_F(ConnectTest, ARefusalCarriesCodeMessageReasonAndDetails) {
    const auto answer = call("RevokeSession", R"({"sessionId":"phone of \"ada\""})", as_ada());

    EXPECT_EQ(answer.status, 404U);
    EXPECT_EQ(answer.header("content-type"), "application/json");
    EXPECT_THAT(
        answer.body,
        testing::StartsWith(R"({"code":"not_found","message":"no such session","reason":"SESSION_NOT_FOUND")")
    );
    EXPECT_THAT(answer.body, testing::HasSubstr(R"("type":"koebel.v1.Error")"));
    EXPECT_THAT(answer.body, testing::HasSubstr(R"("details":["phone of \"ada\""])"));
    const auto value = answer.body.find(R"("value":")") + 9;
    v1::Error error;
    ASSERT_TRUE(error.ParseFromString(unbase64(answer.body.substr(value, answer.body.find('"', value) - value))));
    EXPECT_EQ(error.reason(), "SESSION_NOT_FOUND");
    EXPECT_EQ(error.details(0), "phone of \"ada\"");
}

TEST_F(ConnectTest, AFaultIsServiceUnavailableAndTheNextCallWorks) {
    const auto answer = call("RevokeSession", R"({"sessionId":"fault"})", as_ada());

    EXPECT_EQ(answer.status, 503U);
    EXPECT_EQ(answer.reason(), "INTERNAL_FAULT");
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_EQ(call("GetSession", "{}", as_ada()).status, 200U);
}

TEST_F(ConnectTest, ABrokenAuthenticatorIsServiceUnavailable) {
    sessions.broken = true;

    EXPECT_EQ(call("GetSession", "{}").reason(), "INTERNAL_FAULT");
}

TEST_F(ConnectTest, SigningInSetsTheCookie) {
    const auto answer = call("SignInWithLink", R"({"token":"t"})", {{"Origin", "http://koebel.test"}});

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("set-cookie"), "koebel=5ec2e7; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400");
}

TEST_F(ConnectTest, NobodyIsAskedToSignIn) {
    const auto answer = call("RevokeSession", "{}");

    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.reason(), "SIGN_IN_REQUIRED");
}

TEST_F(ConnectTest, AWrongRoleIsForbidden) {
    const auto answer = call("RevokeSession", "{}", {{"Cookie", "koebel=wall"}, {"Origin", "http://koebel.test"}});

    EXPECT_EQ(answer.status, 403U);
    EXPECT_EQ(answer.reason(), "ROLE_REQUIRED");
}

TEST_F(ConnectTest, ACookieWithoutAnOriginIsRefused) {
    const auto answer = call("GetSession", "{}", {{"Cookie", "koebel=ada"}});

    EXPECT_EQ(answer.status, 403U);
    EXPECT_EQ(answer.reason(), "ORIGIN_REFUSED");
    EXPECT_EQ(doors.called, 0);
}

TEST_F(ConnectTest, AForeignOriginIsRefusedWhateverItBrings) {
    for (const auto* origin :
         {"https://evil.test", "http://koebel.test.evil.test", "https://koebel.test", "null", "http://koebel.test:81"
         }) {
        const auto with = call("GetSession", "{}", {{"Cookie", "koebel=ada"}, {"Origin", origin}});
        const auto without = call("SignInWithLink", R"({"token":"t"})", {{"Origin", origin}});
        EXPECT_EQ(with.reason(), "ORIGIN_REFUSED") << origin;
        EXPECT_EQ(without.reason(), "ORIGIN_REFUSED") << origin;
        EXPECT_EQ(without.header("set-cookie"), "") << origin;
    }
    EXPECT_EQ(doors.called, 0);
}

TEST_F(ConnectTest, ALoopbackHostIsItsOwnOrigin) {
    const std::string host = "localhost:" + std::to_string(port());
    const auto answer =
        call("GetSession", "{}", {{"Host", host}, {"Cookie", "koebel=ada"}, {"Origin", "http://" + host}});

    EXPECT_EQ(answer.body, R"({"build":"person:ada"})");
}

TEST_F(ConnectTest, ABearerTokenCountsOnlyWithoutACookie) {
    const auto bearer = call("GetSession", "{}", {{"Authorization", "Bearer token"}});
    EXPECT_EQ(bearer.body, R"({"build":"person:ada"})");

    auto headers = as_ada();
    headers[0].second = "koebel=stale";
    headers.emplace_back("Authorization", "Bearer token");
    EXPECT_EQ(call("GetSession", "{}", std::move(headers)).body, R"({"build":"address:127.0.0.1"})");
}

TEST_F(ConnectTest, WhatIsNoTokenIsRefusedNotNobody) {
    const auto answer = call("GetSession", "{}", {{"Authorization", "Bearer guess"}});

    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.reason(), "TOKEN_UNKNOWN");
    EXPECT_EQ(doors.called, 0);
}

TEST_F(ConnectTest, OtherContentTypesAreRefused) {
    for (const auto* type :
         {"text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "application/json; charset=latin1",
          "application/grpc",
          "application/connect+json"}) {
        auto headers = as_ada();
        headers.emplace_back("Content-Type", type);
        const auto answer = call("GetSession", "{}", std::move(headers));
        EXPECT_EQ(answer.status, 415U) << type;
        EXPECT_EQ(answer.reason(), "CONTENT_TYPE_REFUSED") << type;
        EXPECT_EQ(answer.header("accept-post"), "application/json, application/proto") << type;
    }
    EXPECT_EQ(
        ask(request("POST", "/koebel.v1.AccessService/GetSession", {{"Host", "koebel.test"}}, "{}")).status, 415U
    );
    EXPECT_EQ(doors.called, 0);
}

TEST_F(ConnectTest, JsonMaySayThatItIsUtf8) {
    EXPECT_EQ(call("GetSession", "{}", {{"Content-Type", "application/json; charset=UTF-8"}}).status, 200U);
}

TEST_F(ConnectTest, BadMessagesHaveTheirReasons) {
    using namespace std::string_literals;
    EXPECT_EQ(call("GetSession", "nonsense").reason(), "MESSAGE_MALFORMED");
    EXPECT_EQ(call("GetSession", R"({"unknown":1})").reason(), "MESSAGE_MALFORMED");
    EXPECT_EQ(call("SignInWithLink", R"({"token":"\u0000"})").reason(), "TEXT_INVALID");
    EXPECT_EQ(call("SignInWithLink", "{\"token\":\"\xff\"}").reason(), "TEXT_INVALID");
    EXPECT_EQ(
        call("SignInWithLink", "\x0a\x01\x00"s, {{"Content-Type", "application/proto"}}).reason(), "TEXT_INVALID"
    );
    EXPECT_EQ(
        call("SignInWithLink", "\x0a\x01", {{"Content-Type", "application/proto"}}).reason(), "MESSAGE_MALFORMED"
    );
    EXPECT_EQ(call("SignInWithLink", "[]").status, 400U);
    EXPECT_EQ(doors.called, 0);
}

TEST_F(ConnectTest, AnUnknownMethodIsNotFound) {
    const auto answer = call("Nothing", "{}");

    EXPECT_EQ(answer.status, 404U);
    EXPECT_EQ(answer.reason(), "METHOD_UNKNOWN");
    EXPECT_THAT(answer.body, testing::HasSubstr(R"("code":"unimplemented")"));
    EXPECT_EQ(call("GetSession/x", "{}").reason(), "METHOD_UNKNOWN");
}

TEST_F(ConnectTest, CallsArePostOnly) {
    const auto answer = get("/koebel.v1.AccessService/GetSession");

    EXPECT_EQ(answer.status, 405U);
    EXPECT_EQ(answer.header("allow"), "POST");
}

TEST_F(ConnectTest, TheProtocolsHeadersAreChecked) {
    EXPECT_EQ(call("GetSession", "{}", {{"Connect-Protocol-Version", "1"}}).status, 200U);
    EXPECT_EQ(call("GetSession", "{}", {{"Connect-Protocol-Version", "2"}}).reason(), "PROTOCOL_REFUSED");
    EXPECT_EQ(call("GetSession", "{}", {{"Connect-Timeout-Ms", "5000"}}).status, 200U);
    EXPECT_EQ(call("GetSession", "{}", {{"Connect-Timeout-Ms", "soon"}}).reason(), "PROTOCOL_REFUSED");
    EXPECT_EQ(call("GetSession", "{}", {{"Content-Encoding", "gzip"}}).reason(), "ENCODING_REFUSED");
}

TEST_F(ConnectTest, OneConnectionCarriesManyCallsAndPipelinedOnesInOrder) {
    HttpClient client{port()};
    const std::vector<std::pair<std::string, std::string>> headers{
        {"Host", "koebel.test"}, {"Content-Type", "application/json"}
    };
    const auto session = request("POST", "/koebel.v1.AccessService/GetSession", headers, "{}");
    const auto sign_in = request("POST", "/koebel.v1.AccessService/SignInWithLink", headers, "{}");

    client.send(session + sign_in + session);

    EXPECT_EQ(client.receive().value_or(HttpAnswer{}).body, R"({"build":"address:127.0.0.1"})");
    EXPECT_EQ(client.receive().value_or(HttpAnswer{}).body, R"({"personId":"ada"})");
    EXPECT_EQ(client.receive().value_or(HttpAnswer{}).body, R"({"build":"address:127.0.0.1"})");
}

TEST_F(ConnectTest, CallsAreCounted) {
    (void)call("GetSession", "{}");
    (void)call("Nothing", "{}");

    const auto text = metrics.text();
    EXPECT_THAT(
        text, testing::HasSubstr(R"(koebel_calls_total{code="ok",method="koebel.v1.AccessService/GetSession"} 1)")
    );
    EXPECT_THAT(text, testing::HasSubstr(R"(koebel_calls_total{code="unimplemented",method="unknown"} 1)"));
}

}  // namespace
}  // namespace koebel::test
