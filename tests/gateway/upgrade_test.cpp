#include "gateway/edge.hpp"

#include "gateway/connection_limits.hpp"

#include <gmock/gmock.h>

namespace koebel::test {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

class UpgradeTest : public Edge {
protected:
    static Headers handshake(Headers more = as_ada()) {
        Headers headers{
            {"Host", "koebel.test"},
            {"Connection", "keep-alive, Upgrade"},
            {"Upgrade", "websocket"},
            {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
            {"Sec-WebSocket-Version", "13"},
            {"Sec-WebSocket-Protocol", "koebel.v1"},
        };
        for (auto& [name, value] : more) {
            std::erase_if(headers, [&name](const auto& header) { return header.first == name; });
            if (!value.empty()) headers.emplace_back(name, value);
        }
        return headers;
    }

    [[nodiscard]] HttpAnswer open(Headers more = as_ada()) const {
        return ask(request("GET", "/live", handshake(std::move(more))));
    }

    /// What the WebSocket side says first.
    [[nodiscard]] std::string opened(Headers more = as_ada()) const {
        HttpClient client{port()};
        client.send(request("GET", "/live", handshake(std::move(more))));
        return client.read(64);
    }
};

TEST_F(UpgradeTest, APersonIsHandedOver) {
    start();

    EXPECT_EQ(opened(), "UPGRADED person:ada phone\n");
}

TEST_F(UpgradeTest, AScreenIsHandedOver) {
    start();

    EXPECT_EQ(opened({{"Cookie", "koebel=wall"}, {"Origin", "http://koebel.test"}}), "UPGRADED screen:wall \n");
}

TEST_F(UpgradeTest, ABearerIsHandedOverWithoutAnOrigin) {
    start();

    EXPECT_EQ(opened({{"Authorization", "Bearer token"}}), "UPGRADED person:ada \n");
}

TEST_F(UpgradeTest, WhatIsNoTokenOpensNothing) {
    start();

    const auto answer = open({{"Authorization", "Bearer guess"}});

    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.reason(), "TOKEN_UNKNOWN");
}

TEST_F(UpgradeTest, NobodyIsAskedToSignInBeforeAnyUpgrade) {
    start();

    const auto answer = open({{"Origin", "http://koebel.test"}});

    EXPECT_EQ(answer.status, 401U);
    EXPECT_EQ(answer.reason(), "SIGN_IN_REQUIRED");
}

TEST_F(UpgradeTest, AForeignOriginAndNoneAreRefused) {
    start();

    EXPECT_EQ(open({{"Cookie", "koebel=ada"}}).reason(), "ORIGIN_REFUSED");
    EXPECT_EQ(open({{"Cookie", "koebel=ada"}, {"Origin", "http://evil.test"}}).status, 403U);
}

TEST_F(UpgradeTest, WhatIsNotOurProtocolIsRefused) {
    start();
    auto with = [](std::string name, std::string value) {
        auto headers = as_ada();
        headers.emplace_back(std::move(name), std::move(value));
        return headers;
    };

    EXPECT_EQ(open(with("Sec-WebSocket-Protocol", "")).reason(), "SUB_PROTOCOL_REFUSED");
    EXPECT_EQ(open(with("Sec-WebSocket-Protocol", "koebel.v2")).status, 400U);
    const auto old = open(with("Sec-WebSocket-Version", "8"));
    EXPECT_EQ(old.status, 426U);
    EXPECT_EQ(old.header("sec-websocket-version"), "13");
    const auto plain = open(with("Upgrade", ""));
    EXPECT_EQ(plain.status, 426U);
    EXPECT_EQ(plain.reason(), "UPGRADE_REQUIRED");
    EXPECT_EQ(open(with("Upgrade", "h2c")).reason(), "UPGRADE_REQUIRED");
}

TEST_F(UpgradeTest, AKeyThatIsNot16BytesOrStandsThereTwiceIsRefused) {
    start();
    const auto with_key = [](std::string key) {
        auto headers = as_ada();
        headers.emplace_back("Sec-WebSocket-Key", std::move(key));
        return headers;
    };

    for (const auto* key :
         {"", "dGhlIHNhbXBsZQ==", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZSE=", "dGhlIHNhbXBsZSBub25j*Q=="}) {
        const auto answer = open(with_key(key));
        EXPECT_EQ(answer.status, 400U) << key;
        EXPECT_EQ(answer.reason(), "WEBSOCKET_KEY_REFUSED") << key;
    }
    for (const auto* name : {"Sec-WebSocket-Key", "Sec-WebSocket-Version"}) {
        auto headers = handshake();
        headers.emplace_back(name, name == std::string_view{"Sec-WebSocket-Key"} ? "dGhlIHNhbXBsZSBub25jZQ==" : "13");
        EXPECT_THAT(ask(request("GET", "/live", headers)).reason(), testing::StartsWith("WEBSOCKET_")) << name;
    }
}

TEST_F(UpgradeTest, TheConformanceEchoIsNotThereUnlessItWasSwitchedOn) {
    start();
    auto headers = handshake();
    headers.front().second = "localhost";

    EXPECT_EQ(ask(request("GET", "/conformance-echo", headers)).reason(), "ROUTE_UNKNOWN");
}

TEST_F(UpgradeTest, TheConformanceEchoIsThereUnderLoopbackNamesOnlyAndForNobodyElsesPages) {
    has_echo = true;
    start();
    const auto asked = [this](const std::string& host, Headers more) {
        more.emplace_back("Host", host);
        more.emplace_back("Sec-WebSocket-Protocol", "");
        HttpClient client{port()};
        return client.ask(request("GET", "/conformance-echo", handshake(std::move(more))));
    };

    EXPECT_EQ(asked("koebel.test", {}).reason(), "ROUTE_UNKNOWN") << "as a proxy on this machine would ask";
    EXPECT_EQ(asked("localhost", {{"Origin", "http://evil.test"}}).reason(), "ORIGIN_REFUSED");
    HttpClient client{port()};
    client.send(request("GET", "/conformance-echo", handshake({{"Host", "127.0.0.1"}, {"Sec-WebSocket-Protocol", ""}}))
    );
    EXPECT_EQ(client.read(64), "ECHO");
}

TEST_F(UpgradeTest, BytesBehindTheHandshakeAreRefused) {
    start();
    HttpClient client{port()};

    const auto answer = client.ask(request("GET", "/live", handshake()) + "\x82\x80");

    EXPECT_EQ(answer.reason(), "FRAMING_REFUSED");
    client.finish();
    EXPECT_TRUE(client.ended());
}

TEST_F(UpgradeTest, ABrokenAuthenticatorIsServiceUnavailable) {
    start();
    sessions.broken = true;

    EXPECT_EQ(open().reason(), "INTERNAL_FAULT");
}

TEST_F(UpgradeTest, ARefusedOneMayAskAgainOnTheSameConnection) {
    start();
    HttpClient client{port()};

    EXPECT_EQ(client.ask(request("GET", "/live", handshake({{"Origin", "http://koebel.test"}}))).status, 401U);
    client.send(request("GET", "/live", handshake()));

    EXPECT_EQ(client.read(64), "UPGRADED person:ada phone\n");
}

}  // namespace
}  // namespace koebel::test
