#include "gateway/refusal.hpp"

#include <gmock/gmock.h>

namespace koebel::gateway {
namespace {

TEST(Refusal, EveryCodeHasTheConnectProtocolsSpellingAndStatus) {
    const std::vector<std::tuple<Code, std::string_view, unsigned>> table{
        {Code::kCancelled, "canceled", 499},
        {Code::kUnknown, "unknown", 500},
        {Code::kInvalidArgument, "invalid_argument", 400},
        {Code::kDeadlineExceeded, "deadline_exceeded", 504},
        {Code::kNotFound, "not_found", 404},
        {Code::kAlreadyExists, "already_exists", 409},
        {Code::kPermissionDenied, "permission_denied", 403},
        {Code::kResourceExhausted, "resource_exhausted", 429},
        {Code::kFailedPrecondition, "failed_precondition", 400},
        {Code::kAborted, "aborted", 409},
        {Code::kOutOfRange, "out_of_range", 400},
        {Code::kUnimplemented, "unimplemented", 501},
        {Code::kInternal, "internal", 500},
        {Code::kUnavailable, "unavailable", 503},
        {Code::kDataLoss, "data_loss", 500},
        {Code::kUnauthenticated, "unauthenticated", 401},
    };
    for (const auto& [code, name, status] : table) {
        EXPECT_EQ(connect_code(code), name);
        EXPECT_EQ(http_status(code), status) << name;
    }
}

TEST(Refusal, RetryAfterIsInWholeSecondsUpwards) {
    const Error soon{.code = Code::kResourceExhausted, .reason = "RATE_LIMITED", .retry_after_ms = 1'001};
    const Error never{.code = Code::kNotFound, .reason = "PERSON_NOT_FOUND"};

    EXPECT_EQ(refusal(soon).header("Retry-After"), "2");
    EXPECT_FALSE(refusal(never).header("Retry-After"));
}

TEST(Refusal, TextIsEscaped) {
    const auto response = refusal({.code = Code::kNotFound, .reason = "X", .message = "a \"b\" \n \\"});

    EXPECT_THAT(response.body, testing::HasSubstr(R"("message":"a \"b\" \n \\")"));
}

}  // namespace
}  // namespace koebel::gateway
