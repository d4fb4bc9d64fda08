// Signing in with a password and a code.
#include "access/code_fixture.hpp"
#include "access/codes.hpp"

namespace koebel::access {
namespace {

using testing::Contains;
using testing::Not;

class CodeSignInTest : public CodeFixture {
protected:
    std::uint32_t recovery_codes_left() {
        return database_.store().read_now([id = id_of("bram")](store::Reader& reader) {
            return access::recovery_codes_left(reader, id);
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, CodeSignInTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(CodeSignInTest, ACodeIsAskedAfterTheRightPassword) {
    given_code();
    Browser browser;

    EXPECT_EQ(knock(browser, ""), "CODE_REQUIRED");
    EXPECT_EQ(browser, "") << "no session yet";
    EXPECT_EQ(knock(browser, shown()), "none");
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(CodeSignInTest, AWrongPasswordIsToldNothingOfACode) {
    const auto recovery = given_code();

    EXPECT_EQ(knock("", "geraden woord"), "PASSWORD_WRONG");
    EXPECT_EQ(knock(shown(), "geraden woord"), "PASSWORD_WRONG");
    EXPECT_EQ(knock(recovery.front(), "geraden woord"), "PASSWORD_WRONG");

    EXPECT_EQ(knock(shown()), "none") << "it used nothing up";
    EXPECT_EQ(knock(recovery.front()), "none");
}

TEST_P(CodeSignInTest, WhoHasNoneIsAskedForNone) {
    EXPECT_EQ(knock(""), "none");
    EXPECT_EQ(knock("123456"), "none");
}

TEST_P(CodeSignInTest, APhonesClockMayBeHalfAMinuteAhead) {
    given_code();

    EXPECT_EQ(knock(shown(2)), "CODE_WRONG");
    EXPECT_EQ(knock(shown(1)), "none");
}

TEST_P(CodeSignInTest, APhonesClockMayBeHalfAMinuteBehind) {
    given_code();
    next_code();
    next_code();

    EXPECT_EQ(knock(shown(-2)), "CODE_WRONG");
    EXPECT_EQ(knock(shown(-1)), "none");
}

TEST_P(CodeSignInTest, ACodeWorksOnceAndNoneBeforeItAfterwards) {
    given_code();
    next_code();
    ASSERT_EQ(knock(shown()), "none");

    EXPECT_EQ(knock(shown()), "CODE_USED");
    EXPECT_EQ(knock(shown(-1)), "CODE_USED");
    next_code();
    EXPECT_EQ(knock(shown(-1)), "CODE_USED") << "still the same";
    EXPECT_EQ(knock(shown()), "none");
}

TEST_P(CodeSignInTest, TheCodeThatConfirmedItDoesNotSignIn) {
    auto browser = given_signed_in("bram");
    ASSERT_TRUE(offer(browser));
    ASSERT_TRUE(confirm(browser, shown()));

    EXPECT_EQ(knock(shown()), "CODE_USED");
}

TEST_P(CodeSignInTest, OfTwoAtOnceOneIsLetIn) {
    const auto recovery = given_code();
    // Both have read the row before either has written: what one could see at another node.
    const auto code = database_.store().read_now([id = id_of("bram")](store::Reader& reader) {
        return asked_code_of(reader, id).value();
    });
    const auto use = [&](const std::string& typed) {
        const auto refusal = database_.write([&, id = id_of("bram")](store::Transaction& tx) {
            return Result<std::optional<Error>>{use_code(tx, id, code, typed, address_, settings_)};
        });
        return refusal ? std::string{refusal->reason} : "none";
    };

    EXPECT_EQ(use(shown()), "none");
    EXPECT_EQ(use(shown()), "CODE_USED");
    EXPECT_EQ(use(recovery.front()), "none");
    EXPECT_EQ(use(recovery.front()), "CODE_WRONG");
}

TEST_P(CodeSignInTest, ARecoveryCodeWorksOnceInAnyCase) {
    const auto recovery = given_code();
    auto typed = recovery.at(4);
    std::erase(typed, '-');

    EXPECT_EQ(knock(lower(typed)), "none");

    EXPECT_EQ(knock(recovery.at(4)), "CODE_WRONG");
    EXPECT_EQ(knock(recovery.at(5)), "none");
    EXPECT_EQ(recovery_codes_left(), 8U);
    EXPECT_THAT(audit(), Contains("recovery_code_used "));
}

TEST_P(CodeSignInTest, ARecoveryCodeIsItsPersonsOnly) {
    const auto recovery = given_code();
    given_password("ada");
    secret_.clear();
    auto browser = given_signed_in("ada");
    ASSERT_TRUE(offer(browser));
    ASSERT_TRUE(confirm(browser, shown()));
    v1::SignInWithPasswordRequest request;
    request.set_login("ada");
    request.set_password(kPassword);
    request.set_code(recovery.front());
    Browser stranger;

    EXPECT_EQ(
        reason(call<v1::SignInWithPasswordResponse>(stranger, "SignInService/SignInWithPassword", request)),
        "CODE_WRONG"
    );
}

TEST_P(CodeSignInTest, WrongCodesCountForTheLoginAsWrongPasswordsDo) {
    given_code();
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) {
        EXPECT_EQ(knock(wrong_code()), "CODE_WRONG");
        if (i + 1 < settings_.login_failures) {
            EXPECT_EQ(knock(""), "CODE_REQUIRED") << "which forgets nothing";
        }
    }

    EXPECT_EQ(knock(shown()), "TOO_MANY_ATTEMPTS") << "also the right one";
    EXPECT_EQ(knock(""), "TOO_MANY_ATTEMPTS");
    database_.clock().advance(settings_.login_wait_first);
    EXPECT_EQ(knock(shown()), "none") << "nobody is locked out for good";
    EXPECT_THAT(audit(), Contains("sign_in_failed CODE_WRONG"));
}

TEST_P(CodeSignInTest, WhoWaitedIsAskedAndThenLetIn) {
    given_code();
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) EXPECT_EQ(knock(wrong_code()), "CODE_WRONG");
    database_.clock().advance(settings_.login_wait_first);

    EXPECT_EQ(knock(""), "CODE_REQUIRED");
    EXPECT_EQ(knock(shown()), "none") << "being asked is not waited for again";
}

TEST_P(CodeSignInTest, SixDigitsCountForThePersonByWhicheverLogin) {
    const auto recovery = given_code();
    settings_.failures = 1'000;
    const auto by_login = [&](const std::string& login, const std::string& address, const std::string& code) {
        address_ = address;
        v1::SignInWithPasswordRequest request;
        request.set_login(login);
        request.set_password(std::string{kPassword});
        request.set_code(code);
        Browser browser;
        return reason(call<v1::SignInWithPasswordResponse>(browser, "SignInService/SignInWithPassword", request));
    };
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) {
        const auto* login = i % 2 == 0 ? "bram" : "bram.smit@zwaluw.example";
        ASSERT_EQ(by_login(login, "192.0.2." + std::to_string(20 + i), wrong_code()), "CODE_WRONG");
    }

    EXPECT_EQ(by_login("bram", "192.0.2.40", shown()), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(by_login("bram", "192.0.2.41", recovery.front()), "none") << "nobody is kept out by another's guesses";
    EXPECT_EQ(by_login("bram", "192.0.2.42", shown()), "TOO_MANY_ATTEMPTS") << "which go on to wait";
    database_.clock().advance(settings_.login_wait_first);
    EXPECT_EQ(by_login("bram", "192.0.2.43", shown()), "none");
}

TEST_P(CodeSignInTest, WaitingForTheDigitsCostsNoAttempt) {
    given_code();
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) {
        address_ = "192.0.2." + std::to_string(20 + i);
        ASSERT_EQ(knock(wrong_code()), "CODE_WRONG");
    }
    address_ = "192.0.2.40";
    for (std::uint32_t i = 0; i < settings_.login_failures + 1; ++i) EXPECT_EQ(knock(shown()), "TOO_MANY_ATTEMPTS");

    database_.clock().advance(settings_.login_wait_first);
    EXPECT_EQ(knock(shown()), "none");
}

TEST_P(CodeSignInTest, WrongRecoveryCodesCountAsWell) {
    given_code();
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) EXPECT_EQ(knock(new_recovery_code()), "CODE_WRONG");

    EXPECT_EQ(knock(shown()), "TOO_MANY_ATTEMPTS");
}

TEST_P(CodeSignInTest, WrongCodesCountForTheAddressAsWrongPasswordsDo) {
    given_code();
    settings_.failures = 5;
    settings_.login_failures = 100;
    sign_in_.emplace(database_.store(), settings_, mailer_);  // where the router knows it
    for (std::uint32_t i = 0; i < settings_.failures; ++i) EXPECT_EQ(knock(wrong_code()), "CODE_WRONG");

    EXPECT_EQ(knock(shown()), "TOO_MANY_ATTEMPTS");
    address_ = "192.0.2.8";
    EXPECT_EQ(knock(shown()), "none");
}

TEST_P(CodeSignInTest, BeingAskedCostsNoAttempt) {
    given_code();

    for (int i = 0; i < 20; ++i) EXPECT_EQ(knock(""), "CODE_REQUIRED");

    EXPECT_EQ(knock(shown()), "none");
    EXPECT_THAT(audit(), Not(Contains("sign_in_failed CODE_REQUIRED")));
}

TEST_P(CodeSignInTest, AWordThatIsNoCodeIsAWrongOne) {
    given_code();

    for (const auto* none : {"12345", "1234567", "geheim", "ABCD-EFGH"}) EXPECT_EQ(knock(none), "CODE_WRONG") << none;
}

TEST_P(CodeSignInTest, ARecoveryLinkTakesTheCodeAway) {
    given_code();

    auto browser = enter_by(recovery_token("bram"));
    ASSERT_EQ(set_password(browser, "", "geheel ander paard"), "none");

    EXPECT_EQ(knock("", "geheel ander paard"), "none");
    EXPECT_THAT(audit(), Contains("code_removed RECOVERED"));
}

TEST_P(CodeSignInTest, AOneTimeLinkOfTheServersTerminalAsksForNone) {
    given_code();

    auto browser = enter_by(given_link("bram"));

    EXPECT_TRUE(is_signed_in(browser));
    EXPECT_TRUE(my_code(browser).has_code());
}

TEST_P(CodeSignInTest, WhereTheKeyIsLostARecoveryCodeStillWorks) {
    const auto recovery = given_code();
    settings_.code_key = std::string(64, 'b');
    sign_in_.emplace(database_.store(), settings_, mailer_);  // where the router knows it

    for (std::uint32_t i = 0; i < settings_.login_failures + 1; ++i) EXPECT_EQ(knock(shown()), "CODE_KEY_MISSING");
    EXPECT_EQ(knock(""), "CODE_REQUIRED");
    EXPECT_EQ(knock(recovery.front()), "none");
    const auto lost = database_.store().read_now([&](store::Reader& reader) {
        return codes_of_other_keys(reader, settings_.code_key);
    });
    EXPECT_EQ(lost, 1);
}

}  // namespace
}  // namespace koebel::access
