#pragma once

#include "gateway/http_message.hpp"

#include <optional>

namespace koebel::gateway {

/// Looks at the headers only a WebSocket's handshake has (RFC 6455 4.2.1), for which Beast 1.81 takes the first of
/// several, and a key of any length. The connection stays:
///   426 WEBSOCKET_VERSION_REFUSED  not exactly one Sec-WebSocket-Version, or another than 13
///   400 WEBSOCKET_KEY_REFUSED      not exactly one Sec-WebSocket-Key, or one that is not 16 bytes in base64
[[nodiscard]] std::optional<HttpResponse> refuse_handshake(const HttpRequest& head);

}  // namespace koebel::gateway
