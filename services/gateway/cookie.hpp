#pragma once

#include "gateway/http_message.hpp"
#include "gateway/public_url.hpp"
#include "rpc/router.hpp"

#include <string>

namespace koebel::gateway {

/// The session cookie of a request.
struct SessionCookie {
    bool present = false;  ///< at least one of our name was sent, whatever its value
    std::string secret;    ///< empty when absent, empty, or there were several: then none counts
};

[[nodiscard]] SessionCookie session_cookie(const HttpRequest& request, const PublicUrl& url);

/// The Set-Cookie line of a change: HttpOnly, SameSite=Lax, Path=/, and Secure behind https.
[[nodiscard]] std::string set_cookie(const rpc::CookieChange& change, const PublicUrl& url);

}  // namespace koebel::gateway
