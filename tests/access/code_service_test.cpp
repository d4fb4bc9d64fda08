// Setting a code up, looking after it, and taking it away.
#include "access/code_fixture.hpp"
#include "access/codes.hpp"

namespace koebel::access {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class CodeServiceTest : public CodeFixture {};

INSTANTIATE_TEST_SUITE_P(Databases, CodeServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(CodeServiceTest, ACodeIsOfferedConfirmedAndAskedFromThenOn) {
    auto browser = given_signed_in("bram");

    const auto offered = offer(browser);
    ASSERT_TRUE(offered);
    EXPECT_THAT(
        offered->url(),
        AllOf(
            StartsWith("otpauth://totp/Koebel%20Zwaluw:Bram.Smit%40zwaluw.example?secret=" + offered->secret()),
            HasSubstr("&issuer=Koebel%20Zwaluw&")
        )
    );
    EXPECT_EQ(knock(""), "none") << "an offer asks nothing";
    const auto confirmed = confirm(browser, shown());

    ASSERT_TRUE(confirmed);
    EXPECT_THAT(confirmed->recovery_codes(), SizeIs(10));
    EXPECT_TRUE(my_code(browser).has_code());
    EXPECT_EQ(my_code(browser).recovery_codes_left(), 10U);
    EXPECT_EQ(knock(""), "CODE_REQUIRED");
    EXPECT_THAT(audit(), Contains("code_set "));
}

TEST_P(CodeServiceTest, ConfirmingEndsOtherSessionsAndGivesThisOneAnotherSecret) {
    auto browser = given_signed_in("bram");
    auto elsewhere = given_signed_in("bram");
    const auto before = browser;
    ASSERT_TRUE(offer(browser));

    const auto confirmed = confirm(browser, shown());
    ASSERT_TRUE(call<v1::GetSessionResponse>(browser, "AccessService/GetSession", v1::GetSessionRequest{}));

    EXPECT_GE(confirmed->ended_sessions(), 1U);
    EXPECT_FALSE(is_signed_in(elsewhere));
    EXPECT_NE(browser, before);
    EXPECT_TRUE(is_signed_in(browser));
}

TEST_P(CodeServiceTest, AWrongCodeConfirmsNothingAndGuessingIsSlowed) {
    auto browser = given_signed_in("bram");
    ASSERT_TRUE(offer(browser));

    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) {
        EXPECT_EQ(reason(confirm(browser, wrong_code())), "CODE_WRONG");
    }

    EXPECT_EQ(reason(confirm(browser, shown())), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(knock(""), "none") << "the door is another thing";
    EXPECT_THAT(audit(), Contains("sign_in_failed CODE_WRONG"));
}

TEST_P(CodeServiceTest, AnOfferIsForgottenByTheNextAndLapses) {
    auto browser = given_signed_in("bram");
    EXPECT_EQ(reason(confirm(browser, "123456")), "CODE_NOT_OFFERED");
    ASSERT_TRUE(offer(browser));
    const auto first = shown();
    ASSERT_TRUE(offer(browser));
    EXPECT_EQ(reason(confirm(browser, first)), "CODE_WRONG");

    database_.clock().advance(settings_.code_set_up);

    EXPECT_EQ(reason(confirm(browser, shown())), "CODE_NOT_OFFERED");
}

TEST_P(CodeServiceTest, AnOlderSessionNeedsThePassword) {
    auto browser = given_signed_in("bram");
    EXPECT_FALSE(my_code(browser).needs_password());
    database_.clock().advance(settings_.password_without_old);

    EXPECT_TRUE(my_code(browser).needs_password());
    EXPECT_EQ(reason(offer(browser)), "PASSWORD_WRONG");
    EXPECT_EQ(reason(offer(browser, "geraden woord")), "PASSWORD_WRONG");
    EXPECT_EQ(reason(offer(browser, kPassword)), "none");
}

TEST_P(CodeServiceTest, WhoHasNoPasswordSetsUpNone) {
    auto browser = given_signed_in("ada");

    EXPECT_FALSE(my_code(browser).has_password());
    EXPECT_EQ(reason(offer(browser)), "CODE_NEEDS_PASSWORD");
}

TEST_P(CodeServiceTest, WhoHasOneIsOfferedNoOther) {
    auto browser = given_signed_in("bram");
    ASSERT_TRUE(offer(browser));
    ASSERT_TRUE(confirm(browser, shown()));

    EXPECT_EQ(reason(offer(browser)), "HAS_CODE");
    next_code();
    EXPECT_EQ(reason(confirm(browser, shown())), "HAS_CODE");
}

TEST_P(CodeServiceTest, ItIsTakenAwayByPasswordAndCodeOnly) {
    given_code();
    auto browser = given_signed_in("bram");

    EXPECT_EQ(remove(browser, "", shown()), "PASSWORD_WRONG");
    EXPECT_EQ(remove(browser, "geraden woord", shown()), "PASSWORD_WRONG");
    EXPECT_EQ(remove(browser, kPassword, ""), "CODE_WRONG");
    EXPECT_EQ(remove(browser, kPassword, wrong_code()), "CODE_WRONG");
    EXPECT_EQ(remove(browser, kPassword, shown()), "none") << "the wrong password used nothing up";

    EXPECT_EQ(remove(browser, kPassword, shown()), "NO_CODE");
    EXPECT_FALSE(my_code(browser).has_code());
    EXPECT_EQ(knock(""), "none");
    EXPECT_THAT(audit(), Contains("code_removed "));
}

TEST_P(CodeServiceTest, GuessingWhileSignedInIsSlowed) {
    given_code();
    auto thief = given_signed_in("bram");
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) {
        EXPECT_EQ(remove(thief, kPassword, wrong_code()), "CODE_WRONG");
    }

    EXPECT_EQ(remove(thief, kPassword, shown()), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(knock(shown()), "none") << "the door stays open";
}

TEST_P(CodeServiceTest, ARecoveryCodeTakesItAwayToo) {
    const auto recovery = given_code();
    auto browser = given_signed_in("bram");

    EXPECT_EQ(remove(browser, kPassword, recovery.at(3)), "none");

    EXPECT_THAT(audit(), Contains("recovery_code_used "));
}

TEST_P(CodeServiceTest, NewRecoveryCodesReplaceTheEarlierOnes) {
    const auto recovery = given_code();
    auto browser = given_signed_in("bram");
    v1::ReplaceRecoveryCodesRequest request;
    request.set_password(kPassword);
    request.set_code(shown());

    const auto replaced = ask<v1::ReplaceRecoveryCodesResponse>(browser, "ReplaceRecoveryCodes", request);

    ASSERT_TRUE(replaced);
    EXPECT_THAT(replaced->recovery_codes(), SizeIs(10));
    EXPECT_EQ(knock(recovery.front()), "CODE_WRONG");
    EXPECT_EQ(knock(replaced->recovery_codes(0)), "none");
    EXPECT_THAT(audit(), Contains("recovery_codes_replaced "));
}

TEST_P(CodeServiceTest, AnAdministratorTakesAColleaguesAwayAndTheirSessionsEnd) {
    given_code();
    auto browser = given_signed_in("bram");
    auto admin = given_signed_in("noor");
    EXPECT_TRUE(code_of(admin, "bram")->has_code());

    EXPECT_EQ(remove_of(admin, "bram"), "none");

    EXPECT_FALSE(is_signed_in(browser));
    EXPECT_FALSE(code_of(admin, "bram")->has_code());
    EXPECT_EQ(knock(""), "none") << "the password stays";
    EXPECT_EQ(remove_of(admin, "bram"), "NO_CODE");
    EXPECT_EQ(remove_of(admin, "noor"), "OWN_CODE");
    EXPECT_THAT(audit(), Contains("code_removed "));
}

TEST_P(CodeServiceTest, NobodyElseIsToldWhetherSomebodyHasOne) {
    given_code();
    auto ada = given_signed_in("ada");

    EXPECT_EQ(reason(code_of(ada, "bram")), "ROLE_REQUIRED");
    EXPECT_EQ(remove_of(ada, "bram"), "ROLE_REQUIRED");
}

TEST_P(CodeServiceTest, WhoLeavesHasNoneAnyMore) {
    given_code();

    static constexpr store::Sql kLeft{
        "test.codes_left", "SELECT (SELECT COUNT(*) FROM person_code) + (SELECT COUNT(*) FROM person_recovery_code)"
    };
    const auto rows_left = [&] {
        return database_.store().read_now([](store::Reader& reader) { return *reader.row<std::int64_t>(kLeft); });
    };
    const auto forgot = [&] {
        return database_.write([id = id_of("bram")](store::Transaction& tx) -> Result<bool> {
            return forget_code(tx, id);
        });
    };

    EXPECT_TRUE(forgot());
    EXPECT_FALSE(forgot());
    EXPECT_EQ(rows_left(), 0);
}

TEST_P(CodeServiceTest, TheDatabaseHoldsNeitherSecretNorRecoveryCode) {
    static constexpr store::Sql kKept{
        "test.codes",
        "SELECT sealed || ' ' || key_mark FROM person_code UNION ALL SELECT secret_hash FROM person_recovery_code"
    };
    const auto recovery = given_code();

    const auto kept = database_.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kKept); });

    ASSERT_THAT(kept, SizeIs(11));
    std::string hex;
    for (const char c : secret_) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[static_cast<unsigned char>(c) >> 4U];
        hex += kDigits[static_cast<unsigned char>(c) & 0xFU];
    }
    for (const auto& row : kept) {
        EXPECT_THAT(row, Not(HasSubstr(hex)));
        EXPECT_THAT(row, Not(HasSubstr(base32(secret_))));
        for (const auto& code : recovery) EXPECT_THAT(row, Not(HasSubstr(recovery_code_in(code))));
    }
}

TEST_P(CodeServiceTest, WithoutAKeyNoneIsSetUp) {
    settings_.code_key.clear();
    CodeService without{database_.store(), settings_, sign_in_->hashing()};
    rpc::Router router{{.person_burst = 1'000, .address_burst = 1'000}, database_.clock()};
    without.bind(router);
    const auto session = given_session("bram");

    const auto answer = test::await(router.call(
        test::await(authenticator_->authenticate({.cookie = session.secret, .address = address_})),
        "koebel.v1.CodeService/SetUpCode",
        "",
        rpc::Encoding::kBinary,
        ""
    ));

    ASSERT_FALSE(answer.payload);
    EXPECT_EQ(answer.payload.error().reason, "CODE_KEY_MISSING");
}

}  // namespace
}  // namespace koebel::access
