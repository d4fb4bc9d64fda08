#include "access/password_sign_in.hpp"
#include "access/retention.hpp"
#include "access/sign_in_service_fixture.hpp"

namespace koebel::access {
namespace {

using testing::ElementsAre;

class SignInServiceTest : public SignInServiceFixture {};

INSTANTIATE_TEST_SUITE_P(Databases, SignInServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(SignInServiceTest, OneSignsInByAddressOrKeyInAnyCase) {
    given_password("bram");

    for (const auto* login : {"bram", "BRAM", "bram.smit@zwaluw.example", "Bram.Smit@ZWALUW.example"}) {
        EXPECT_EQ(sign_in(login, kPassword), "none") << login;
    }
}

TEST_P(SignInServiceTest, AnAddressThatTwoPeopleHaveIsNobodysLogin) {
    given_password("bram");
    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name,email\nada,Ada Vos,bram.smit@zwaluw.example\n");
    auto browser = given_signed_in("bram");

    EXPECT_EQ(sign_in("bram.smit@zwaluw.example", kPassword), "PASSWORD_WRONG");
    EXPECT_EQ(sign_in("bram", kPassword), "none");
    EXPECT_EQ(mine(browser)->login(), "bram");
}

TEST_P(SignInServiceTest, AnUnknownLoginIsAnsweredAndThrottledAsAWrongPassword) {
    given_password("bram");
    const auto guess = [&](std::string_view login) {
        std::vector<std::string> answers;
        for (std::uint32_t i = 0; i <= settings_.login_failures; ++i)
            answers.push_back(sign_in(login, "geraden woord"));
        return answers;
    };

    const auto known = guess("bram");
    const auto unknown = guess("piet");

    EXPECT_EQ(known, unknown);
    EXPECT_EQ(known.front(), "PASSWORD_WRONG");
    EXPECT_EQ(known.back(), "TOO_MANY_ATTEMPTS");
}

TEST_P(SignInServiceTest, ALoginThatWasGuessedAtWaitsLongerEachTimeButNeverForGood) {
    given_password("bram");
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) sign_in("bram", "geraden woord");
    EXPECT_EQ(sign_in("bram", kPassword), "TOO_MANY_ATTEMPTS") << "also the right one";

    database_.clock().advance(settings_.login_wait_first);
    EXPECT_EQ(sign_in("bram", "geraden woord"), "PASSWORD_WRONG");
    database_.clock().advance(settings_.login_wait_first);
    EXPECT_EQ(sign_in("bram", kPassword), "TOO_MANY_ATTEMPTS") << "twice as long now";
    for (int i = 0; i < 20; ++i) {
        database_.clock().advance(settings_.login_wait_most);
        EXPECT_EQ(sign_in("bram", "geraden woord"), "PASSWORD_WRONG");
    }
    database_.clock().advance(settings_.login_wait_most);
    EXPECT_EQ(sign_in("bram", kPassword), "none");
    EXPECT_EQ(sign_in("bram", "geraden woord"), "PASSWORD_WRONG") << "what was before counts no more";
}

TEST_P(SignInServiceTest, WhoGuessesElsewhereKeepsNobodyOut) {
    given_password("bram");
    address_ = "198.51.100.9";
    for (std::uint32_t i = 0; i <= settings_.login_failures; ++i) sign_in("bram", "geraden woord");

    address_ = "192.0.2.7";
    EXPECT_EQ(sign_in("bram", kPassword), "none");
    address_ = "198.51.100.9";
    EXPECT_EQ(sign_in("bram", kPassword), "TOO_MANY_ATTEMPTS");
}

TEST_P(SignInServiceTest, GuessesFromManyAddressesAreSlowedTogether) {
    given_password("bram");
    std::uint32_t looked_at = 0;
    for (int i = 1; i <= 200; ++i) {
        address_ = "198.51.100." + std::to_string(i);
        looked_at += sign_in("bram", "geraden woord") == "PASSWORD_WRONG" ? 1 : 0;
    }
    EXPECT_EQ(looked_at, settings_.login_failures_everywhere);

    database_.clock().advance(settings_.login_wait_first);
    address_ = "192.0.2.7";
    EXPECT_EQ(sign_in("bram", kPassword), "none");
}

TEST_P(SignInServiceTest, AWordTypedInTheWrongPlaceCannotBeFoundOut) {
    const auto unknown = attempts_at("paard batterij nietje", false, "192.0.2.7");
    const auto known = attempts_at("bram", true, "192.0.2.7");

    EXPECT_EQ(known.from_everywhere.size(), 64U);
    EXPECT_LT(unknown.from_everywhere.size(), 16U) << "a million words look like it";
    EXPECT_NE(known.from_here, attempts_at("bram", true, "192.0.2.8").from_here);
    EXPECT_EQ(known.from_here, attempts_at("BRAM", true, "192.0.2.7").from_here);
}

TEST_P(SignInServiceTest, ANewPasswordIsANewSecretForTheSessionToo) {
    given_password("bram");
    auto browser = given_signed_in("bram");
    const auto before = browser;

    ASSERT_EQ(set_password(browser, kPassword, "geheel ander paard"), "none");
    ASSERT_TRUE(call<v1::GetSessionResponse>(browser, "AccessService/GetSession", v1::GetSessionRequest{}));

    EXPECT_NE(browser, before);
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(SignInServiceTest, WhoHasForgottenAndChosenAnotherPasswordDoesNotWait) {
    given_password("bram");
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) sign_in("bram", "geraden woord");
    auto browser = enter_by(recovery_token("bram"));

    ASSERT_EQ(set_password(browser, "", "geheel ander paard"), "none");

    EXPECT_EQ(sign_in("bram", "geheel ander paard"), "none");
}

TEST_P(SignInServiceTest, AnAddressThatGuessesAtManyLoginsWaits) {
    given_password("bram");
    for (std::uint32_t i = 0; i < settings_.failures; ++i) sign_in("piet" + std::to_string(i), "geraden woord");

    EXPECT_EQ(sign_in("bram", kPassword), "TOO_MANY_ATTEMPTS");
    address_ = "192.0.2.8";
    EXPECT_EQ(sign_in("bram", kPassword), "none");
}

TEST_P(SignInServiceTest, FailuresStandInTheTrail) {
    given_password("bram");

    sign_in("bram", "geraden woord");

    EXPECT_THAT(audit(), ElementsAre("sign_in ", "password_set ", "sign_in_failed PASSWORD_WRONG"));
}

TEST_P(SignInServiceTest, APasswordIsChosenByTheOldOneAndEndsAllOtherSessions) {
    given_password("bram");
    Browser browser;
    ASSERT_EQ(sign_in(browser, "bram", kPassword), "none");
    auto elsewhere = given_signed_in("bram");

    EXPECT_EQ(set_password(browser, "", "geheel ander paard"), "PASSWORD_WRONG");
    EXPECT_EQ(set_password(browser, "geraden woord", "geheel ander paard"), "PASSWORD_WRONG");
    EXPECT_TRUE(is_signed_in(elsewhere));
    EXPECT_EQ(set_password(browser, kPassword, "geheel ander paard"), "none");

    EXPECT_FALSE(is_signed_in(elsewhere));
    EXPECT_TRUE(is_signed_in(browser));
    EXPECT_EQ(sign_in("bram", kPassword), "PASSWORD_WRONG");
    EXPECT_EQ(sign_in("bram", "geheel ander paard"), "none");
}

TEST_P(SignInServiceTest, GuessingTheOldPasswordIsSlowedWithoutClosingTheDoor) {
    given_password("bram");
    auto thief = given_signed_in("bram");
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) set_password(thief, "geraden woord", "ander paard 9");

