#pragma once

#include "access/code.hpp"
#include "access/code_key.hpp"
#include "access/code_service.hpp"
#include "access/sign_in_service_fixture.hpp"

#include <optional>
#include <string>
#include <vector>

namespace koebel::access {

/// Phones with an app: what they show is computed from the secret they were given and the test's clock.
class CodeFixture : public SignInServiceFixture {
protected:
    void SetUp() override {
        settings_.code_key = std::string(64, 'a');
        SignInServiceFixture::SetUp();
        given_organisation(false);
        bind_codes();
        given_password("bram");
    }

    /// With the settings as they are now.
    void bind_codes() {
        codes_.emplace(database_.store(), settings_, sign_in_->hashing());
        codes_->bind(router_);
    }

    template <class Response, class Request>
    Result<Response> ask(Browser& browser, const std::string& method, const Request& request) {
        return call<Response>(browser, "CodeService/" + method, request);
    }

    Result<v1::SetUpCodeResponse> offer(Browser& browser, std::string_view password = {}) {
        v1::SetUpCodeRequest request;
        request.set_password(std::string{password});
        auto offered = ask<v1::SetUpCodeResponse>(browser, "SetUpCode", request);
        if (offered) secret_ = from_base32(offered->secret());
        return offered;
    }
    Result<v1::ConfirmCodeResponse> confirm(Browser& browser, const std::string& code) {
        v1::ConfirmCodeRequest request;
        request.set_code(code);
        return ask<v1::ConfirmCodeResponse>(browser, "ConfirmCode", request);
    }
    /// Bram has a code, and a new half minute has begun.
    std::vector<std::string> given_code() {
        auto browser = given_signed_in("bram");
        EXPECT_EQ(reason(offer(browser)), "none");
        const auto confirmed = confirm(browser, shown());
        EXPECT_EQ(reason(confirmed), "none");
        next_code();
        return confirmed
                   ? std::vector<std::string>{confirmed->recovery_codes().begin(), confirmed->recovery_codes().end()}
                   : std::vector<std::string>{};
    }

    /// What the app shows now, or so many half minutes from now.
    std::string shown(int away = 0) { return code_at(secret_, code_step_at(database_.clock().now()) + away); }
    /// Six digits that are wrong now and for a while.
    std::string wrong_code() {
        for (int digits = 0;; ++digits) {
            auto code = std::to_string(100'000 + digits);
            bool is_right = false;
            for (int away = -3; away <= 3; ++away) is_right = is_right || shown(away) == code;
            if (!is_right) return code;
        }
    }
    void next_code() { database_.clock().advance(kCodeStep); }

    std::string knock(Browser& browser, const std::string& code, std::string_view password = kPassword) {
        v1::SignInWithPasswordRequest request;
        request.set_login("bram");
        request.set_password(std::string{password});
        request.set_code(code);
        return reason(call<v1::SignInWithPasswordResponse>(browser, "SignInService/SignInWithPassword", request));
    }
    std::string knock(const std::string& code, std::string_view password = kPassword) {
        Browser browser;
        return knock(browser, code, password);
    }
    v1::GetMyCodeResponse my_code(Browser& browser) {
        return ask<v1::GetMyCodeResponse>(browser, "GetMyCode", v1::GetMyCodeRequest{}).value();
    }
    std::string remove(Browser& browser, std::string_view password, const std::string& code) {
        v1::RemoveCodeRequest request;
        request.set_password(std::string{password});
        request.set_code(code);
        return reason(ask<v1::RemoveCodeResponse>(browser, "RemoveCode", request));
    }
    std::string remove_of(Browser& browser, std::string_view key) {
        v1::RemoveCodeOfRequest request;
        request.set_person_id(id_of(key).text());
        return reason(ask<v1::RemoveCodeOfResponse>(browser, "RemoveCodeOf", request));
    }
    Result<v1::GetCodeOfResponse> code_of(Browser& browser, std::string_view key) {
        v1::GetCodeOfRequest request;
        request.set_person_id(id_of(key).text());
        return ask<v1::GetCodeOfResponse>(browser, "GetCodeOf", request);
    }

    static std::string from_base32(const std::string& text) {
        constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        std::string bytes;
        std::uint32_t waiting = 0;
        int bits = 0;
        for (const char c : text) {
            waiting = (waiting << 5U | static_cast<std::uint32_t>(kAlphabet.find(c))) & 0xFFFU;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes += static_cast<char>(waiting >> static_cast<unsigned>(bits) & 0xFFU);
        }
        return bytes;
    }

    std::string secret_;
    std::optional<CodeService> codes_;
};

}  // namespace koebel::access
