#include "gateway/handshake.hpp"

#include "gateway/refusal.hpp"

#include <algorithm>

namespace koebel::gateway {
namespace {

/// 16 bytes in base64 are 22 characters and two for padding.
bool is_key(std::string_view text) {
    constexpr std::size_t kCharacters = 22;
    return text.size() == kCharacters + 2 && text.ends_with("==") &&
           std::ranges::all_of(text.substr(0, kCharacters), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
                      c == '/';
           });
}

}  // namespace

std::optional<HttpResponse> refuse_handshake(const HttpRequest& head) {
    if (head.count("sec-websocket-version") != 1 || *head.header("sec-websocket-version") != "13") {
        auto response = refusal(
            426, {.code = Code::kInvalidArgument, .reason = "WEBSOCKET_VERSION_REFUSED", .message = "version 13 only"}
        );
        response.headers.push_back({"Sec-WebSocket-Version", "13"});
        return response;
    }
    if (head.count("sec-websocket-key") != 1 || !is_key(*head.header("sec-websocket-key"))) {
        return refusal(
            {.code = Code::kInvalidArgument, .reason = "WEBSOCKET_KEY_REFUSED", .message = "16 bytes in base64, once"}
        );
    }
    return std::nullopt;
}

}  // namespace koebel::gateway
