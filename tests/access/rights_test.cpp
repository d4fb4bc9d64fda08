#include "access/rights.hpp"

#include "access/access_fixture.hpp"

namespace koebel::access {
namespace {

class RightsTest : public AccessFixture {
protected:
    std::string_view may(const rpc::Caller& caller, rpc::Roles allowed) {
        const auto answer = database_.store().write_now("test.may", [&](store::Transaction& tx) -> Result<bool> {
            if (auto may = authorise(tx, caller, allowed); !may) return std::unexpected(may.error());
            return true;
        });
        return answer ? "yes" : answer.error().reason;
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, RightsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RightsTest, AreThoseOfThisMomentWhateverTheConnectionRemembers) {
    auto noor = caller_of("noor", given_session("noor"));
    EXPECT_EQ(may(noor, {v1::ROLE_ADMIN}), "yes");
    database_.write([&](store::Transaction& tx) { return people::set_roles(tx, id_of("bram"), {v1::ROLE_ADMIN}); });
    database_.write([&](store::Transaction& tx) {
        return people::set_roles(tx, id_of("noor"), {v1::ROLE_CURATOR, v1::ROLE_LEADER});
    });
    noor.roles = {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN};

    EXPECT_EQ(may(noor, {v1::ROLE_ADMIN}), "ROLE_REQUIRED");
    EXPECT_EQ(may(noor, {v1::ROLE_CURATOR}), "yes");
    EXPECT_EQ(may(noor, {v1::ROLE_LEADER}), "yes");
    EXPECT_EQ(may(noor, {v1::ROLE_EMPLOYEE}), "yes");
}

TEST_P(RightsTest, EndWithTheSessionAndWithThePerson) {
    const auto session = given_session("bram");
    const auto bram = caller_of("bram", session);
    const auto again = caller_of("bram", given_session("bram"));
    database_.write([&](store::Transaction& tx) -> Result<bool> { return end_session(tx, session.id).has_value(); });
    EXPECT_EQ(may(bram, {v1::ROLE_EMPLOYEE}), "SESSION_ENDED");
    EXPECT_EQ(may(again, {v1::ROLE_EMPLOYEE}), "yes");

    database_.write([&](store::Transaction& tx) { return people::deactivate(tx, again.person); });

    EXPECT_EQ(may(again, {v1::ROLE_EMPLOYEE}), "SESSION_ENDED");
}

TEST_P(RightsTest, NobodyHasNone) {
    EXPECT_EQ(may(rpc::Caller{}, {v1::ROLE_NOBODY}), "SESSION_ENDED");
}

TEST_P(RightsTest, AScreenIsOnlyAScreen) {
    const auto session = database_.write([](store::Transaction& tx) -> Result<OpenedSession> {
        return open_session(tx, {.screen = ScreenId{"s"}, .topics = {"wall"}, .lifetime = std::chrono::hours{1}});
    });
    rpc::Caller screen;
    screen.session = session.id;

    EXPECT_EQ(may(screen, {v1::ROLE_SCREEN}), "yes");
    EXPECT_EQ(may(screen, {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN}), "ROLE_REQUIRED");
}

}  // namespace
}  // namespace koebel::access
