#pragma once

#include "access/kiosk_service.hpp"
#include "access/kiosk_sign_in.hpp"
#include "access/sign_in_service_fixture.hpp"

#include <optional>
#include <string>

namespace koebel::access {

inline constexpr const auto* kPin = "840291";
inline constexpr const auto* kOtherPin = "517306";

/// Tablets and the people at them: a tablet is a browser with a cookie, as everywhere.
class KioskFixture : public SignInServiceFixture {
protected:
    void SetUp() override {
        SignInServiceFixture::SetUp();
        given_organisation(false);
        kiosks_.emplace(database_.store(), settings_, sign_in_->hashing());
        kiosks_->bind(router_);
        admin_ = given_signed_in("noor");
    }

    template <class Response, class Request>
    Result<Response> ask(Browser& browser, const std::string& method, const Request& request) {
        return call<Response>(browser, "KioskService/" + method, request);
    }

    Result<v1::AddKioskResponse> add(std::string_view name) {
        v1::AddKioskRequest request;
        request.set_name(std::string{name});
        return ask<v1::AddKioskResponse>(admin_, "AddKiosk", request);
    }
    std::string pair(Browser& tablet, const std::string& url) {
        v1::PairKioskRequest request;
        request.set_token(url.substr(url.find('#') + 1));
        return reason(ask<v1::PairKioskResponse>(tablet, "PairKiosk", request));
    }
    Browser given_kiosk(std::string_view name = "Kantine") {
        Browser tablet;
        EXPECT_EQ(pair(tablet, add(name).value().url()), "none");
        return tablet;
    }
    v1::Kiosk kiosk_called(std::string_view name) {
        const auto list = ask<v1::ListKiosksResponse>(admin_, "ListKiosks", v1::ListKiosksRequest{}).value();
        for (const auto& kiosk : list.kiosks()) {
            if (kiosk.name() == name) return kiosk;
        }
        return {};
    }
    std::string resume(const std::string& id) {
        v1::ResumeKioskRequest request;
        request.set_kiosk_id(id);
        return reason(ask<v1::ResumeKioskResponse>(admin_, "ResumeKiosk", request));
    }
    std::string revoke(const std::string& id) {
        v1::RevokeKioskRequest request;
        request.set_kiosk_id(id);
        return reason(ask<v1::RevokeKioskResponse>(admin_, "RevokeKiosk", request));
    }

    std::string set_pin(Browser& browser, std::string_view pin, std::string_view password = {}) {
        v1::SetPinRequest request;
        request.set_pin(std::string{pin});
        request.set_password(std::string{password});
        return reason(ask<v1::SetPinResponse>(browser, "SetPin", request));
    }
    void given_pin(std::string_view key, std::string_view pin = kPin) {
        auto phone = given_signed_in(key);
        ASSERT_EQ(set_pin(phone, pin), "none");
    }
    Result<v1::GetMyCardResponse> my_card(Browser& browser) {
        return ask<v1::GetMyCardResponse>(browser, "GetMyCard", v1::GetMyCardRequest{});
    }

    Result<v1::CreateCardsResponse> make_cards(const std::vector<std::string>& keys, bool forget_pins = false) {
        v1::CreateCardsRequest request;
        for (const auto& key : keys) request.add_person_ids(id_of(key).text());
        request.set_everyone_without_email(keys.empty());
        request.set_forget_pins(forget_pins);
        return ask<v1::CreateCardsResponse>(admin_, "CreateCards", request);
    }
    std::string given_card(std::string_view key, bool forget_pins = false) {
        return make_cards({std::string{key}}, forget_pins).value().cards(0).url();
    }
    Result<v1::ReadCardResponse> read(Browser& tablet, const std::string& card) {
        v1::ReadCardRequest request;
        request.set_card(card);
        return ask<v1::ReadCardResponse>(tablet, "ReadCard", request);
    }

    Result<v1::SignInAtKioskResponse> enter_as(Browser& tablet, const PersonId& person, std::string_view pin) {
        v1::SignInAtKioskRequest request;
        request.set_person_id(person.text());
        request.set_pin(std::string{pin});
        return ask<v1::SignInAtKioskResponse>(tablet, "SignInAtKiosk", request);
    }
    std::string enter(Browser& tablet, std::string_view key, std::string_view pin = kPin) {
        return reason(enter_as(tablet, id_of(key), pin));
    }
    std::string enter_by_card(Browser& tablet, const std::string& card, std::string_view pin, bool choose = false) {
        v1::SignInAtKioskRequest request;
        request.set_card(card);
        request.set_pin(std::string{pin});
        request.set_choose_pin(choose);
        return reason(ask<v1::SignInAtKioskResponse>(tablet, "SignInAtKiosk", request));
    }
    std::string keep_going(Browser& tablet) {
        return reason(ask<v1::KeepGoingResponse>(tablet, "KeepGoing", v1::KeepGoingRequest{}));
    }
    std::string leave(Browser& tablet) {
        return reason(ask<v1::LeaveKioskResponse>(tablet, "LeaveKiosk", v1::LeaveKioskRequest{}));
    }
    Result<v1::FindAtKioskResponse> find(Browser& tablet, std::string_view prefix) {
        v1::FindAtKioskRequest request;
        request.set_prefix(std::string{prefix});
        return ask<v1::FindAtKioskResponse>(tablet, "FindAtKiosk", request);
    }
    Result<v1::GetKioskResponse> look_at(Browser& tablet) {
        return ask<v1::GetKioskResponse>(tablet, "GetKiosk", v1::GetKioskRequest{});
    }
    /// Who is signed in at a tablet: a name, "nobody", or why it is no kiosk.
    std::string who_is_at(Browser& tablet) {
        const auto kiosk = look_at(tablet);
        if (!kiosk) return std::string{kiosk.error().reason};
        return kiosk->has_person() ? kiosk->person().name() : "nobody";
    }
    rpc::Caller caller_at(const Browser& tablet) {
        return test::await(authenticator_->authenticate({.cookie = tablet, .address = address_}));
    }

    Browser admin_;
    std::optional<KioskService> kiosks_;
};

}  // namespace koebel::access
