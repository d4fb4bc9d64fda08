#pragma once

#include "base/result.hpp"
#include "gateway/http_message.hpp"
#include "gateway/public_url.hpp"
#include "rpc/authenticator.hpp"

#include <boost/asio/awaitable.hpp>

namespace koebel::gateway {

namespace asio = boost::asio;

/// What a request shows of its sender. A cookie counts only with an Origin that is ours; a bearer
/// token only without a cookie; a foreign Origin is refused whatever it brings, so that no other
/// site's page signs anybody in. Refuses with
///   kPermissionDenied  ORIGIN_REFUSED
[[nodiscard]] Result<rpc::Credentials> credentials_of(const HttpRequest& request, const PublicUrl& url);

/// Who brought them. Refuses as Authenticator::authenticate_token does; without a cookie and a bearer it is nobody.
[[nodiscard]] asio::awaitable<Result<rpc::Caller>> caller_of(
    rpc::Authenticator& authenticator, rpc::Credentials credentials
);

/// The same for a picture in a page of ours: browsers send no Origin with it, so there a cookie counts without one,
/// unless the browser says that another site's page asks (Sec-Fetch-Site). Refuses with
///   kPermissionDenied  ORIGIN_REFUSED
[[nodiscard]] Result<rpc::Credentials> credentials_of_picture(const HttpRequest& request, const PublicUrl& url);

/// The User-Agent, at most 256 bytes; nothing when it is not clean text.
[[nodiscard]] std::string device_of(const HttpRequest& request);

/// Of GET /feed.atom: as of a picture, and a token also as the password of HTTP's Basic scheme (RFC 7617), because feed
/// readers know no other.
[[nodiscard]] Result<rpc::Credentials> credentials_of_feed(const HttpRequest& request, const PublicUrl& url);

}  // namespace koebel::gateway
