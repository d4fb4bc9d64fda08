#include "gateway/cookie.hpp"

namespace koebel::gateway {

SessionCookie session_cookie(const HttpRequest& request, const PublicUrl& url) {
    SessionCookie cookie;
    const auto all = request.joined("cookie", ";");
    for (std::string_view rest{all}; !rest.empty();) {
        const auto end = rest.find(';');
        auto pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != url.cookie_name()) continue;
        // A second one was planted by a neighbour (another port, another path): none counts.
        cookie.secret = cookie.present ? std::string_view{} : pair.substr(equals + 1);
        if (cookie.present) return cookie;
        cookie.present = true;
    }
    return cookie;
}

std::string set_cookie(const rpc::CookieChange& change, const PublicUrl& url) {
    std::string line{url.cookie_name()};
    line += "=" + change.secret + "; Path=/; HttpOnly; SameSite=Lax";
    if (url.is_secure()) line += "; Secure";
    const auto lifetime = change.secret.empty() ? std::chrono::seconds{0} : change.lifetime;
    return line + "; Max-Age=" + std::to_string(lifetime.count());
}

}  // namespace koebel::gateway
