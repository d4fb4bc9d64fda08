#include "access/secret.hpp"
#include "screen/office.hpp"

#include <tuple>

namespace koebel::screen {
namespace {

using test::token;

class ScreenSignInTest : public test::Office {};

INSTANTIATE_TEST_SUITE_P(Databases, ScreenSignInTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ScreenSignInTest, ATokenIsExchangedForACookieOfAScreenSession) {
    const auto hall = add_screen("Hal", token('a'), {team("south")});

    const auto answer = sign_in(token('a'));

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->screen_id(), hall.text());
    ASSERT_TRUE(cookie);
    EXPECT_EQ(cookie->lifetime, std::chrono::hours{24 * 365});
    const auto kept = database.store().read_now([&](store::Reader& reader) {
        static constexpr store::Sql kSession{
            "test.session", "SELECT screen_id, topics FROM session WHERE secret_hash = $1 AND kind = 2"
        };
        return reader.row<std::tuple<ScreenId, std::string>>(kSession, access::hash_of(cookie->secret));
    });
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, std::tuple(hall, "wall:team:" + team("south").text() + " screen:" + hall.text()));
}

TEST_P(ScreenSignInTest, ATokenSignsInAgainAfterTheTelevisionWasReplaced) {
    add_screen("Hal", token('a'));

    ASSERT_TRUE(sign_in(token('a')));
    const auto first = cookie->secret;
    ASSERT_TRUE(sign_in(token('a')));

    EXPECT_NE(cookie->secret, first);
}

TEST_P(ScreenSignInTest, TheSessionTheBrowserHadBeforeEnds) {
    add_screen("Hal", token('a'));
    const auto joost = signed_in("joost");

    ASSERT_TRUE(sign_in(token('a'), "192.0.2.1", joost.session));

    const auto left = database.store().read_now([&](store::Reader& reader) {
        static constexpr store::Sql kSession{"test.old_session", "SELECT id FROM session WHERE id = $1"};
        return reader.row<SessionId>(kSession, joost.session);
    });
    EXPECT_FALSE(left);
}

TEST_P(ScreenSignInTest, AWrongTokenAndARevokedOneAreWorthNothing) {
    const auto hall = add_screen("Hal", token('a'));
    database.write([hall](store::Transaction& tx) { return revoke(tx, hall, {}); });

    for (const auto& wrong : {token('a'), token('b'), std::string{"hal"}, std::string{}}) {
        const auto answer = sign_in(wrong);

        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, Code::kUnauthenticated);
        EXPECT_EQ(answer.error().reason, "SCREEN_TOKEN_INVALID");
        EXPECT_FALSE(cookie);
    }
}

TEST_P(ScreenSignInTest, AnAddressThatGuessesTooOftenWaitsEvenWithTheRightToken) {
    add_screen("Hal", token('a'));
    for (std::uint32_t i = 0; i < access.failures; ++i) ASSERT_FALSE(sign_in(token('b'), "192.0.2.7"));

    const auto throttled = sign_in(token('a'), "192.0.2.7");
    const auto elsewhere = sign_in(token('a'), "192.0.2.8");
    database.clock().advance(access.failure_window);
    const auto later = sign_in(token('a'), "192.0.2.7");

    ASSERT_FALSE(throttled);
    EXPECT_EQ(throttled.error().reason, "TOO_MANY_ATTEMPTS");
    EXPECT_GT(throttled.error().retry_after_ms, 0U);
    EXPECT_TRUE(elsewhere);
    EXPECT_TRUE(later);
}

}  // namespace
}  // namespace koebel::screen
