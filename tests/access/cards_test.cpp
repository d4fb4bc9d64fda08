#include "access/kiosk_fixture.hpp"
#include "access/pins.hpp"
#include "access/secret.hpp"

namespace koebel::access {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class CardsTest : public KioskFixture {
protected:
    void SetUp() override {
        KioskFixture::SetUp();
        tablet_ = given_kiosk();
    }

    Browser tablet_;
};

INSTANTIATE_TEST_SUITE_P(Databases, CardsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(CardsTest, ACardStillAsksForThePin) {
    given_pin("bram");
    const auto card = given_card("bram");

    EXPECT_EQ(read(tablet_, card)->person().name(), "Bram Smit");
    EXPECT_FALSE(read(tablet_, card)->choose_pin());
    EXPECT_EQ(enter_by_card(tablet_, card, kOtherPin), "PIN_WRONG");
    EXPECT_EQ(enter_by_card(tablet_, card, ""), "PIN_INVALID");
    EXPECT_EQ(enter_by_card(tablet_, card, kPin), "none");
    EXPECT_EQ(who_is_at(tablet_), "Bram Smit");
}

TEST_P(CardsTest, ItsAddressOrItsBitsAloneAreReadInAnyCase) {
    const auto card = given_card("bram");
    const auto bits = card.substr(card.find('#') + 1);
    auto upper = bits;
    for (auto& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));

    EXPECT_EQ(bits.size(), 32U);
    EXPECT_EQ(bits.find(id_of("bram").text()), std::string::npos);
    EXPECT_TRUE(card.starts_with("https://koebel.example/card#")) << card;
    for (const auto& reading : {card, bits, upper, " " + bits + "\r\n"}) {
        EXPECT_EQ(reason(read(tablet_, reading)), "none") << reading;
    }
    EXPECT_EQ(reason(read(tablet_, id_of("bram").text())), "CARD_UNKNOWN");
    EXPECT_EQ(reason(read(tablet_, "")), "CARD_UNKNOWN");
}

TEST_P(CardsTest, OnlyAHashOfItStandsAnywhere) {
    const auto card = given_card("bram");
    static constexpr store::Sql kKept{"test.cards", "SELECT secret_hash FROM person_card"};

    const auto kept = database_.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kKept); });

    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept.front(), hash_of(card.substr(card.find('#') + 1)));
}

TEST_P(CardsTest, TheFirstUseChoosesAPinOnceAndTheTrailSaysSo) {
    const auto card = given_card("ada");
    EXPECT_TRUE(read(tablet_, card)->choose_pin());

    EXPECT_EQ(enter_by_card(tablet_, card, "123456", true), "PIN_TOO_EASY");
    EXPECT_EQ(enter_by_card(tablet_, card, kPin, true), "none");
    EXPECT_EQ(who_is_at(tablet_), "Ada Vos");
    leave(tablet_);

    EXPECT_FALSE(read(tablet_, card)->choose_pin());
    EXPECT_EQ(enter_by_card(tablet_, card, kOtherPin, true), "PIN_ALREADY_SET");
    EXPECT_EQ(enter_by_card(tablet_, card, kPin), "none");
    leave(tablet_);
    EXPECT_EQ(enter(tablet_, "ada", kPin), "none") << "it is the PIN for the name, too";
    EXPECT_THAT(audit(), Contains("pin_set_by_card "));
}

TEST_P(CardsTest, WhoHasAPinDoesNotChooseOneWithAFreshCard) {
    given_pin("ada");
    const auto card = given_card("ada");

    EXPECT_EQ(enter_by_card(tablet_, card, kOtherPin, true), "PIN_ALREADY_SET");
    EXPECT_EQ(enter_by_card(tablet_, card, kPin), "none");
}

TEST_P(CardsTest, ANewCardVoidsTheOlderAndKeepsThePin) {
    given_pin("bram");
    const auto older = given_card("bram");
    const auto newer = given_card("bram");

    EXPECT_EQ(reason(read(tablet_, older)), "CARD_UNKNOWN");
    EXPECT_EQ(enter_by_card(tablet_, older, kPin), "PIN_WRONG");
    EXPECT_EQ(enter_by_card(tablet_, newer, kPin), "none");
}

TEST_P(CardsTest, AForgottenPinIsChosenAnewWithANewCardOnly) {
    const auto older = given_card("ada");
    ASSERT_EQ(enter_by_card(tablet_, older, kPin, true), "none");
    leave(tablet_);

    const auto newer = given_card("ada", true);

    EXPECT_EQ(enter(tablet_, "ada", kPin), "PIN_WRONG");
    EXPECT_TRUE(read(tablet_, newer)->choose_pin());
    EXPECT_EQ(enter_by_card(tablet_, newer, kOtherPin, true), "none");
    EXPECT_THAT(audit(), Contains("pin_forgotten "));
}

TEST_P(CardsTest, AUsedCardWithoutPinOpensNothing) {
    const auto card = given_card("ada");
    ASSERT_EQ(enter_by_card(tablet_, card, kPin, true), "none");
    leave(tablet_);
    database_.write([person = id_of("ada")](store::Transaction& tx) -> Result<bool> {
        forget_pin(tx, person);
        return true;
    });

    EXPECT_EQ(reason(read(tablet_, card)), "CARD_WITHOUT_PIN");
    EXPECT_EQ(enter_by_card(tablet_, card, kOtherPin, true), "CARD_WITHOUT_PIN");
    EXPECT_EQ(enter_by_card(tablet_, card, kPin), "PIN_WRONG");
}

