#include "gateway/client_address.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace koebel::gateway {
namespace {

using boost::asio::ip::make_address;

TrustedProxies trusting(std::vector<std::string> networks) {
    return TrustedProxies{networks};
}

TEST(ClientAddress, IsThePeersWhenNobodyIsTrusted) {
    EXPECT_EQ(TrustedProxies{}.client(make_address("192.0.2.1"), "10.0.0.1"), "192.0.2.1");
}

TEST(ClientAddress, IsTheLastUntrustedOneOfTheList) {
    const auto proxies = trusting({"10.0.0.0/8", "2001:db8::/32"});
    const auto peer = make_address("10.1.2.3");

    EXPECT_EQ(proxies.client(peer, "192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(proxies.client(peer, "198.51.100.9, 192.0.2.1"), "192.0.2.1");  // the first is the client's claim
    EXPECT_EQ(proxies.client(peer, "192.0.2.1, 10.9.9.9 ,2001:db8::5"), "192.0.2.1");
    EXPECT_EQ(proxies.client(peer, "10.0.0.9"), "10.0.0.9");
    EXPECT_EQ(proxies.client(peer, ""), "10.1.2.3");
}

TEST(ClientAddress, StopsAtWhatIsNoAddress) {
    const auto proxies = trusting({"10.0.0.0/8"});

    EXPECT_EQ(proxies.client(make_address("10.1.2.3"), "192.0.2.1, unknown"), "10.1.2.3");
    EXPECT_EQ(proxies.client(make_address("10.1.2.3"), ",,"), "10.1.2.3");
}

TEST(ClientAddress, AnUntrustedPeersListIsNotLookedAt) {
    EXPECT_EQ(trusting({"10.0.0.0/8"}).client(make_address("192.0.2.1"), "198.51.100.9"), "192.0.2.1");
}

TEST(ClientAddress, Version4InVersion6IsVersion4) {
    const auto proxies = trusting({"10.0.0.0/8"});

    EXPECT_EQ(proxies.client(make_address("::ffff:192.0.2.1"), ""), "192.0.2.1");
    EXPECT_EQ(proxies.client(make_address("::ffff:10.0.0.1"), "::ffff:192.0.2.1"), "192.0.2.1");
}

TEST(TrustedProxies, KnowNetworksToTheBit) {
    const auto proxies = trusting({"192.0.2.128/25", "198.51.100.7", "2001:db8::/33", "0.0.0.0/0"});

    EXPECT_TRUE(trusting({"192.0.2.128/25"}).trusts(make_address("192.0.2.128")));
    EXPECT_FALSE(trusting({"192.0.2.128/25"}).trusts(make_address("192.0.2.127")));
    EXPECT_FALSE(trusting({"198.51.100.7"}).trusts(make_address("198.51.100.8")));
    EXPECT_TRUE(trusting({"2001:db8::/33"}).trusts(make_address("2001:db8:7fff::1")));
    EXPECT_FALSE(trusting({"2001:db8::/33"}).trusts(make_address("2001:db8:8000::1")));
    EXPECT_TRUE(proxies.trusts(make_address("203.0.113.1")));
    EXPECT_FALSE(proxies.trusts(make_address("2001:db9::1")));
}

TEST(TrustedProxies, RefuseWhatIsNoNetwork) {
    for (const auto* text :
         {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1", "::/129", "10.0.0/8"}) {
        EXPECT_THROW(trusting({text}), std::invalid_argument) << text;
    }
}

}  // namespace
}  // namespace koebel::gateway
