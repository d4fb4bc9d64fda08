#include "gateway/edge.hpp"

#include <gmock/gmock.h>

namespace koebel::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class PagesTest : public Edge {
protected:
    PagesTest() {
        write_file(pages.path(), "screen.html", "<!doctype html><title>Screen</title>");
        write_file(pages.path(), "assets/app-1a2b.js", "console.log(1)");
        write_file(pages.path(), "assets/app-1a2b.js.br", "brotli");
        write_file(pages.path(), "favicon.svg", "<svg/>");
        start();
    }
};

TEST_F(PagesTest, PagesHaveTheirAddresses) {
    for (const auto* path : {"/", "/enter", "/sign-in", "/archive", "/?from=mail"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.status, 200U) << path;
        EXPECT_THAT(answer.body, HasSubstr("Koebel")) << path;
        EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8") << path;
        EXPECT_EQ(answer.header("cache-control"), "no-cache") << path;
    }
    EXPECT_THAT(get("/screen").body, HasSubstr("Screen"));
}

TEST_F(PagesTest, PagesCarryAPolicyWithoutAnythingUnsafe) {
    const auto answer = get("/");

    const auto policy = answer.header("content-security-policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
    EXPECT_THAT(policy, HasSubstr("connect-src 'self' ws://koebel.test;"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.header("cross-origin-opener-policy"), "") << "browsers complain of it on plain http";
    EXPECT_THAT(answer.header("permissions-policy"), HasSubstr("camera=()"));
}

TEST_F(PagesTest, AssetsAreKeptForGood) {
    const auto answer = get("/assets/app-1a2b.js");

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("cache-control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(answer.header("content-type"), "text/javascript; charset=utf-8");
    EXPECT_EQ(answer.body, "console.log(1)");
}

TEST_F(PagesTest, ABrowserThatTakesBrotliGetsIt) {
    const auto answer =
        ask(request("GET", "/assets/app-1a2b.js", {{"Host", "koebel.test"}, {"Accept-Encoding", "gzip, deflate, br"}}));

    EXPECT_EQ(answer.header("content-encoding"), "br");
    EXPECT_EQ(answer.header("vary"), "Accept-Encoding");
    EXPECT_EQ(answer.body, "brotli");
}

TEST_F(PagesTest, WhatABrowserHasAlreadyIsNotSentAgain) {
    const auto tag = get("/").header("etag");
    ASSERT_NE(tag, "");

    HttpClient client{port()};
    const auto answer = client.ask(request("GET", "/", {{"Host", "koebel.test"}, {"If-None-Match", tag}}), true);

    EXPECT_EQ(answer.status, 304U);
    EXPECT_EQ(answer.header("etag"), tag);
    EXPECT_EQ(client.ask(request("GET", "/healthz", {{"Host", "koebel.test"}})).status, 200U);
}

TEST_F(PagesTest, HeadHasTheHeadersAndNoBody) {
    HttpClient client{port()};

    const auto answer = client.ask(request("HEAD", "/", {{"Host", "koebel.test"}}), true);

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-length"), std::to_string(get("/").body.size()));
    EXPECT_EQ(client.ask(request("GET", "/healthz", {{"Host", "koebel.test"}})).status, 200U);
}

TEST_F(PagesTest, NothingOutsideTheBuildIsReached) {
    write_file(pages.path().parent_path(), "koebel-secret.txt", "secret");
    for (const auto* path :
         {"/../koebel-secret.txt",
          "/assets/../../koebel-secret.txt",
          "/%2e%2e/koebel-secret.txt",
          "/..%2fkoebel-secret.txt",
          "//koebel-secret.txt",
          "/assets/",
          "/assets",
          "/index.html",
          "/nothing"}) {
        const auto answer = get(path);
        EXPECT_EQ(answer.status, 404U) << path;
        EXPECT_EQ(answer.reason(), "ROUTE_UNKNOWN") << path;
    }
    std::filesystem::remove(pages.path().parent_path() / "koebel-secret.txt");
}

TEST_F(PagesTest, PagesAreNotPosted) {
    const auto answer = ask(request("POST", "/", {{"Host", "koebel.test"}}, "{}"));

    EXPECT_EQ(answer.status, 405U);
    EXPECT_EQ(answer.header("allow"), "GET, HEAD");
}

class SecureUrlTest : public Edge {
protected:
    SecureUrlTest() {
        settings.public_url = "https://koebel.test";
        start();
    }
};

TEST_F(SecureUrlTest, BehindHttpsTheCookieIsBoundToTheHostAndTheSocketIsSecure) {
    const auto signed_in = call("SignInWithLink", "{}", {{"Origin", "https://koebel.test"}});
    const auto page = get("/");

    EXPECT_EQ(
        signed_in.header("set-cookie"), "__Host-koebel=5ec2e7; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=86400"
    );
    EXPECT_THAT(page.header("content-security-policy"), HasSubstr("wss://koebel.test"));
    EXPECT_EQ(page.header("strict-transport-security"), "max-age=31536000");
    EXPECT_EQ(page.header("cross-origin-opener-policy"), "same-origin");
    const auto plain_cookie = call("GetSession", "{}", {{"Cookie", "koebel=ada"}, {"Origin", "https://koebel.test"}});
    EXPECT_EQ(plain_cookie.body, R"({"build":"address:127.0.0.1"})");
}

}  // namespace
}  // namespace koebel::test