TEST_P(CardsTest, ARevokedCardIsVoid) {
    const auto card = given_card("bram");
    v1::RevokeCardRequest request;
    request.set_person_id(id_of("bram").text());

    EXPECT_EQ(reason(ask<v1::RevokeCardResponse>(admin_, "RevokeCard", request)), "none");
    EXPECT_EQ(reason(ask<v1::RevokeCardResponse>(admin_, "RevokeCard", request)), "CARD_NOT_FOUND");
    EXPECT_EQ(reason(read(tablet_, card)), "CARD_UNKNOWN");
}

TEST_P(CardsTest, EveryoneWithoutEmailGetsOneOnce) {
    const auto made = make_cards({}).value();

    ASSERT_EQ(made.cards_size(), 2) << "Bram has an address";
    EXPECT_EQ(made.cards(0).person().name(), "Ada Vos");
    EXPECT_EQ(made.cards(1).person().name(), "Noor de Graaf");
    EXPECT_EQ(made.cards(1).team_name(), "A");
    EXPECT_EQ(made.left(), 0U);
    EXPECT_EQ(make_cards({})->cards_size(), 0);
}

TEST_P(CardsTest, TheListSaysWhoHasOneAndNothingOfIt) {
    given_card("bram");
    const auto card = given_card("ada");
    enter_by_card(tablet_, card, kPin, true);

    const auto list = ask<v1::ListCardsResponse>(admin_, "ListCards", v1::ListCardsRequest{}).value();

    ASSERT_EQ(list.cards_size(), 2);
    EXPECT_EQ(list.cards(0).person().name(), "Ada Vos");
    EXPECT_TRUE(list.cards(0).has_pin() && list.cards(0).has_first_used_at());
    EXPECT_FALSE(list.cards(1).has_pin() || list.cards(1).has_first_used_at());
    EXPECT_THAT(list.DebugString(), Not(HasSubstr(card.substr(card.find('#') + 1))));
    EXPECT_EQ(list.next_page_token(), "");
}

TEST_P(CardsTest, OnlyThoseWhoAreHereGetOne) {
    v1::CreateCardsRequest request;
    request.add_person_ids("018f0000-0000-7000-8000-0000000000ff");
    EXPECT_EQ(reason(ask<v1::CreateCardsResponse>(admin_, "CreateCards", request)), "PERSON_NOT_FOUND");

    auto employee = given_signed_in("bram");
    EXPECT_EQ(reason(ask<v1::CreateCardsResponse>(employee, "CreateCards", request)), "ROLE_REQUIRED");
}

class PinsTest : public KioskFixture {};

INSTANTIATE_TEST_SUITE_P(Databases, PinsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(PinsTest, WhatIsTriedFirstIsNoPin) {
    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name,email\nm-840917,Mo Kaya,mo502948@zwaluw.example\n");
    auto phone = given_signed_in("m-840917");

    for (const auto* pin :
         {"000000",
          "111111",
          "123456",
          "654321",
          "890123",
          "121212",
          "123123",
          "112233",
          "123321",
          "101010",
          "147258",
          "840917",
          "502948",
          "100000"}) {
        EXPECT_EQ(set_pin(phone, pin), "PIN_TOO_EASY") << pin;
    }
    for (const auto* pin : {"", "84029", "8402910", "84029a", "٨٤٠٢٩١"}) {
        EXPECT_EQ(set_pin(phone, pin), "PIN_INVALID") << pin;
    }
    EXPECT_EQ(set_pin(phone, kPin), "none");
}

TEST_P(PinsTest, LaterThePasswordIsAsked) {
    given_password("bram");
    auto phone = given_signed_in("bram");
    EXPECT_FALSE(my_card(phone)->needs_password());
    database_.clock().advance(settings_.password_without_old);

    EXPECT_TRUE(my_card(phone)->needs_password());
    EXPECT_EQ(set_pin(phone, kPin), "PASSWORD_WRONG");
    EXPECT_EQ(set_pin(phone, kPin, "geraden woord"), "PASSWORD_WRONG");
    EXPECT_FALSE(my_card(phone)->has_pin());
    EXPECT_EQ(set_pin(phone, kPin, kPassword), "none");
    EXPECT_TRUE(my_card(phone)->has_pin());
}

TEST_P(PinsTest, GuessingThePasswordForItIsSlowed) {
    given_password("bram");
    auto thief = given_signed_in("bram");
    database_.clock().advance(settings_.password_without_old);
    for (std::uint32_t i = 0; i < settings_.login_failures; ++i) set_pin(thief, kPin, "geraden woord");

    EXPECT_EQ(set_pin(thief, kPin, kPassword), "TOO_MANY_ATTEMPTS");
}

TEST_P(PinsTest, WithoutAPasswordOnlyAFreshSessionChoosesOne) {
    auto phone = given_signed_in("ada");
    database_.clock().advance(settings_.password_without_old);

    EXPECT_EQ(set_pin(phone, kPin), "PIN_NEEDS_SIGN_IN");
    EXPECT_FALSE(my_card(phone)->has_password());
    auto again = enter_by(given_link("ada"));
    EXPECT_EQ(set_pin(again, kPin), "none");
}

TEST_P(PinsTest, ARecoveryForgetsPinAndCard) {
    given_pin("bram");
    const auto card = given_card("bram");
    auto tablet = given_kiosk();

    auto phone = enter_by(recovery_token("bram"));

    EXPECT_FALSE(my_card(phone)->has_pin());
    EXPECT_FALSE(my_card(phone)->has_card());
    EXPECT_EQ(enter(tablet, "bram"), "PIN_WRONG");
    EXPECT_EQ(reason(read(tablet, card)), "CARD_UNKNOWN");
}

}  // namespace
}  // namespace koebel::access
