#pragma once

#include "gateway/http_message.hpp"
#include "gateway/public_url.hpp"

namespace koebel::gateway {

/// What a page that may ask for the camera says in Permissions-Policy; any other gets a stricter one.
inline constexpr std::string_view kOnlyCamera =
    "accelerometer=(), camera=(self), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), payment=(), usb=()";

/// Adds to every answer what keeps a browser from doing more than our pages need: nosniff, no
/// referrer, no embedding, no devices; for HTML the Content-Security-Policy, without any unsafe-*; and
/// behind https HSTS. `host` is the request's, already checked: old browsers do not take 'self' for
/// the WebSocket.
void add_security_headers(HttpResponse& response, std::string_view host, const PublicUrl& url);

}  // namespace koebel::gateway
