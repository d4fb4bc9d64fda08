#include "gateway/public_url.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace koebel::gateway {
namespace {

TEST(PublicUrl, IsItsOriginWithoutADefaultPort) {
    EXPECT_EQ(PublicUrl{"https://Koebel.Example"}.origin(), "https://koebel.example");
    EXPECT_EQ(PublicUrl{"https://koebel.example:443/"}.origin(), "https://koebel.example");
    EXPECT_EQ(PublicUrl{"http://koebel.example:80"}.origin(), "http://koebel.example");
    EXPECT_EQ(PublicUrl{"http://192.168.1.7:8080"}.origin(), "http://192.168.1.7:8080");
    EXPECT_EQ(PublicUrl{"http://[fd00::7]:8080"}.origin(), "http://[fd00::7]:8080");
}

TEST(PublicUrl, RefusesWhatIsMoreOrLessThanAHost) {
    for (const auto* text :
         {"",
          "koebel.example",
          "ftp://koebel.example",
          "https://",
          "https://a.example/path",
          "https://a.example?q",
          "https://a.example#f",
          "https://user@a.example",
          "https://a.example:port"}) {
        EXPECT_THROW(PublicUrl{text}, std::invalid_argument) << text;
    }
}

TEST(PublicUrl, OurHostIsThePublicOneOrALoopbackName) {
    const PublicUrl url{"https://koebel.example"};

    for (const auto* host :
         {"koebel.example",
          "KOEBEL.EXAMPLE",
          "koebel.example:443",
          "localhost",
          "localhost:8080",
          "127.0.0.1:1",
          "[::1]:8080"}) {
        EXPECT_TRUE(url.is_our_host(host)) << host;
    }
    for (const auto* host :
         {"",
          "evil.example",
          "koebel.example:8443",
          "koebel.example.evil.example",
          "localhost.evil.example",
          "localhost:",
          "localhost:80a",
          "127.0.0.1.evil.example",
          "127.0.0.2",
          "[::1"}) {
        EXPECT_FALSE(url.is_our_host(host)) << host;
    }
}

TEST(PublicUrl, OurOriginIsThePublicOneOrTheLoopbackNameAskedFor) {
    const PublicUrl url{"https://koebel.example"};

    EXPECT_TRUE(url.is_our_origin("https://koebel.example", "koebel.example"));
    EXPECT_TRUE(url.is_our_origin("http://localhost:8080", "localhost:8080"));
    EXPECT_FALSE(url.is_our_origin("http://localhost:8081", "localhost:8080"));
    EXPECT_FALSE(url.is_our_origin("http://localhost:8080", "koebel.example"));
    EXPECT_FALSE(url.is_our_origin("http://koebel.example", "koebel.example"));
    EXPECT_FALSE(url.is_our_origin("null", "koebel.example"));
    EXPECT_FALSE(url.is_our_origin("", "koebel.example"));
}

TEST(PublicUrl, TheCookieIsBoundToTheHostOnlyBehindHttps) {
    EXPECT_EQ(PublicUrl{"https://koebel.example"}.cookie_name(), "__Host-koebel");
    EXPECT_EQ(PublicUrl{"http://koebel.example"}.cookie_name(), "koebel");
}

}  // namespace
}  // namespace koebel::gateway
