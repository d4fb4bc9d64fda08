#include "gateway/edge.hpp"

#include <gmock/gmock.h>

namespace koebel::test {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The feed for feed readers at the door.
class AtomDoorTest : public Edge {
protected:
    AtomDoorTest() {
        atom = [this]() -> asio::awaitable<gateway::AtomDocument> {
            ++asked;
            co_return gateway::AtomDocument{.hash = "c0ffee", .bytes = std::make_shared<const std::string>("<feed/>")};
        };
        start();
    }

    [[nodiscard]] HttpAnswer feed(Headers headers) const {
        headers.emplace_back("Host", "koebel.test");
        return ask(request("GET", "/feed.atom", headers));
    }

    std::atomic<int> asked{0};
};

TEST_F(AtomDoorTest, ATokenOpensItAsBearerOrAsAPassword) {
    const auto answer = feed({{"Authorization", "Bearer token"}});
    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    EXPECT_EQ(answer.body, "<feed/>");
    EXPECT_EQ(feed({{"Authorization", "Basic bGV6ZXI6dG9rZW4="}}).status, 200U) << "lezer:token";
    EXPECT_EQ(feed({{"Authorization", "basic OnRva2Vu"}}).status, 200U) << ":token";
}

TEST_F(AtomDoorTest, WithoutOneTheReaderIsAskedForIt) {
    for (const auto& headers :
         {Headers{}, Headers{{"Authorization", "Basic !!"}}, Headers{{"Authorization", "Basic dG9rZW4="}}}) {
        const auto answer = feed(headers);
        EXPECT_EQ(answer.status, 401U);
        EXPECT_EQ(answer.header("www-authenticate"), "Basic realm=\"Koebel\"");
    }
    EXPECT_EQ(feed({{"Authorization", "Bearer forged"}}).status, 401U);
    EXPECT_EQ(asked, 0);
}

TEST_F(AtomDoorTest, WhatTheReaderHasIsNotSentAgain) {
    const auto answer = feed({{"Authorization", "Bearer token"}, {"If-None-Match", "\"c0ffee\""}});
    EXPECT_EQ(answer.status, 304U);
    EXPECT_EQ(answer.body, "");
}

TEST_F(AtomDoorTest, APasswordCountsNowhereElse) {
    EXPECT_EQ(
        call("RevokeSession", R"({"requestId":"x","sessionId":"x"})", {{"Authorization", "Basic bGV6ZXI6dG9rZW4="}})
            .status,
        401U
    );
}

TEST_F(AtomDoorTest, AnotherSitesPageGetsNone) {
    EXPECT_EQ(feed({{"Cookie", "koebel=ada"}, {"Sec-Fetch-Site", "cross-site"}}).status, 403U);
    EXPECT_EQ(feed({{"Cookie", "koebel=wall"}}).status, 401U) << "a screen has its wall";
}

}  // namespace
}  // namespace koebel::test
