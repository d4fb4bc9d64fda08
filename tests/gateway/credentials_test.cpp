#include "gateway/credentials.hpp"

#include "gateway/cookie.hpp"

#include <gtest/gtest.h>

namespace koebel::gateway {
namespace {

const PublicUrl kUrl{"https://koebel.example"};

HttpRequest with(std::vector<HttpHeader> headers) {
    HttpRequest request{.method = "POST", .target = "/", .headers = std::move(headers), .address = "192.0.2.1"};
    request.headers.push_back({"host", "koebel.example"});
    return request;
}

TEST(SessionCookie, IsFoundAmongOthers) {
    const auto cookie = session_cookie(with({{"cookie", "a=1; __Host-koebel=5ec2e7; b=2"}}), kUrl);

    EXPECT_TRUE(cookie.present);
    EXPECT_EQ(cookie.secret, "5ec2e7");
}

TEST(SessionCookie, IsFoundInASecondLine) {
    EXPECT_EQ(session_cookie(with({{"cookie", "a=1"}, {"cookie", "__Host-koebel=x"}}), kUrl).secret, "x");
}

TEST(SessionCookie, OtherNamesAreNotOurs) {
    for (const auto* line :
         {"", "koebel=x", "__host-koebel=x", "__Host-koebel", "x__Host-koebel=x", "=__Host-koebel"}) {
        EXPECT_FALSE(session_cookie(with({{"cookie", line}}), kUrl).present) << line;
    }
}

TEST(SessionCookie, OfSeveralNoneCounts) {
    const auto cookie = session_cookie(with({{"cookie", "__Host-koebel=a; __Host-koebel=b"}}), kUrl);

    EXPECT_TRUE(cookie.present);
    EXPECT_EQ(cookie.secret, "");
}

TEST(SetCookie, ForgettingItHasNoLifetime) {
    EXPECT_EQ(
        set_cookie({.secret = "", .lifetime = std::chrono::hours{1}}, kUrl),
        "__Host-koebel=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0"
    );
}

TEST(Credentials, CarryAddressAndDevice) {
    const auto credentials = credentials_of(with({{"user-agent", "Phone/1.0"}}), kUrl);

    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->address, "192.0.2.1");
    EXPECT_EQ(credentials->device, "Phone/1.0");
}

TEST(Credentials, ADeviceThatIsNoTextIsLeftOutAndALongOneCut) {
    EXPECT_EQ(credentials_of(with({{"user-agent", "\xff"}}), kUrl)->device, "");
    EXPECT_EQ(credentials_of(with({{"user-agent", std::string(1'000, 'x')}}), kUrl)->device.size(), 256U);
}

TEST(Credentials, TwoOriginsAreRefused) {
    const auto origin = HttpHeader{"origin", "https://koebel.example"};

    EXPECT_TRUE(credentials_of(with({origin}), kUrl));
    EXPECT_EQ(credentials_of(with({origin, origin}), kUrl).error().reason, "ORIGIN_REFUSED");
}

TEST(Credentials, OnlyBearerIsABearer) {
    EXPECT_EQ(credentials_of(with({{"authorization", "bearer token"}}), kUrl)->bearer, "token");
    EXPECT_EQ(credentials_of(with({{"authorization", "Basic token"}}), kUrl)->bearer, "");
}

}  // namespace
}  // namespace koebel::gateway
