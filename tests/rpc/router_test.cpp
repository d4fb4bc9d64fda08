#include "rpc/router.hpp"

#include "runtime/blocking_pool.hpp"
#include "support/database.hpp"

#include <koebel/v1/access.pb.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace koebel::rpc {
namespace {

using namespace std::chrono_literals;

constexpr auto kRevoke = "koebel.v1.AccessService/RevokeSession";
constexpr auto kSignOut = "koebel.v1.AccessService/SignOut";
constexpr auto kGetSession = "koebel.v1.AccessService/GetSession";

/// A service that does what the session id of a request tells it.
class Sessions {
public:
    asio::awaitable<Result<v1::RevokeSessionResponse>> revoke(
        const Caller& caller, const v1::RevokeSessionRequest& request
    ) {
        ++called;
        method = caller.method;
        if (request.session_id() == "unknown") {
            co_return std::unexpected(
                Error{.code = Code::kNotFound, .reason = "SESSION_NOT_FOUND", .details = {"one", "two"}}
            );
        }
        if (request.session_id() == "fault") throw store::Fault("recognition.feed: disk I/O error");
        if (request.session_id() == "busy") throw store::Overloaded("reads");
        if (request.session_id() == "pool") throw runtime::PoolFull("files");
        if (request.session_id() == "forever") {
            asio::steady_timer never{co_await asio::this_coro::executor, asio::steady_timer::time_point::max()};
            waiting.push_back(&never);
            co_await never.async_wait(asio::as_tuple(asio::use_awaitable));
            ++ended;
        }
        v1::RevokeSessionResponse response;
        response.set_position(7);
        co_return response;
    }

    asio::awaitable<Result<v1::SignOutResponse>> sign_out(Call& call, const v1::SignOutRequest&) {
        device = call.device;
        call.cookie = CookieChange{};
        co_return v1::SignOutResponse{};
    }

    int called = 0;
    int ended = 0;
    std::string method;
    std::string device;
    std::vector<asio::steady_timer*> waiting;  ///< cancel one, and its handler goes on
};

class RouterTest : public testing::Test {
protected:
    RouterTest() {
        router_.bind(kRevoke, sessions_, &Sessions::revoke);
        router_.bind(kSignOut, sessions_, &Sessions::sign_out);
    }

    static Caller ada() {
        Caller caller;
        caller.roles = {v1::ROLE_EMPLOYEE};
        caller.person = PersonId{"ada"};
        caller.address = "192.0.2.1";
        return caller;
    }

    Answer call(std::string body, Caller caller = ada(), std::string method = kRevoke) {
        return test::await(router_.call(std::move(caller), std::move(method), std::move(body), Encoding::kJson, "phone")
        );
    }

    static Error refusal_of(const Answer& answer) { return answer.payload ? Error{} : answer.payload.error(); }

