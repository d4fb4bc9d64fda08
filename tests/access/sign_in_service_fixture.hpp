#pragma once

#include "access/access_fixture.hpp"
#include "access/service.hpp"
#include "access/sign_in_service.hpp"

#include <optional>
#include <string>
#include <vector>

namespace koebel::access {

inline constexpr const auto* kPassword = "paard batterij nietje";

/// Calls through the router with a cookie each, as browsers do.
class SignInServiceFixture : public AccessFixture {
protected:
    /// A browser, which has a cookie or none.
    using Browser = std::string;

    void SetUp() override {
        AccessFixture::SetUp();
        given_import(v1::ImportRequest::KIND_PEOPLE, "key,name,email\nbram,Bram Smit,Bram.Smit@zwaluw.example\n");
        given_services();
    }

    void given_services() {
        settings_.password_passes = 1;
        settings_.password_memory = 8U << 10U;
        settings_.password_threads = 2;
        settings_.public_url = "https://koebel.example";
        authenticator_.emplace(database_.store(), database_.clock(), settings_);
        access_.emplace(database_.store(), settings_);
        sign_in_.emplace(database_.store(), settings_, mailer_);
        access_->bind(router_);
        sign_in_->bind(router_);
    }

    template <class Response, class Request>
    Result<Response> call(Browser& browser, std::string method, Request request) {
        if (const auto* id = request.GetDescriptor()->FindFieldByName("request_id")) {
            request.GetReflection()->SetString(&request, id, test::SequentialIds::nth(900'000 + ++requests_));
        }
        auto caller = test::await(authenticator_->authenticate({.cookie = browser, .address = address_}));
        authenticator_->forget_all();
        auto answer = test::await(router_.call(
            std::move(caller), "koebel.v1." + method, request.SerializeAsString(), rpc::Encoding::kBinary, "Firefox/140"
        ));
        if (answer.cookie) browser = answer.cookie->secret;
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        response.ParseFromString(*answer.payload);
        return response;
    }

    Browser given_signed_in(std::string_view key) { return given_session(key).secret; }
    void given_password(std::string_view key) {
        auto browser = enter_by(given_link(key));
        ASSERT_EQ(set_password(browser, "", kPassword), "none");
    }

    Browser enter_by(const std::string& token) {
        Browser browser;
        v1::SignInWithLinkRequest request;
        request.set_token(token);
        const auto entered = call<v1::SignInWithLinkResponse>(browser, "AccessService/SignInWithLink", request);
        if (!entered) return std::string{entered.error().reason};
        chose_password_ = entered->choose_password();
        return browser;
    }
    std::string sign_in(Browser& browser, std::string_view login, std::string_view password, bool remember = false) {
        v1::SignInWithPasswordRequest request;
        request.set_login(std::string{login});
        request.set_password(std::string{password});
        request.set_remember(remember);
        return reason(call<v1::SignInWithPasswordResponse>(browser, "SignInService/SignInWithPassword", request));
    }
    std::string sign_in(std::string_view login, std::string_view password) {
        Browser browser;
        return sign_in(browser, login, password);
    }
    std::string set_password(Browser& browser, std::string_view old_password, std::string_view new_password) {
        v1::SetPasswordRequest request;
        request.set_old_password(std::string{old_password});
        request.set_new_password(std::string{new_password});
        return reason(call<v1::SetPasswordResponse>(browser, "SignInService/SetPassword", request));
    }
    Result<v1::CreateInvitationsResponse> invite(Browser& browser, const std::vector<std::string>& keys) {
        v1::CreateInvitationsRequest request;
        for (const auto& key : keys) request.add_person_ids(id_of(key).text());
        request.set_everyone_without_door(keys.empty());
        return call<v1::CreateInvitationsResponse>(browser, "SignInService/CreateInvitations", request);
    }
    std::string recovery_token(std::string_view key) {
        auto admin = given_signed_in("noor");
        v1::CreateRecoveryLinkRequest request;
        request.set_person_id(id_of(key).text());
        const auto made =
            call<v1::CreateRecoveryLinkResponse>(admin, "SignInService/CreateRecoveryLink", request).value();
        return token_of(made.link());
    }
    v1::ListInvitationsResponse list(Browser& browser, std::string token = {}) {
        v1::ListInvitationsRequest request;
        request.set_page_token(std::move(token));
        return call<v1::ListInvitationsResponse>(browser, "SignInService/ListInvitations", request).value();
    }
    Result<v1::GetMySignInResponse> mine(Browser& browser) {
        return call<v1::GetMySignInResponse>(browser, "SignInService/GetMySignIn", v1::GetMySignInRequest{});
    }
    bool is_signed_in(Browser browser) { return mine(browser).has_value(); }

    static std::string token_of(const v1::NewInvitation& made) { return made.url().substr(made.url().find('#') + 1); }
    template <class T>
    static std::string reason(const Result<T>& result) {
        return result ? "none" : std::string{result.error().reason};
    }

    std::string address_ = "192.0.2.7";
    bool chose_password_ = false;
    std::uint64_t requests_ = 0;
    std::optional<SessionAuthenticator> authenticator_;
    rpc::Router router_{{.person_burst = 100'000, .address_burst = 100'000}, database_.clock()};
    std::optional<Service> access_;
    mail::Mailer mailer_{mail::Settings{}};
    std::optional<SignInService> sign_in_;
};

}  // namespace koebel::access
