#pragma once

#include "access/sign_in_service_fixture.hpp"
#include "access/token_service.hpp"
#include "access/tokens.hpp"

#include <optional>
#include <string>
#include <vector>

namespace koebel::access {

/// Tokens made through the router, and shown to the authenticator.
class TokenFixture : public SignInServiceFixture {
protected:
    void SetUp() override {
        SignInServiceFixture::SetUp();
        restart();
    }

    /// With the settings as they are now, and nothing remembered.
    void restart() {
        authenticator_.emplace(database_.store(), database_.clock(), settings_);
        tokens_.emplace(database_.store(), settings_);
        token_router_.emplace(rpc::Limits{.person_burst = 100'000, .address_burst = 100'000}, database_.clock());
        tokens_->bind(*token_router_);
    }

    template <class Response, class Request>
    Result<Response> ask(const rpc::Caller& caller, std::string_view method, Request request) {
        if (const auto* id = request.GetDescriptor()->FindFieldByName("request_id")) {
            request.GetReflection()->SetString(&request, id, test::SequentialIds::nth(800'000 + ++requests_));
        }
        auto answer = test::await(token_router_->call(
            caller,
            "koebel.v1.TokenService/" + std::string{method},
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        response.ParseFromString(*answer.payload);
        return response;
    }

    /// Somebody at a page of their own.
    rpc::Caller at_page(std::string_view key) {
        const auto session = given_session(key);
        return test::await(authenticator_->authenticate({.cookie = session.secret, .address = address_}));
    }

    static v1::CreateTokenRequest wanted(std::vector<v1::Scope> scopes = {v1::SCOPE_READ}) {
        v1::CreateTokenRequest request;
        request.set_name("Dashboard");
        for (const auto scope : scopes) request.add_scopes(scope);
        return request;
    }
    Result<v1::CreateTokenResponse> create(const rpc::Caller& caller, const v1::CreateTokenRequest& request) {
        return ask<v1::CreateTokenResponse>(caller, "CreateToken", request);
    }
    v1::CreateTokenResponse created(std::string_view key, std::vector<v1::Scope> scopes = {v1::SCOPE_READ}) {
        return create(at_page(key), wanted(std::move(scopes))).value();
    }
    v1::CreateTokenResponse created_for_organisation() {
        auto request = wanted();
        request.set_of_organisation(true);
        return create(at_page("noor"), request).value();
    }
    v1::ListTokensResponse listed(const rpc::Caller& caller, bool everybodys = false) {
        v1::ListTokensRequest request;
        request.set_everybodys(everybodys);
        return ask<v1::ListTokensResponse>(caller, "ListTokens", request).value();
    }
    Result<v1::RevokeTokenResponse> revoke(const rpc::Caller& caller, const std::string& token) {
        v1::RevokeTokenRequest request;
        request.set_token_id(token);
        return ask<v1::RevokeTokenResponse>(caller, "RevokeToken", request);
    }

    Result<rpc::Caller> shown(const std::string& token) { return shown_from(address_, token); }
    Result<rpc::Caller> shown_from(const std::string& address, const std::string& token) {
        return test::await(authenticator_->authenticate_token({.bearer = token, .address = address}));
    }
    /// Applies what stands in the log, as the log tail would.
    void tail() {
        for (const auto& entry : database_.log()) authenticator_->apply(entry);
    }

    std::optional<TokenService> tokens_;
    std::optional<rpc::Router> token_router_;
};

}  // namespace koebel::access
