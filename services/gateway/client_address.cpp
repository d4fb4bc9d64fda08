#include "gateway/client_address.hpp"

#include "gateway/http_message.hpp"

#include <boost/asio/ip/address_v6.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace koebel::gateway {
namespace {

namespace ip = boost::asio::ip;

template <class Bytes>
bool same_prefix(const Bytes& a, const Bytes& b, unsigned bits) {
    const unsigned whole = bits / 8;
    if (!std::equal(a.begin(), a.begin() + whole, b.begin())) return false;
    const unsigned rest = bits % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<unsigned char>(0xFFU << (8 - rest));
    return (a[whole] & mask) == (b[whole] & mask);
}

}  // namespace

TrustedProxies::TrustedProxies(std::span<const std::string> networks) {
    for (const auto& text : networks) {
        const auto slash = text.find('/');
        boost::system::error_code error;
        const auto base = unmapped(ip::make_address(text.substr(0, slash), error));
        unsigned prefix = base.is_v4() ? 32 : 128;
        bool good = !error;
        if (slash != std::string::npos) {
            const auto digits = std::string_view{text}.substr(slash + 1);
            unsigned asked = 0;
            const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), asked);
            good = good && failed == std::errc{} && end == digits.data() + digits.size() && asked <= prefix;
            prefix = asked;
        }
        if (!good)
            throw std::invalid_argument("trusted proxy \"" + text + "\" is no address and no network (10.0.0.0/8)");
        networks_.push_back({base, prefix});
    }
}

bool TrustedProxies::trusts(const ip::address& address) const {
    const auto plain = unmapped(address);
    return std::ranges::any_of(networks_, [&plain](const Network& network) {
        if (plain.is_v4() != network.base.is_v4()) return false;
        if (plain.is_v4())
            return same_prefix(plain.to_v4().to_bytes(), network.base.to_v4().to_bytes(), network.prefix);
        return same_prefix(plain.to_v6().to_bytes(), network.base.to_v6().to_bytes(), network.prefix);
    });
}

std::string TrustedProxies::client(const ip::address& peer, std::string_view forwarded_for) const {
    auto client = unmapped(peer);
    while (trusts(client) && !forwarded_for.empty()) {
        const auto comma = forwarded_for.rfind(',');
        const auto last = trim(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
        forwarded_for = comma == std::string_view::npos ? std::string_view{} : forwarded_for.substr(0, comma);
        boost::system::error_code error;
        const auto named = ip::make_address(last, error);
        if (error) break;
        client = unmapped(named);
    }
    return client.to_string();
}

ip::address unmapped(const ip::address& address) {
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
    return ip::make_address_v4(ip::v4_mapped, address.to_v6());
}

}  // namespace koebel::gateway
