#include "gateway/edge.hpp"

#include <gmock/gmock.h>

namespace koebel::test {
namespace {

using testing::HasSubstr;
using Headers = std::vector<std::pair<std::string, std::string>>;

/// Knows one picture, "1", which Ada may see.
class MediaTest : public Edge {
protected:
    MediaTest() {
        media = [this](
                    rpc::Caller caller, std::string id, std::string known
                ) -> asio::awaitable<std::optional<gateway::Medium>> {
            ++asked;
            if (id == "strange") {
                co_return gateway::Medium{
                    .content_type = "text/html", .hash = "0", .bytes = std::make_shared<const std::string>("<script>")
                };
            }
            if (id != "1" || caller.person != PersonId{"ada"}) co_return std::nullopt;
            gateway::Medium medium{.content_type = "image/png", .hash = "c0ffee", .bytes = nullptr};
            if (known != medium.hash) medium.bytes = std::make_shared<const std::string>("\x89PNG");
            co_return medium;
        };
        start();
    }

    [[nodiscard]] HttpAnswer picture(std::string_view id, Headers headers = {{"Cookie", "koebel=ada"}}) const {
        headers.emplace_back("Host", "koebel.test");
        return ask(request("GET", "/media/" + std::string{id}, headers));
    }

    std::atomic<int> asked{0};
};

TEST_F(MediaTest, APictureIsForItsViewerAloneAndAskedForEachTime) {
    const auto answer = picture("1");

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.body, "\x89PNG");
    EXPECT_EQ(answer.header("content-type"), "image/png");
    EXPECT_EQ(answer.header("cache-control"), "private, no-cache");
    EXPECT_EQ(answer.header("etag"), "\"c0ffee\"");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("content-security-policy"), "default-src 'none'; sandbox");
    EXPECT_EQ(answer.header("content-disposition"), "inline");
    EXPECT_EQ(answer.header("cross-origin-resource-policy"), "same-origin");
}

TEST_F(MediaTest, WhatTheBrowserHasIsNotSentAgainButPermissionIsAsked) {
    for (const auto* tag : {"\"c0ffee\"", "W/\"c0ffee\""}) {
        HttpClient client{port()};
        const auto answer = client.ask(
            request("GET", "/media/1", {{"Host", "koebel.test"}, {"Cookie", "koebel=ada"}, {"If-None-Match", tag}}),
            true
        );
        EXPECT_EQ(answer.status, 304U);
        EXPECT_EQ(answer.header("cache-control"), "private, no-cache");
    }
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(picture("1", {{"Cookie", "koebel=ada"}, {"If-None-Match", "\"older\""}}).status, 200U);
    EXPECT_EQ(picture("1", {{"Cookie", "koebel=wall"}, {"If-None-Match", "\"c0ffee\""}}).status, 404U);
}

TEST_F(MediaTest, WhatMayNotBeSeenLooksLikeWhatIsNotThere) {
    const auto forbidden = picture("1", {{"Cookie", "koebel=wall"}});
    const auto unknown = picture("2");

    EXPECT_EQ(forbidden.status, 404U);
    EXPECT_EQ(forbidden.reason(), "MEDIUM_NOT_FOUND");
    EXPECT_EQ(forbidden.body, unknown.body);
    auto with_date = forbidden.headers;
    auto other = unknown.headers;
    with_date.erase("date");
    other.erase("date");
    EXPECT_EQ(with_date, other);
}

TEST_F(MediaTest, NobodyIsToldToSignIn) {
    for (const auto& headers : {Headers{}, Headers{{"Cookie", "koebel=forged"}}}) {
        const auto answer = picture("1", headers);
        EXPECT_EQ(answer.status, 401U);
        EXPECT_EQ(answer.reason(), "SIGN_IN_REQUIRED");
    }
    EXPECT_EQ(asked, 0);
}

TEST_F(MediaTest, AnotherSitesPageGetsNone) {
    for (const auto* site : {"cross-site", "same-site"}) {
        const auto answer = picture("1", {{"Cookie", "koebel=ada"}, {"Sec-Fetch-Site", site}});
        EXPECT_EQ(answer.status, 403U) << site;
        EXPECT_EQ(answer.reason(), "ORIGIN_REFUSED");
    }
    EXPECT_EQ(picture("1", {{"Cookie", "koebel=ada"}, {"Origin", "http://evil.test"}}).status, 403U);
    EXPECT_EQ(picture("1", {{"Cookie", "koebel=ada"}, {"Sec-Fetch-Site", "same-origin"}}).status, 200U);
}

TEST_F(MediaTest, OnlyPicturesAreEverSent) {
    const auto answer = picture("strange");

    EXPECT_EQ(answer.status, 404U);
    EXPECT_THAT(answer.body, testing::Not(HasSubstr("script")));
}

TEST_F(MediaTest, PicturesAreNotPosted) {
    EXPECT_EQ(ask(request("POST", "/media/1", {{"Host", "koebel.test"}}, "x")).status, 405U);
}

}  // namespace
}  // namespace koebel::test
