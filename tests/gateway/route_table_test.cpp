#include "gateway/route_table.hpp"

#include <gtest/gtest.h>

namespace koebel::gateway {
namespace {

TEST(RouteTable, EveryRowSaysWho) {
    for (const auto& route : routes()) EXPECT_FALSE(route.who == rpc::Roles{}) << route.path;
}

TEST(RouteTable, EveryRowIsReached) {
    for (const auto& route : routes()) {
        const auto path = std::string{route.path} + (route.prefix ? "x" : "");
        EXPECT_EQ(&find_route(path), &route) << path;
    }
}

TEST(RouteTable, OnlyTheSignedInAreInTheSocketsRow) {
    const auto& live = find_route("/live");

    EXPECT_EQ(live.kind, RouteKind::kLive);
    EXPECT_FALSE(live.who.has(v1::ROLE_NOBODY));
    for (const auto role : {v1::ROLE_EMPLOYEE, v1::ROLE_SCREEN}) EXPECT_TRUE(live.who.has(role));
}

TEST(RouteTable, ATokenNeedsToReadForTheSocket) {
    const auto& live = find_route("/live");
    rpc::Caller token;
    token.roles = {v1::ROLE_TOKEN};

    token.scopes = {v1::SCOPE_READ};
    EXPECT_TRUE(may_have(live, token));
    token.scopes = {v1::SCOPE_GIVE};
    EXPECT_FALSE(may_have(live, token));
}

TEST(RouteTable, NobodyAtAKioskFollowsAnything) {
    rpc::Caller kiosk;
    kiosk.roles = {v1::ROLE_KIOSK};
    rpc::Caller somebody;
    somebody.roles = {v1::ROLE_EMPLOYEE};
    somebody.scopes = {v1::SCOPE_KIOSK};

    EXPECT_FALSE(may_have(find_route("/live"), kiosk));
    EXPECT_FALSE(may_have(find_route("/live"), somebody));
}

TEST(RouteTable, OnlyTheKiosksPageMayAskForTheCamera) {
    for (const auto& route : routes()) EXPECT_EQ(route.camera, route.path == "/kiosk") << route.path;
}

TEST(RouteTable, WhatBeginsAlikeIsAnotherRoute) {
    EXPECT_EQ(find_route("/live/x").kind, RouteKind::kFile);
    EXPECT_EQ(find_route("/livestream").kind, RouteKind::kFile);
    EXPECT_EQ(find_route("/healthz/").kind, RouteKind::kFile);
    EXPECT_EQ(find_route("/koebel.v2.X/Y").kind, RouteKind::kFile);
}

}  // namespace
}  // namespace koebel::gateway