    test::ManualClock clock_;
    Limits limits_{
        .person_rate = 10, .person_burst = 100, .address_rate = 1, .address_burst = 3, .deadline = 20ms, .in_flight = 2
    };
    Sessions sessions_;
    Router router_{limits_, clock_};
};

TEST_F(RouterTest, AnswersInTheEncodingOfTheRequest) {
    v1::RevokeSessionRequest request;
    request.set_session_id("s");

    const auto json = call(R"({"sessionId":"s"})");
    const auto wire =
        test::await(router_.call(ada(), kRevoke, request.SerializeAsString(), Encoding::kBinary, "phone"));

    ASSERT_TRUE(json.payload && wire.payload);
    EXPECT_EQ(*json.payload, R"({"position":"7"})");
    v1::RevokeSessionResponse response;
    ASSERT_TRUE(response.ParseFromString(*wire.payload));
    EXPECT_EQ(response.position(), 7U);
    EXPECT_EQ(sessions_.method, kRevoke);
}

TEST_F(RouterTest, AHandlerSeesTheDeviceAndMayChangeTheCookie) {
    const auto answer = call("{}", ada(), kSignOut);

    ASSERT_TRUE(answer.payload);
    EXPECT_EQ(sessions_.device, "phone");
    ASSERT_TRUE(answer.cookie);
    EXPECT_EQ(answer.cookie->secret, "");
}

TEST_F(RouterTest, ARefusalOfTheHandlerArrivesAsItIs) {
    const auto error = refusal_of(call(R"({"sessionId":"unknown"})"));

    EXPECT_EQ(error.code, Code::kNotFound);
    EXPECT_EQ(error.reason, "SESSION_NOT_FOUND");
    EXPECT_THAT(error.details, testing::ElementsAre("one", "two"));
}

TEST_F(RouterTest, AFaultIsUnavailableAndSaysNothingOfItself) {
    const auto error = refusal_of(call(R"({"sessionId":"fault"})"));

    EXPECT_EQ(error.code, Code::kUnavailable);
    EXPECT_EQ(error.reason, "INTERNAL_FAULT");
    EXPECT_THAT(error.message, testing::Not(testing::HasSubstr("disk")));
    EXPECT_GT(error.retry_after_ms, 0U);
}

TEST_F(RouterTest, AFullQueueBelowIsOverloaded) {
    EXPECT_EQ(refusal_of(call(R"({"sessionId":"busy"})")).reason, "OVERLOADED");
    EXPECT_EQ(refusal_of(call(R"({"sessionId":"pool"})")).reason, "OVERLOADED");
}

TEST_F(RouterTest, AMethodThatIsNotThereIsUnknown) {
    for (const auto* method :
         {"koebel.v1.AccessService/Nothing", "nonsense", "", "koebel.v1.AccessService/GetSession"}) {
        const auto error = refusal_of(call("{}", ada(), method));
        EXPECT_EQ(error.code, Code::kUnimplemented) << method;
        EXPECT_EQ(error.reason, "METHOD_UNKNOWN") << method;
    }
}

TEST_F(RouterTest, ABadMessageNeverReachesTheHandler) {
    EXPECT_EQ(refusal_of(call("nonsense")).reason, "MESSAGE_MALFORMED");
    EXPECT_EQ(refusal_of(call(R"({"sessionId":"\u0000"})")).reason, "TEXT_INVALID");
    EXPECT_EQ(sessions_.called, 0);
}

TEST_F(RouterTest, AStrangerIsAskedToSignInBeforeItsMessageIsRead) {
    Caller stranger;
    stranger.address = "192.0.2.9";

    const auto error = refusal_of(call("nonsense", stranger));

    EXPECT_EQ(error.code, Code::kUnauthenticated);
    EXPECT_EQ(error.reason, "SIGN_IN_REQUIRED");
}

TEST_F(RouterTest, AStrangersBucketIsItsAddressAndAPersonsItsOwn) {
    Caller stranger;
    stranger.address = "192.0.2.1";
    for (int i = 0; i < 3; ++i) EXPECT_EQ(refusal_of(call("{}", stranger, kSignOut)).reason, "SIGN_IN_REQUIRED");

    const auto error = refusal_of(call("{}", stranger, kSignOut));

    EXPECT_EQ(error.code, Code::kResourceExhausted);
    EXPECT_EQ(error.reason, "RATE_LIMITED");
    EXPECT_EQ(error.retry_after_ms, 1'000U);
    EXPECT_TRUE(call("{}", ada(), kSignOut).payload);
}

TEST_F(RouterTest, ALateHandlerIsAnsweredForAndRunsToItsEnd) {
    asio::io_context loop{1};
    auto late = asio::co_spawn(
        loop, router_.call(ada(), kRevoke, R"({"sessionId":"forever"})", Encoding::kJson, ""), asio::use_future
    );
    while (late.wait_for(0s) != std::future_status::ready) loop.run_one();
    EXPECT_EQ(refusal_of(late.get()).code, Code::kDeadlineExceeded);
    EXPECT_EQ(sessions_.ended, 0);
    EXPECT_FALSE(router_.wait(0ms));

    sessions_.waiting.front()->cancel();
    loop.run();

    EXPECT_EQ(sessions_.ended, 1);
    EXPECT_TRUE(router_.wait(0ms));
}

TEST_F(RouterTest, CallsAboveTheNodesMeasureAreRefusedBeforeAnyWork) {
    asio::io_context loop{1};
    std::vector<std::future<Answer>> answers;
    for (int i = 0; i < 3; ++i) {
        answers.push_back(asio::co_spawn(
            loop, router_.call(ada(), kRevoke, R"({"sessionId":"forever"})", Encoding::kJson, ""), asio::use_future
        ));
    }
    while (answers[2].wait_for(0s) != std::future_status::ready) loop.run_one();
    EXPECT_EQ(refusal_of(answers[2].get()).reason, "OVERLOADED");
    loop.poll();
    EXPECT_EQ(sessions_.called, 2);

    for (auto* timer : sessions_.waiting) timer->cancel();
    loop.run();

    EXPECT_TRUE(call(R"({"sessionId":"s"})").payload);
}

TEST_F(RouterTest, EveryCallIsObservedOnceAndUnknownNamesAreNotKept) {
    std::vector<std::pair<std::string, Code>> seen;
    router_.observe([&](std::string_view method, Code code, std::chrono::nanoseconds) {
        seen.emplace_back(method, code);
    });

    call(R"({"sessionId":"s"})");
    call(R"({"sessionId":"unknown"})");
    call("{}", ada(), "made/up");

    EXPECT_THAT(
        seen,
        testing::ElementsAre(
            testing::Pair(kRevoke, Code::kOk),
            testing::Pair(kRevoke, Code::kNotFound),
            testing::Pair("unknown", Code::kUnimplemented)
        )
    );
}

TEST_F(RouterTest, RefusesABindingThatCannotBe) {
    EXPECT_THROW(router_.bind("koebel.v1.AccessService/Nothing", sessions_, &Sessions::revoke), std::logic_error);
    EXPECT_THROW(router_.bind(kGetSession, sessions_, &Sessions::revoke), std::logic_error);
    EXPECT_THROW(router_.bind(kRevoke, sessions_, &Sessions::revoke), std::logic_error);
    EXPECT_THROW(router_.require_complete(), std::logic_error);
}

}  // namespace
}  // namespace koebel::rpc