    EXPECT_EQ(set_password(thief, kPassword, "ander paard 9"), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(sign_in("bram", kPassword), "none");
}

TEST_P(SignInServiceTest, WithoutTheOldOneAPasswordIsChosenOnlySoonAfterALink) {
    auto browser = enter_by(given_link("bram"));
    EXPECT_TRUE(mine(browser)->may_choose_without_old());
    database_.clock().advance(settings_.password_without_old);

    EXPECT_FALSE(mine(browser)->may_choose_without_old());
    EXPECT_EQ(set_password(browser, "", kPassword), "PASSWORD_NEEDS_LINK");
    EXPECT_EQ(set_password(browser, "kort", "kort"), "PASSWORD_TOO_SHORT");
}

TEST_P(SignInServiceTest, ALinkServesForOnePasswordOnly) {
    auto browser = enter_by(given_link("bram"));
    EXPECT_EQ(set_password(browser, "", "Bram Smit 2026"), "PASSWORD_TOO_COMMON");
    EXPECT_EQ(set_password(browser, "", kPassword), "none");

    EXPECT_EQ(set_password(browser, "", "geheel ander paard"), "PASSWORD_WRONG");
    EXPECT_TRUE(mine(browser)->has_password());
}

TEST_P(SignInServiceTest, ARememberedSessionOutlastsBeingUnused) {
    given_password("bram");
    Browser phone;
    Browser desk;
    ASSERT_EQ(sign_in(phone, "bram", kPassword, true), "none");
    ASSERT_EQ(sign_in(desk, "bram", kPassword), "none");

    database_.clock().advance(settings_.session_idle);
    database_.write([&](store::Transaction& tx) -> Result<std::size_t> { return tidy(tx, settings_); });

    EXPECT_FALSE(is_signed_in(desk));
    EXPECT_TRUE(is_signed_in(phone));
    database_.clock().advance(settings_.remembered - settings_.session_idle);
    EXPECT_FALSE(is_signed_in(phone));
}

TEST_P(SignInServiceTest, ASessionIsRememberedLaterAndForgottenAgain) {
    auto browser = given_signed_in("bram");
    v1::RememberSessionRequest request;
    request.set_remember(true);
    const auto remember = [&] {
        return reason(call<v1::RememberSessionResponse>(browser, "SignInService/RememberSession", request));
    };

    EXPECT_EQ(remember(), "none");
    EXPECT_TRUE(mine(browser)->remembered());
    EXPECT_EQ(mine(browser)->remembered_days(), 90U);
    request.set_remember(false);
    EXPECT_EQ(remember(), "none");
    database_.clock().advance(settings_.session_idle);
    EXPECT_FALSE(is_signed_in(browser));
}

TEST_P(SignInServiceTest, AllOtherSessionsEndAtOnce) {
    auto browser = given_signed_in("bram");
    const auto phone = given_signed_in("bram");
    const auto desk = given_signed_in("bram");
    const auto noor = given_signed_in("noor");

    const auto ended = call<v1::RevokeOtherSessionsResponse>(
        browser, "SignInService/RevokeOtherSessions", v1::RevokeOtherSessionsRequest{}
    );

    EXPECT_EQ(ended->ended(), 2U);
    EXPECT_TRUE(is_signed_in(browser));
    EXPECT_FALSE(is_signed_in(phone));
    EXPECT_FALSE(is_signed_in(desk));
    EXPECT_TRUE(is_signed_in(noor));
    EXPECT_EQ(access_entries().size(), 2U) << "their connections hear of it";
}

TEST_P(SignInServiceTest, WhoLeftDoesNotSignIn) {
    given_password("bram");
    database_.write([id = id_of("bram")](store::Transaction& tx) { return people::deactivate(tx, id); });

    EXPECT_EQ(sign_in("bram", kPassword), "PASSWORD_WRONG");
}

TEST_P(SignInServiceTest, ManyGuessesAtOnceAreNoMoreThanOneAfterTheOther) {
    given_password("bram");
    const auto claim = [&] {
        return database_.write([&](store::Transaction& tx) -> Result<Claimed> {
            return claim_sign_in(tx, address_, "bram", settings_);
        });
    };

    std::uint32_t looked_at = 0;
    for (int i = 0; i < 20; ++i) looked_at += claim().refusal ? 0 : 1;

    EXPECT_EQ(looked_at, settings_.login_failures) << "none of them has ended yet";
}

}  // namespace
}  // namespace koebel::access
