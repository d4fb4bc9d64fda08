#pragma once

#include "base/result.hpp"
#include "gateway/http_message.hpp"
#include "gateway/public_url.hpp"
#include "rpc/authenticator.hpp"

namespace koebel::gateway {

/// What a request shows of its sender. A cookie counts only with an Origin that is ours; a bearer
/// token only without a cookie; a foreign Origin is refused whatever it brings, so that no other
/// site's page signs anybody in. Refuses with
///   kPermissionDenied  ORIGIN_REFUSED
[[nodiscard]] Result<rpc::Credentials> credentials_of(const HttpRequest& request, const PublicUrl& url);

/// The User-Agent, at most 256 bytes; nothing when it is not clean text.
[[nodiscard]] std::string device_of(const HttpRequest& request);

}  // namespace koebel::gateway
