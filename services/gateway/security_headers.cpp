#include "gateway/security_headers.hpp"

namespace koebel::gateway {
namespace {

std::string policy(std::string_view host, const PublicUrl& url) {
    const std::string socket = (url.is_secure() ? "wss://" : "ws://") + std::string{host};
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
           "media-src 'self' blob:; connect-src 'self' " +
           socket +
           "; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

}  // namespace

void add_security_headers(HttpResponse& response, std::string_view host, const PublicUrl& url) {
    const bool page = response.header("Content-Type").value_or("").starts_with("text/html");
    auto& headers = response.headers;
    headers.push_back({"X-Content-Type-Options", "nosniff"});
    headers.push_back({"Referrer-Policy", "no-referrer"});
    headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
    if (url.is_secure()) headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
    if (!page) return;
    headers.push_back({"Content-Security-Policy", policy(host, url)});
    // Browsers heed it on a secure origin only, and complain elsewhere.
    if (url.is_secure()) headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    if (response.header("Permissions-Policy")) return;
    headers.push_back(
        {"Permissions-Policy",
         "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
         "microphone=(), payment=(), usb=()"}
    );
}

}  // namespace koebel::gateway
