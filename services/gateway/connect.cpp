#include "gateway/connect.hpp"

#include "gateway/cookie.hpp"
#include "gateway/credentials.hpp"
#include "gateway/refusal.hpp"

#include <algorithm>

namespace koebel::gateway {
namespace {

/// The encoding a Content-Type asks for; a parameter other than charset=utf-8 asks for none.
std::optional<rpc::Encoding> encoding_of(const HttpRequest& request) {
    if (request.count("content-type") != 1) return std::nullopt;
    auto type = lower_case(*request.header("content-type"));
    std::erase(type, ' ');
    if (type == "application/proto") return rpc::Encoding::kBinary;
    if (type == "application/json" || type == "application/json;charset=utf-8") return rpc::Encoding::kJson;
    return std::nullopt;
}

bool is_timeout(std::string_view text) {
    return !text.empty() && text.size() <= 10 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// What of the protocol's own headers cannot be served.
std::optional<HttpResponse> refuse_protocol(const HttpRequest& request) {
    if (request.method != "POST") {
        auto response =
            refusal(405, {.code = Code::kUnimplemented, .reason = "METHOD_NOT_ALLOWED", .message = "calls are POST"});
        response.headers.push_back({"Allow", "POST"});
        return response;
    }
    if (request.header("content-encoding").value_or("identity") != "identity") {
        return refusal({
            .code = Code::kUnimplemented,
            .reason = "ENCODING_REFUSED",
            .message = "supported: identity",
        });
    }
    const bool version = request.header("connect-protocol-version").value_or("1") == "1";
    const bool timeout = is_timeout(request.header("connect-timeout-ms").value_or("1"));
    if (!version || !timeout) {
        return refusal({
            .code = Code::kInvalidArgument,
            .reason = "PROTOCOL_REFUSED",
            .message = version ? "Connect-Timeout-Ms is no number" : "Connect-Protocol-Version is not 1",
        });
    }
    return std::nullopt;
}

HttpResponse content_type_refused() {
    auto response = refusal(
        415,
        {.code = Code::kInvalidArgument,
         .reason = "CONTENT_TYPE_REFUSED",
         .message = "application/json or application/proto"}
    );
    response.headers.push_back({"Accept-Post", "application/json, application/proto"});
    return response;
}

}  // namespace

ConnectDoor::ConnectDoor(rpc::Router& router, rpc::Authenticator& authenticator, const PublicUrl& url)
    : router_(router), authenticator_(authenticator), url_(url) {}

asio::awaitable<HttpResponse> ConnectDoor::answer(HttpRequest request) {
    if (auto refused = refuse_protocol(request)) co_return *std::move(refused);
    const auto encoding = encoding_of(request);
    if (!encoding) co_return content_type_refused();
    auto credentials = credentials_of(request, url_);
    if (!credentials) co_return refusal(credentials.error());

    std::string device = credentials->device;
    std::string method{request.path().substr(1)};
    auto caller = co_await caller_of(authenticator_, *std::move(credentials));
    if (!caller) co_return refusal(caller.error());
    auto answer = co_await router_.call(
        *std::move(caller), std::move(method), std::move(request.body), *encoding, std::move(device)
    );

    if (!answer.payload) {
        const auto& error = answer.payload.error();
        co_return error.reason == "METHOD_UNKNOWN" ? refusal(404, error) : refusal(error);
    }
    HttpResponse response{.body = *std::move(answer.payload)};
    const bool json = *encoding == rpc::Encoding::kJson;
    response.headers.push_back({"Content-Type", json ? "application/json" : "application/proto"});
    response.headers.push_back({"Cache-Control", "no-store"});
    if (answer.cookie) response.headers.push_back({"Set-Cookie", set_cookie(*answer.cookie, url_)});
    co_return response;
}

}  // namespace koebel::gateway
