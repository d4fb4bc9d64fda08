// A program with a token, as it meets the real koebeld.
#include "service/installation.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/recognition.pb.h>
#include <koebel/v1/token.pb.h>

#include <google/protobuf/util/json_util.h>

#include <atomic>
#include <thread>

namespace koebel::service {
namespace {

class TokenTest : public InstallationTest {
protected:
    v1::CreateTokenResponse token_of(const Person& person, const std::string& scopes) {
        const auto request = R"({"requestId":"018f0000-0000-7000-8000-0000000000)" + std::to_string(10 + ++requests_) +
                             R"(","name":"Proef","scopes":[)" + scopes + "]}";
        const auto answer = ask(service_, "/koebel.v1.TokenService/CreateToken", request, person.cookie);
        v1::CreateTokenResponse made;
        EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(answer.body, &made).ok()) << answer.body;
        return made;
    }
    test::WebSocketClient connect_with(const std::string& token) const {
        return {
            test::Wire(service_.port()), "/live", {{"Host", service_.host()}, {"Authorization", "Bearer " + token}}
        };
    }
    test::Answer program(const std::string& token, const std::string& method, const std::string& request) const {
        return ask_with(service_, "/koebel.v1." + method, request, {"Authorization: Bearer " + token});
    }

    int requests_ = 0;
};

TEST_F(TokenTest, ItFollowsTheFeedUntilItIsRevoked) {
    start();
    const auto people = sign_in(2);
    const auto made = token_of(people[1], R"("SCOPE_READ")");
    auto client = connect_with(made.secret());
    const auto head = follow_feed(client);

    auto giver = connect(people[0]);
    giver.send(give(people[0], people[1], 1));
    auto frame = client.receive_frame();
    while (frame && !frame->has_event()) frame = client.receive_frame();
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->event().topic(), "feed");
    EXPECT_EQ(frame->event().seq(), head + 1);
    const auto revoked =
        ask(service_,
            "/koebel.v1.TokenService/RevokeToken",
            R"({"requestId":"018f0000-0000-7000-8000-000000000002","tokenId":")" + made.token().id() + R"("})",
            people[1].cookie);

    ASSERT_EQ(revoked.status, 200) << revoked.body;
    EXPECT_EQ(client.await_close(), 4101);
    EXPECT_EQ(program(made.secret(), "RecognitionService/ListFeed", "{}").status, 401);
}

TEST_F(TokenTest, ACookieThatCountsMakesATokenCountForNothing) {
    start();
    const auto person = sign_in(1).front();

    const auto answer = ask_with(
        service_,
        "/koebel.v1.RecognitionService/GetAllowance",
        "{}",
        {"Cookie: " + person.cookie, "Authorization: Bearer x"}
    );

    EXPECT_EQ(answer.status, 200) << answer.body;
}

TEST_F(TokenTest, WhoGuessesIsToldWhenToComeBack) {
    start({.options = {"--access.failures", "5"}});
    const auto person = sign_in(1).front();
    const auto made = token_of(person, R"("SCOPE_READ")");
    for (int i = 0; i < 5; ++i) {
        const auto wrong = program("guess" + std::to_string(i), "RecognitionService/ListFeed", "{}");
        EXPECT_EQ(wrong.status, 401);
        EXPECT_NE(wrong.body.find("TOKEN_UNKNOWN"), std::string::npos) << wrong.body;
    }

    const auto slowed = program("guess", "RecognitionService/ListFeed", "{}");
    EXPECT_EQ(slowed.status, 429) << slowed.body;
    EXPECT_NE(slowed.body.find("TOO_MANY_ATTEMPTS"), std::string::npos) << slowed.body;
    EXPECT_NE(slowed.head.find("Retry-After: "), std::string::npos) << slowed.head;
    EXPECT_EQ(program(made.secret(), "RecognitionService/ListFeed", "{}").status, 429) << "a right one waits as well";
    EXPECT_EQ(connect_with(made.secret()).status(), 429);
    EXPECT_EQ(ask(service_, "/koebel.v1.RecognitionService/ListFeed", "{}", person.cookie).status, 200)
        << "people do not";
}

TEST_F(TokenTest, AFloodOfWrongTokensDelaysNobodysThanks) {
    start({.options = {"--http.requests_per_second", "100000", "--http.requests_burst", "100000"}});
    const auto people = sign_in(2);
    std::vector<std::thread> flood;
    std::atomic<bool> is_over{false};
    for (int i = 0; i < 4; ++i) {
        flood.emplace_back([&, i] {
            for (int n = 0; !is_over; ++n) {
                (void
                )program("guess" + std::to_string(i) + "x" + std::to_string(n), "PeopleService/GetOrganisation", "{}");
            }
        });
    }

    auto giver = connect(people[0]);
    for (std::uint32_t n = 1; n <= 20; ++n) {
        giver.send(give(people[0], people[1], n));
        auto answer = giver.receive_frame();
        while (answer && !answer->has_reply()) answer = giver.receive_frame();
        EXPECT_TRUE(answer && answer->reply().has_ok()) << n;
    }
    is_over = true;
    for (auto& one : flood) one.join();

    const auto trail =
        ask(service_, "/koebel.v1.AccessService/ListAudit", R"({"what":"token_refused"})", people[0].cookie);
    v1::ListAuditResponse lines;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(trail.body, &lines).ok()) << trail.body;
    EXPECT_EQ(lines.lines_size(), 1) << "once in a window";
}

}  // namespace
}  // namespace koebel::service
