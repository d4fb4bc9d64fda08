#include "gateway/http_guard.hpp"

#include <gtest/gtest.h>

// The set as it comes over the wire stands in smuggling_test.cpp; here is what Beast would not let through.

namespace koebel::gateway {
namespace {

HttpRequest head(std::string method, std::vector<HttpHeader> headers) {
    headers.push_back({"host", "koebel.example"});
    return {.method = std::move(method), .target = "/", .headers = std::move(headers)};
}

unsigned refused(const HttpRequest& request) {
    const auto response = refuse_head(request, HttpBounds{});
    if (response) {
        EXPECT_TRUE(response->close);
    }
    return response ? response->status : 0;
}

TEST(HttpGuard, LetsAnOrdinaryRequestPass) {
    EXPECT_EQ(refused(head("GET", {})), 0U);
    EXPECT_EQ(refused(head("POST", {{"content-length", "65536"}})), 0U);
    EXPECT_EQ(refused(head("POST", {{"transfer-encoding", "Chunked"}})), 0U);
    EXPECT_EQ(refused(head("GET", {{"content-length", "0"}})), 0U);
}

TEST(HttpGuard, RefusesTwoFramings) {
    EXPECT_EQ(refused(head("POST", {{"content-length", "2"}, {"transfer-encoding", "chunked"}})), 400U);
    EXPECT_EQ(refused(head("POST", {{"transfer-encoding", "chunked"}, {"content-length", "2"}})), 400U);
}

TEST(HttpGuard, RefusesLengthsThatAreNoNumber) {
    for (const auto* length : {"", " ", "+1", "-1", "1 ", "1,1", "0x1", "18446744073709551616"}) {
        EXPECT_EQ(refused(head("POST", {{"content-length", length}})), 400U) << length;
    }
    EXPECT_EQ(refused(head("POST", {{"content-length", "18446744073709551615"}})), 413U);
}

TEST(HttpGuard, RefusesOtherVersions) {
    auto request = head("GET", {});
    for (const unsigned version : {9U, 12U, 20U}) {
        request.version = version;
        EXPECT_EQ(refused(request), 400U) << version;
    }
}

}  // namespace
}  // namespace koebel::gateway
