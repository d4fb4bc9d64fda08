#include "gateway/public_url.hpp"

#include "gateway/http_message.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace koebel::gateway {
namespace {

constexpr std::array<std::string_view, 3> kLoopbackNames{"localhost", "127.0.0.1", "[::1]"};

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

PublicUrl::PublicUrl(std::string_view text) {
    const auto invalid = [text](std::string_view why) {
        return std::invalid_argument("public_url \"" + std::string{text} + "\" " + std::string{why});
    };
    const auto parsed = boost::urls::parse_uri({text.data(), text.size()});
    if (!parsed) throw invalid("is not a URL; it looks like https://koebel.example");
    const auto& url = *parsed;
    const auto scheme = lower_case({url.scheme().data(), url.scheme().size()});
    if (scheme != "http" && scheme != "https") throw invalid("is neither http nor https");
    if (url.encoded_host().empty() || url.has_userinfo()) throw invalid("needs a host, and nothing before it");
    if (url.encoded_path().size() > 1 || url.has_query() || url.has_fragment()) throw invalid("has more than a host");

    secure_ = scheme == "https";
    std::string host = lower_case({url.encoded_host().data(), url.encoded_host().size()});
    if (url.has_port() && !url.port().empty()) host += ":" + std::string{url.port().data(), url.port().size()};
    host_ = without_default_port(host);
    origin_ = scheme + "://" + host_;
}

bool PublicUrl::is_our_host(std::string_view host) const {
    const auto named = lower_case(host);
    return without_default_port(named) == host_ || is_loopback_name(named);
}

bool PublicUrl::is_our_origin(std::string_view origin, std::string_view host) const {
    if (origin == origin_) return true;
    const auto named = lower_case(host);
    return is_loopback_name(named) && origin == "http://" + named;
}

bool is_loopback_name(std::string_view host) {
    const auto named = lower_case(host);
    return std::ranges::any_of(kLoopbackNames, [&named](std::string_view name) {
        if (!named.starts_with(name)) return false;
        const auto rest = std::string_view{named}.substr(name.size());
        return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
    });
}

std::string PublicUrl::without_default_port(std::string_view host) const {
    const std::string_view port = secure_ ? ":443" : ":80";
    if (host.ends_with(port)) host.remove_suffix(port.size());
    return std::string{host};
}

}  // namespace koebel::gateway
