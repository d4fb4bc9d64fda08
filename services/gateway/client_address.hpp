#pragma once

#include <boost/asio/ip/address.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::gateway {

/// The proxies whose X-Forwarded-For is believed. Immutable.
class TrustedProxies {
public:
    TrustedProxies() = default;

    /// Addresses and networks in CIDR form. Throws std::invalid_argument for anything else.
    explicit TrustedProxies(std::span<const std::string> networks);

    [[nodiscard]] bool trusts(const boost::asio::ip::address& address) const;

    /// The client's address: the peer's, unless that is a trusted proxy; then the last address of the
    /// header's list that is not one. What stands before an untrusted address is its own claim.
    [[nodiscard]] std::string client(const boost::asio::ip::address& peer, std::string_view forwarded_for) const;

private:
    struct Network {
        boost::asio::ip::address base;
        unsigned prefix = 0;
    };
    std::vector<Network> networks_;
};

/// IPv4 in IPv6's clothes (::ffff:192.0.2.1) as IPv4; others as they are.
[[nodiscard]] boost::asio::ip::address unmapped(const boost::asio::ip::address& address);

}  // namespace koebel::gateway
