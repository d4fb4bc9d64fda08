// Guessing is slowed and counted at every door, also when the answer is a refusal.
#include "access/secret.hpp"
#include "access/token.hpp"
#include "access/token_fixture.hpp"

#include <functional>

namespace koebel::access {
namespace {

using testing::Each;

/// A door: what is guessed at, and what somebody with the right secret is answered.
struct Door {
    std::string_view name;
    std::string_view wrong;         ///< the reason a wrong guess is refused with
    std::string_view in_the_trail;  ///< "what reason"
    bool each_in_the_trail = true;  ///< else once in a window
};

class GuessingTest : public TokenFixture {
protected:
    void SetUp() override {
        TokenFixture::SetUp();
        settings_.failures = 5;
        settings_.login_failures = 100;  // what is looked at here is the address
        settings_.login_wait_first = std::chrono::seconds{1};
        restart();
        access_.emplace(database_.store(), settings_);  // where the router knows them
        sign_in_.emplace(database_.store(), settings_, mailer_);
    }

    template <class Request>
    Result<std::string> knock(std::string method, const Request& request) {
        rpc::Caller nobody;
        nobody.address = address_;
        auto answer = test::await(
            router_.call(nobody, "koebel.v1." + method, request.SerializeAsString(), rpc::Encoding::kBinary, "")
        );
        return std::move(answer.payload);
    }
    Result<std::string> by_password(std::string_view password) {
        v1::SignInWithPasswordRequest request;
        request.set_login("bram");
        request.set_password(std::string{password});
        return knock("SignInService/SignInWithPassword", request);
    }
    Result<std::string> by_link(const std::string& token) {
        v1::SignInWithLinkRequest request;
        request.set_token(token);
        return knock("AccessService/SignInWithLink", request);
    }
    Result<std::string> by_token(const std::string& token) {
        const auto caller = shown(token);
        if (!caller) return std::unexpected(caller.error());
        return std::string{caller->principal()};
    }

    /// Guesses until it is slowed down; whoever has the right secret waits as well, to the end of the window.
    void slows_down(
        const Door& door,
        const std::function<Result<std::string>()>& guess,
        const std::function<Result<std::string>()>& right
    ) {
        const auto before = audit().size();
        for (std::uint32_t i = 0; i < settings_.failures; ++i) {
            const auto refused = guess();
            ASSERT_FALSE(refused) << door.name;
            EXPECT_EQ(refused.error().reason, door.wrong) << door.name << i;
        }
        for (int i = 0; i < 3; ++i) {
            const auto slowed = guess();
            ASSERT_FALSE(slowed) << door.name;
            EXPECT_EQ(slowed.error().code, Code::kResourceExhausted) << door.name;
            EXPECT_EQ(slowed.error().reason, "TOO_MANY_ATTEMPTS") << door.name;
            EXPECT_GT(slowed.error().retry_after_ms, 0U) << door.name;
        }
        const auto waits = right();
        ASSERT_FALSE(waits) << door.name;
        EXPECT_EQ(waits.error().reason, "TOO_MANY_ATTEMPTS") << door.name;

        auto lines = audit();
        lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(before));
        EXPECT_EQ(lines.size(), door.each_in_the_trail ? settings_.failures : 1U) << door.name;
        EXPECT_THAT(lines, Each(std::string{door.in_the_trail})) << door.name;

        database_.clock().advance(std::chrono::milliseconds{waits.error().retry_after_ms});
        EXPECT_TRUE(right()) << door.name << ": nobody is locked out for good";
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, GuessingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(GuessingTest, PasswordsAreSlowedDown) {
    given_password("bram");
    slows_down(
        {.name = "password", .wrong = "PASSWORD_WRONG", .in_the_trail = "sign_in_failed PASSWORD_WRONG"},
        [&] { return by_password("geraden woord"); },
        [&] { return by_password(kPassword); }
    );
}

TEST_P(GuessingTest, LinksAreSlowedDown) {
    const auto link = given_link("bram");
    slows_down(
        {.name = "link", .wrong = "LINK_INVALID", .in_the_trail = "sign_in_failed LINK_INVALID"},
        [&] { return by_link(new_secret()); },
        [&] { return by_link(link); }
    );
}

TEST_P(GuessingTest, TokensAreSlowedDown) {
    const auto token = created("bram").secret();
    slows_down(
        {.name = "token",
         .wrong = "TOKEN_UNKNOWN",
         .in_the_trail = "token_refused TOKEN_UNKNOWN",
         .each_in_the_trail = false},
        [&] { return by_token(new_token()); },
        [&] { return by_token(token); }
    );
}

TEST_P(GuessingTest, WhatIsNoTokenAtAllIsSlowedDownToo) {
    const auto token = created("bram").secret();
    int guesses = 0;
    slows_down(
        {.name = "no token",
         .wrong = "TOKEN_UNKNOWN",
         .in_the_trail = "token_refused TOKEN_UNKNOWN",
         .each_in_the_trail = false},
        [&] { return by_token("guess " + std::to_string(++guesses)); },
        [&] { return by_token(token); }
    );
}

TEST_P(GuessingTest, AnotherNodeKnowsWhoIsToWait) {
    const auto token = created("bram").secret();
    for (std::uint32_t i = 0; i < settings_.failures; ++i) EXPECT_EQ(reason(shown(new_token())), "TOKEN_UNKNOWN");

    restart();

    EXPECT_EQ(reason(shown(new_token())), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(reason(shown(token)), "TOO_MANY_ATTEMPTS");
    EXPECT_TRUE(shown_from("192.0.2.8", token)) << "elsewhere it works";
}

TEST_P(GuessingTest, AnOldTokenThatIsShownAgainAndAgainCountsOnceAMinute) {
    const auto old = new_token();

    for (int i = 0; i < 100; ++i) EXPECT_EQ(reason(shown(old)), "TOKEN_UNKNOWN");

    EXPECT_TRUE(shown(created("bram").secret()));
}

TEST_P(GuessingTest, WrongTokensKeepNobodyOfTheirOfficeFromSigningIn) {
    given_password("bram");
    for (std::uint32_t i = 0; i <= settings_.failures; ++i) (void)shown(new_token());

    EXPECT_TRUE(by_password(kPassword));
}

TEST_P(GuessingTest, AHouseholdsIpv6AddressesAreOne) {
    for (std::uint32_t i = 0; i < settings_.failures; ++i) {
        (void)shown_from("2001:db8::" + std::to_string(i + 1), new_token());
    }

    EXPECT_EQ(reason(shown_from("2001:db8::ffff", new_token())), "TOO_MANY_ATTEMPTS");
}

}  // namespace
}  // namespace koebel::access
