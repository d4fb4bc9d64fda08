#include "access/sign_in.hpp"

#include "access/access_fixture.hpp"
#include "access/throttle.hpp"

namespace koebel::access {
namespace {

using testing::ElementsAre;

TEST(IsNear, IsThisMachineAndWithLanTheLocalNetwork) {
    for (const auto* here : {"127.0.0.1", "::1", "::ffff:127.0.0.1"}) EXPECT_TRUE(is_near(here, false)) << here;
    for (const auto* local : {"192.168.1.9", "10.0.0.9", "172.31.0.1", "fe80::1", "fd00::1", "::ffff:10.0.0.9"}) {
        EXPECT_TRUE(is_near(local, true)) << local;
        EXPECT_FALSE(is_near(local, false)) << local;
    }
    for (const auto* far : {"192.0.2.7", "172.32.0.1", "2001:db8::1", "", "127.0.0.1.example"}) {
        EXPECT_FALSE(is_near(far, true)) << far;
    }
}

TEST(Throttle, CountsANetworkOfVersionSixAsOneAddress) {
    EXPECT_EQ(throttled_as("2001:db8:1:2:3:4:5:6"), throttled_as("2001:db8:1:2::9"));
    EXPECT_NE(throttled_as("2001:db8:1:2::9"), throttled_as("2001:db8:1:3::9"));
    EXPECT_EQ(throttled_as("::ffff:192.0.2.7"), "192.0.2.7");
}

class SignInTest : public AccessFixture {
protected:
    Attempt sign_in(const std::string& token, std::string address = "192.0.2.7", SessionId session = {}) {
        return database_.write([&](store::Transaction& tx) -> Result<Attempt> {
            return sign_in_with_link(
                tx, {.address = address, .device = "", .session = session, .token = token}, settings_
            );
        });
    }
    Attempt enter(const std::string& token, const PersonId& person, std::string address = "127.0.0.1") {
        return database_.write([&](store::Transaction& tx) -> Result<Attempt> {
            return enter_demonstration(tx, {.address = address, .device = "", .token = token}, person, settings_);
        });
    }
    std::string given_demonstration_link() {
        return database_.write([](store::Transaction& tx) { return create_demonstration_link(tx); });
    }
    static std::string_view reason(const Attempt& attempt) {
        return attempt.refusal ? attempt.refusal->reason : "none";
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, SignInTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(SignInTest, ALinkSignsItsPersonInOnce) {
    const auto token = given_link("bram");

    const auto first = sign_in(token);
    const auto again = sign_in(token);

    EXPECT_EQ(reason(first), "none");
    EXPECT_EQ(first.person, id_of("bram"));
    EXPECT_EQ(reason(again), "LINK_INVALID");
    EXPECT_THAT(audit(), ElementsAre("sign_in ", "sign_in_failed LINK_INVALID"));
}

TEST_P(SignInTest, ALinkExpires) {
    const auto token = given_link("bram", std::chrono::hours{1});

    database_.clock().advance(std::chrono::hours{1});

    EXPECT_EQ(reason(sign_in(token)), "LINK_INVALID");
}

TEST_P(SignInTest, ALinkOfSomeoneWhoLeftOpensNothing) {
    const auto token = given_link("bram");
    database_.write([id = id_of("bram")](store::Transaction& tx) { return people::deactivate(tx, id); });

    EXPECT_EQ(reason(sign_in(token)), "LINK_INVALID");
    const auto another = database_.store().write_now("test.link", [id = id_of("bram")](store::Transaction& tx) {
        return create_sign_in_link(tx, id, std::chrono::hours{1});
    });
    EXPECT_EQ(another.error().reason, "PERSON_NOT_FOUND");
}

TEST_P(SignInTest, SigningInEndsTheSessionThatWasThere) {
    const auto before = given_session("ada");

    const auto attempt = sign_in(given_link("bram"), "192.0.2.7", before.id);

    EXPECT_EQ(reason(attempt), "none");
    EXPECT_NE(attempt.session.id, before.id);
    EXPECT_THAT(access_entries(), ElementsAre(testing::HasSubstr(before.id.text())));
}

TEST_P(SignInTest, GuessingIsCountedAlthoughRefusedAndSlowedDownForAWhile) {
    const auto token = given_link("bram");
    for (std::uint32_t i = 0; i < settings_.failures; ++i) EXPECT_EQ(reason(sign_in("guess")), "LINK_INVALID");

    const auto refused = sign_in(token);

    EXPECT_EQ(reason(refused), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(refused.refusal->retry_after_ms, std::chrono::milliseconds{settings_.failure_window}.count());
    EXPECT_EQ(reason(sign_in("guess", "192.0.2.8")), "LINK_INVALID") << "another address is not slowed down";
    database_.clock().advance(settings_.failure_window);
    EXPECT_EQ(reason(sign_in(token)), "none");
}

TEST_P(SignInTest, AWindowThatIsOverStartsCountingAgain) {
    for (std::uint32_t i = 0; i + 1 < settings_.failures; ++i) sign_in("guess");
    database_.clock().advance(settings_.failure_window);

    sign_in("guess");

    EXPECT_EQ(reason(sign_in("guess")), "LINK_INVALID");
}

TEST_P(SignInTest, TheDemonstrationIsEnteredByItsLinkForHalfAnHour) {
    given_organisation(true);
    const auto token = given_demonstration_link();

    EXPECT_EQ(reason(enter(token, id_of("bram"))), "none");
    EXPECT_EQ(reason(enter(token, id_of("noor"))), "none") << "it is good for many sign-ins";
    EXPECT_EQ(reason(enter(token, PersonId{"nobody"})), "PERSON_NOT_FOUND");
    EXPECT_EQ(reason(enter(given_link("bram"), id_of("noor"))), "LINK_INVALID") << "a link of another kind";
    EXPECT_EQ(reason(sign_in(token)), "LINK_INVALID");
    database_.clock().advance(std::chrono::minutes{30});
    EXPECT_EQ(reason(enter(token, id_of("bram"))), "LINK_INVALID");
}

TEST_P(SignInTest, TheDemonstrationIsOpenToThisMachineOnlyUnlessToldOtherwise) {
    given_organisation(true);
    const auto token = given_demonstration_link();

    EXPECT_EQ(reason(enter(token, id_of("bram"), "192.168.1.9")), "LINK_INVALID");
    settings_.demonstration_lan = true;

    EXPECT_EQ(reason(enter(token, id_of("bram"), "192.168.1.9")), "none");
    EXPECT_EQ(reason(enter(token, id_of("bram"), "192.0.2.7")), "LINK_INVALID");
}

TEST_P(SignInTest, ARealOrganisationHasNoChooser) {
    given_organisation(false);

    const auto link =
        database_.store().write_now("test.link", [](store::Transaction& tx) { return create_demonstration_link(tx); });

    EXPECT_EQ(link.error().reason, "NOT_A_DEMONSTRATION");
    EXPECT_EQ(reason(enter("guess", id_of("bram"))), "NOT_A_DEMONSTRATION");
}

TEST_P(SignInTest, TheAdministratorsLinkIsForTheFirstOfThem) {
    const auto token =
        database_.write([](store::Transaction& tx) { return create_admin_link(tx, std::chrono::hours{1}); });

    EXPECT_EQ(sign_in(token).person, id_of("noor"));
}

}  // namespace
}  // namespace koebel::access
