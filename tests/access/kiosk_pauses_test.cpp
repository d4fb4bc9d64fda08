#include "access/kiosk_fixture.hpp"

namespace koebel::access {
namespace {

using testing::Contains;

class KioskPausesTest : public KioskFixture {
protected:
    void SetUp() override {
        KioskFixture::SetUp();
        given_pin("bram");
        tablet_ = given_kiosk();
    }
    void guess(std::uint32_t times, std::string_view key = "bram") {
        for (std::uint32_t i = 0; i < times; ++i) enter(tablet_, key, kOtherPin);
    }

    Browser tablet_;
};

INSTANTIATE_TEST_SUITE_P(Databases, KioskPausesTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(KioskPausesTest, FiveFailuresMakeAPersonWaitAtEveryKiosk) {
    auto other = given_kiosk("Magazijn");
    given_pin("ada", kOtherPin);
    guess(3);
    EXPECT_EQ(enter(other, "bram", kOtherPin), "PIN_WRONG");
    EXPECT_EQ(enter(other, "bram", kOtherPin), "KIOSK_PERSON_PAUSED") << "the fifth says so";

    const auto refused = enter_as(tablet_, id_of("bram"), kPin);
    EXPECT_EQ(reason(refused), "KIOSK_PERSON_PAUSED") << "also the right one";
    EXPECT_EQ(refused.error().retry_after_ms, 15U * 60'000U);
    EXPECT_EQ(enter(other, "bram"), "KIOSK_PERSON_PAUSED");
    EXPECT_EQ(enter(tablet_, "ada", kOtherPin), "none") << "nobody else waits";
    leave(tablet_);
    database_.clock().advance(settings_.kiosk.person_pause);

    EXPECT_EQ(enter(tablet_, "bram"), "none");
    EXPECT_THAT(audit(), Contains("kiosk_person_paused "));
}

TEST_P(KioskPausesTest, ThePauseIsAtKiosksAndNowhereElse) {
    given_password("bram");
    guess(5);

    EXPECT_EQ(sign_in("bram", kPassword), "none");
    auto phone = given_signed_in("bram");
    EXPECT_EQ(set_pin(phone, kOtherPin), "none");
    EXPECT_EQ(enter(tablet_, "bram", kOtherPin), "none") << "whoever chose another PIN was not the one who guessed";
}

TEST_P(KioskPausesTest, ASuccessForgetsWhatWasBefore) {
    guess(4);
    ASSERT_EQ(enter(tablet_, "bram"), "none");
    leave(tablet_);
    guess(4);

    EXPECT_EQ(enter(tablet_, "bram"), "none");
}

TEST_P(KioskPausesTest, AfterAPauseFiveMoreAreAllowed) {
    guess(5);
    database_.clock().advance(settings_.kiosk.person_pause);
    guess(4);
    EXPECT_EQ(enter(tablet_, "bram"), "none");
}

TEST_P(KioskPausesTest, ThoseWithoutPinOrNotHereAreAnsweredAlike) {
    const auto answers = [&](const PersonId& person) {
        std::vector<std::string> all;
        for (int i = 0; i < 6; ++i) all.push_back(reason(enter_as(tablet_, person, kOtherPin)));
        return all;
    };

    const auto wrong = answers(id_of("bram"));
    EXPECT_EQ(answers(id_of("ada")), wrong) << "has no PIN";
    EXPECT_EQ(answers(PersonId{"018f0000-0000-7000-8000-0000000000ff"}), wrong);
    EXPECT_EQ(wrong.front(), "PIN_WRONG");
    EXPECT_EQ(wrong.back(), "KIOSK_PERSON_PAUSED");
}

TEST_P(KioskPausesTest, TwentyFailuresPauseTheKioskUntilAnAdministratorResumesIt) {
    auto other = given_kiosk("Magazijn");
    for (int i = 0; i < 20; ++i) {
        enter_as(tablet_, PersonId{test::SequentialIds::nth(800'000 + i)}, kPin);
    }

    EXPECT_EQ(enter(tablet_, "bram"), "KIOSK_PAUSED");
    EXPECT_EQ(reason(find(tablet_, "bram")), "KIOSK_PAUSED");
    EXPECT_TRUE(look_at(tablet_)->paused());
    EXPECT_EQ(enter(other, "bram"), "none");
    EXPECT_THAT(audit(), Contains("kiosk_paused "));
    const auto kiosk = kiosk_called("Kantine");
    EXPECT_TRUE(kiosk.has_paused_at());
    database_.clock().advance(std::chrono::hours{48});
    EXPECT_EQ(enter(tablet_, "bram"), "KIOSK_PAUSED") << "not by waiting";

    EXPECT_EQ(resume(kiosk.id()), "none");
    EXPECT_EQ(enter(tablet_, "bram"), "none");
    EXPECT_FALSE(kiosk_called("Kantine").has_paused_at());
    EXPECT_THAT(audit(), Contains("kiosk_resumed "));
}

TEST_P(KioskPausesTest, FailuresThatAreAnHourApartPauseNoKiosk) {
    for (int i = 0; i < 30; ++i) {
        enter_as(tablet_, PersonId{test::SequentialIds::nth(800'000 + i)}, kPin);
        if (i % 10 == 9) database_.clock().advance(settings_.kiosk.failure_window);
    }

    EXPECT_EQ(enter(tablet_, "bram"), "none");
}

TEST_P(KioskPausesTest, UnknownCardsCountForTheKioskAndOtherCodesDoNot) {
    for (int i = 0; i < 25; ++i) {
        EXPECT_EQ(reason(read(tablet_, "https://example.com/koekjes")), "CARD_UNKNOWN");
    }
    EXPECT_FALSE(look_at(tablet_)->paused());

    for (int i = 10; i < 30; ++i) read(tablet_, std::to_string(i) + "0123456789abcdef0123456789abcd");
    EXPECT_TRUE(look_at(tablet_)->paused());
}

TEST_P(KioskPausesTest, WhatWasLookedAtWhileTheKioskWasPausedTellsNothing) {
    v1::SignInAtKioskRequest request;
    request.set_person_id(id_of("bram").text());
    request.set_pin(kPin);
    const auto caller = caller_at(tablet_);
    const auto claim = database_.write([&](store::Transaction& tx) -> Result<KioskClaim> {
        return claim_at_kiosk(tx, caller, request, settings_);
    });
    const auto looked = look_at_pin(claim, kPin, settings_);
    ASSERT_TRUE(looked.is_right);
    for (int i = 0; i < 20; ++i) enter_as(tablet_, PersonId{test::SequentialIds::nth(800'000 + i)}, kPin);

    const auto entered = database_.write([&](store::Transaction& tx) -> Result<AtKiosk> {
        return enter_at_kiosk(tx, caller, claim, looked, settings_);
    });

    ASSERT_TRUE(entered.refusal);
    EXPECT_EQ(entered.refusal->reason, "KIOSK_PAUSED");
    EXPECT_EQ(who_is_at(tablet_), "nobody");
}

TEST_P(KioskPausesTest, ManyGuessesAtOnceAreNoMoreThanOneAfterTheOther) {
    v1::SignInAtKioskRequest request;
    request.set_person_id(id_of("bram").text());
    request.set_pin(kOtherPin);
    const auto caller = caller_at(tablet_);
    std::vector<std::string> claims;
    for (int i = 0; i < 8; ++i) {
        const auto claim = database_.write([&](store::Transaction& tx) -> Result<KioskClaim> {
            return claim_at_kiosk(tx, caller, request, settings_);
        });
        claims.emplace_back(claim.refusal ? claim.refusal->reason : "looked at");
    }

    EXPECT_EQ(std::ranges::count(claims, "looked at"), 5);
    EXPECT_EQ(claims.back(), "KIOSK_PERSON_PAUSED");
}

}  // namespace
}  // namespace koebel::access
