#include "gateway/credentials.hpp"

#include "base/text.hpp"
#include "gateway/cookie.hpp"

#include <sodium.h>

namespace koebel::gateway {
namespace {

constexpr std::size_t kDeviceBytes = 256;

/// The password of HTTP's Basic scheme (RFC 7617): programs that know no other send a token so.
std::string basic_password(std::string_view encoded) {
    std::string text(encoded.size(), '\0');
    std::size_t size = 0;
    const auto done = sodium_base642bin(
        reinterpret_cast<unsigned char*>(text.data()),  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
        text.size(),
        encoded.data(),
        encoded.size(),
        nullptr,
        &size,
        nullptr,
        sodium_base64_VARIANT_ORIGINAL
    );
    if (done != 0) return {};
    text.resize(size);
    const auto colon = text.find(':');
    return colon == std::string::npos ? std::string{} : text.substr(colon + 1);
}

std::string bearer_of(const HttpRequest& request) {
    constexpr std::string_view kScheme = "bearer ";
    const auto header = request.header("authorization").value_or("");
    if (!lower_case(header).starts_with(kScheme)) return {};
    return std::string{header.substr(kScheme.size())};
}

}  // namespace

std::string device_of(const HttpRequest& request) {
    const auto agent = request.header("user-agent").value_or("").substr(0, kDeviceBytes);
    return is_clean_text(agent) ? std::string{agent} : std::string{};
}

Result<rpc::Credentials> credentials_of(const HttpRequest& request, const PublicUrl& url) {
    const auto cookie = session_cookie(request, url);
    const auto origin = request.header("origin");
    if (request.count("origin") > 1 || (origin && !url.is_our_origin(*origin, request.header("host").value_or("")))) {
        return refuse(Code::kPermissionDenied, "ORIGIN_REFUSED", "the Origin is not " + url.origin());
    }
    if (cookie.present && !origin) {
        return refuse(Code::kPermissionDenied, "ORIGIN_REFUSED", "a cookie counts only with an Origin");
    }
    rpc::Credentials credentials{.cookie = cookie.secret, .address = request.address, .device = device_of(request)};
    if (!cookie.present) credentials.bearer = bearer_of(request);
    return credentials;
}

asio::awaitable<Result<rpc::Caller>> caller_of(rpc::Authenticator& authenticator, rpc::Credentials credentials) {
    std::string address = credentials.address;
    if (credentials.bearer.empty()) {
        auto caller = co_await authenticator.authenticate(std::move(credentials));
        caller.address = std::move(address);
        co_return caller;
    }
    auto caller = co_await authenticator.authenticate_token(std::move(credentials));
    if (caller) caller->address = std::move(address);
    co_return caller;
}

Result<rpc::Credentials> credentials_of_picture(const HttpRequest& request, const PublicUrl& url) {
    if (request.count("origin") != 0) return credentials_of(request, url);
    const auto site = lower_case(request.header("sec-fetch-site").value_or("same-origin"));
    if (request.count("sec-fetch-site") > 1 || (site != "same-origin" && site != "none")) {
        return refuse(Code::kPermissionDenied, "ORIGIN_REFUSED", "the picture is asked for by another site");
    }
    const auto cookie = session_cookie(request, url);
    rpc::Credentials credentials{.cookie = cookie.secret, .address = request.address, .device = device_of(request)};
    if (!cookie.present) credentials.bearer = bearer_of(request);
    return credentials;
}

Result<rpc::Credentials> credentials_of_feed(const HttpRequest& request, const PublicUrl& url) {
    constexpr std::string_view kScheme = "basic ";
    auto credentials = credentials_of_picture(request, url);
    const auto header = request.header("authorization").value_or("");
    if (credentials && credentials->cookie.empty() && lower_case(header).starts_with(kScheme)) {
        credentials->bearer = basic_password(header.substr(kScheme.size()));
    }
    return credentials;
}

}  // namespace koebel::gateway
