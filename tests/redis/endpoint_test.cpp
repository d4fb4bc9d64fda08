#include "redis/endpoint.hpp"

#include <gmock/gmock.h>

namespace koebel::redis {
namespace {

TEST(EndpointTest, AHostHasItsDefaults) {
    const auto endpoint = parse_endpoint("redis://redis.example");

    EXPECT_EQ(endpoint.host, "redis.example");
    EXPECT_EQ(endpoint.port, 6379);
    EXPECT_EQ(endpoint.database, 0U);
    EXPECT_EQ(endpoint.password, "");
}

TEST(EndpointTest, EverythingCanBeSaid) {
    const auto endpoint = parse_endpoint("redis://koebel:p%40ss%3Aword@[::1]:7000/3");

    EXPECT_EQ(endpoint.host, "::1");
    EXPECT_EQ(endpoint.port, 7000);
    EXPECT_EQ(endpoint.user, "koebel");
    EXPECT_EQ(endpoint.password, "p@ss:word");
    EXPECT_EQ(endpoint.database, 3U);
    EXPECT_EQ(parse_endpoint("redis://:secret@host").user, "");
    EXPECT_EQ(parse_endpoint("redis://:secret@host").password, "secret");
}

TEST(EndpointTest, ASocketHasAPath) {
    const auto endpoint = parse_endpoint("unix:///run/redis/redis.sock?password=secret&database=2");

    EXPECT_EQ(endpoint.socket, "/run/redis/redis.sock");
    EXPECT_EQ(endpoint.password, "secret");
    EXPECT_EQ(endpoint.database, 2U);
}

TEST(EndpointTest, WhatIsWrongIsSaidWithoutTheSecret) {
    for (const auto* url :
         {"",
          "redis",
          "http://host",
          "redis://",
          "redis://host:0",
          "redis://host:99999",
          "redis://host/one",
          "redis://host/1?x=y",
          "redis://user@host",
          "unix://",
          "unix://host/path",
          "unix:///a?secret=x",
          "rediss://:secret@host"}) {
        try {
            (void)parse_endpoint(url);
            ADD_FAILURE() << url;
        } catch (const std::invalid_argument& fault) {
            EXPECT_THAT(fault.what(), testing::HasSubstr("redis.url")) << url;
            EXPECT_THAT(fault.what(), testing::Not(testing::HasSubstr("secret"))) << url;
        }
    }
}

TEST(EndpointTest, WhatALogShowsHasNoPassword) {
    EXPECT_EQ(parse_endpoint("redis://u:secret@host:1/2").display(), "redis://host:1/2");
    EXPECT_EQ(parse_endpoint("redis://u:secret@[::1]:1").display(), "redis://[::1]:1/0");
    EXPECT_EQ(parse_endpoint("unix:///s?password=secret").display(), "unix:///s");
}

}  // namespace
}  // namespace koebel::redis
