#include "rpc/caller.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <gtest/gtest.h>

namespace koebel::rpc {
namespace {

Caller ada() {
    Caller caller;
    caller.person = PersonId{"018f0000-0000-7000-8000-00000000000a"};
    caller.address = "192.0.2.1";
    caller.topics = {"feed", "person:018f0000-0000-7000-8000-00000000000a"};
    caller.method = "koebel.v1.RecognitionService/Give";
    return caller;
}

v1::GiveRequest thanks(std::string message, std::string request_id = "018f0000-0000-7000-8000-000000000001") {
    v1::GiveRequest request;
    request.set_request_id(std::move(request_id));
    request.set_message(std::move(message));
    return request;
}

TEST(Caller, PrincipalIsThePersonThenTheScreenThenTheAddress) {
    Caller caller;
    caller.address = "192.0.2.1";
    EXPECT_EQ(caller.principal(), "address:192.0.2.1");

    caller.screen = ScreenId{"s"};
    EXPECT_EQ(caller.principal(), "screen:s");

    caller.person = PersonId{"p"};
    EXPECT_EQ(caller.principal(), "person:p");
}

TEST(Caller, MayFollowItsOwnTopicsOnly) {
    EXPECT_TRUE(ada().may_follow("feed"));
    EXPECT_FALSE(ada().may_follow("person:018f0000-0000-7000-8000-00000000000b"));
    EXPECT_FALSE(ada().may_follow(""));

    auto with_boards = ada();
    with_boards.topic_family = "board:";
    EXPECT_TRUE(with_boards.may_follow("board:received:month"));
    EXPECT_FALSE(with_boards.may_follow("wall:board:received:month"));
    EXPECT_FALSE(ada().may_follow("board:received:month"));
}

TEST(RequestKey, NamesCallerMethodAndRequestId) {
    const auto key = ada().request_key(thanks("dank je"));

    EXPECT_EQ(key.caller, "person:018f0000-0000-7000-8000-00000000000a");
    EXPECT_EQ(key.method, "koebel.v1.RecognitionService/Give");
    EXPECT_EQ(key.request_id, "018f0000-0000-7000-8000-000000000001");
    EXPECT_FALSE(key.secret);
}

TEST(RequestKey, HashIgnoresTheRequestId) {
    const auto first = ada().request_key(thanks("dank je", "018f0000-0000-7000-8000-000000000001"));
    const auto second = ada().request_key(thanks("dank je", "018f0000-0000-7000-8000-000000000002"));

    EXPECT_EQ(first.hash, second.hash);
}

TEST(RequestKey, HashTellsContentsApart) {
    const auto first = ada().request_key(thanks("dank je"));
    const auto second = ada().request_key(thanks("dank je wel"));

    EXPECT_NE(first.hash, second.hash);
}

TEST(RequestKey, MessageWithoutARequestIdHasAnEmptyOne) {
    EXPECT_EQ(ada().request_key(v1::SignOutRequest{}).request_id, "");
}

}  // namespace
}  // namespace koebel::rpc
