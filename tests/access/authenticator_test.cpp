#include "access/session_authenticator.hpp"

#include "access/access_fixture.hpp"
#include "access/renewal.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <future>
#include <thread>

namespace koebel::access {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AuthenticatorTest : public AccessFixture {
protected:
    void SetUp() override {
        AccessFixture::SetUp();
        authenticator_.emplace(database_.store(), database_.clock(), settings_);
    }

    rpc::Caller caller(const std::string& cookie) {
        return test::await(authenticator_->authenticate({.cookie = cookie, .address = "192.0.2.7"}));
    }
    rpc::Caller refreshed(const rpc::Caller& caller) { return test::await(authenticator_->refresh(caller)); }

    /// Applies what stands in the log, as the log tail would.
    void tail() {
        for (const auto& entry : database_.log()) authenticator_->apply(entry);
    }
    void end(const OpenedSession& session) {
        database_.write([&](store::Transaction& tx) -> Result<bool> {
            return end_session(tx, session.id).has_value();
        });
    }
    Instant last_used(const OpenedSession& session) {
        static constexpr store::Sql kLastUsed{"test.last_used", "SELECT last_used_at FROM session WHERE id = $1"};
        return database_.store().read_now([&](store::Reader& reader) {
            return reader.row<Instant>(kLastUsed, session.id).value();
        });
    }

    std::optional<SessionAuthenticator> authenticator_;
};

INSTANTIATE_TEST_SUITE_P(Databases, AuthenticatorTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(AuthenticatorTest, ACookieMakesACallerWithRolesAndTopics) {
    const auto session = given_session("noor");

    const auto noor = caller(session.secret);

    EXPECT_EQ(noor.roles, (rpc::Roles{v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN}));
    EXPECT_EQ(noor.person, id_of("noor"));
    EXPECT_EQ(noor.session, session.id);
    EXPECT_EQ(noor.address, "192.0.2.7");
    EXPECT_EQ(noor.session_ends, database_.clock().now() + settings_.session_absolute);
    ASSERT_EQ(noor.topics.size(), 4U);
    EXPECT_EQ(noor.topics[0], "feed");
    EXPECT_EQ(noor.topics[1], "person:" + noor.person.text());
    EXPECT_TRUE(noor.topics[2].starts_with("team:"));
    EXPECT_EQ(noor.topics[3], "goals");
}

TEST_P(AuthenticatorTest, WhatIsNoSessionIsNobody) {
    const auto session = given_session("noor");
    for (const auto& cookie : {std::string{}, std::string{"x"}, session.id.text(), std::string(64, '0')}) {
        const auto nobody = caller(cookie);
        EXPECT_EQ(nobody.roles, (rpc::Roles{v1::ROLE_NOBODY})) << cookie;
        EXPECT_THAT(nobody.topics, IsEmpty());
        EXPECT_EQ(nobody.address, "192.0.2.7");
    }
}

TEST_P(AuthenticatorTest, AScreenMayFollowWhatItsSessionSays) {
    const auto session = database_.write([](store::Transaction& tx) -> Result<OpenedSession> {
        return open_session(
            tx, {.screen = ScreenId{"s"}, .topics = {"wall", "screen:s"}, .lifetime = std::chrono::hours{24}}
        );
    });

    const auto screen = caller(session.secret);

    EXPECT_EQ(screen.roles, (rpc::Roles{v1::ROLE_SCREEN}));
    EXPECT_EQ(screen.screen, ScreenId{"s"});
    EXPECT_TRUE(screen.person.empty());
    EXPECT_THAT(screen.topics, ElementsAre("wall", "screen:s", "goals"));
}

TEST_P(AuthenticatorTest, AnEndedSessionIsNobodyOnceTheLogHasSaidSo) {
    const auto session = given_session("bram");
    const auto bram = caller(session.secret);

    end(session);
    tail();

    EXPECT_EQ(caller(session.secret).roles, (rpc::Roles{v1::ROLE_NOBODY}));
    EXPECT_EQ(refreshed(bram).roles, (rpc::Roles{v1::ROLE_NOBODY}));
}

TEST_P(AuthenticatorTest, ARewoundHistoryMakesItForgetEverybody) {
    const auto session = given_session("bram");
    (void)caller(session.secret);
    end(session);

    authenticator_->forget_all();  // and no entry tells of the end

    EXPECT_EQ(caller(session.secret).roles, (rpc::Roles{v1::ROLE_NOBODY}));
}

TEST_P(AuthenticatorTest, RefreshAsksSqlAlsoBeforeTheLogWasApplied) {
    const auto session = given_session("bram");
    const auto bram = caller(session.secret);

    end(session);

    EXPECT_EQ(refreshed(bram).roles, (rpc::Roles{v1::ROLE_NOBODY}));
}

TEST_P(AuthenticatorTest, ChangedRolesAndTeamsAreFollowed) {
    const auto session = given_session("bram");
    const auto before = caller(session.secret);
    database_.write([&](store::Transaction& tx) { return people::set_roles(tx, before.person, {v1::ROLE_CURATOR}); });
    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name,teams\nbram,Bram Smit,b;a\n");

    tail();

    const auto after = caller(session.secret);
    EXPECT_TRUE(after.roles.has(v1::ROLE_CURATOR));
    EXPECT_EQ(after.topics.size(), before.topics.size() + 1);
    EXPECT_EQ(refreshed(before).topics, after.topics);
}

TEST_P(AuthenticatorTest, AnIdleSessionEnds) {
    const auto session = given_session("bram");

    database_.clock().advance(settings_.session_idle);

    EXPECT_EQ(caller(session.secret).roles, (rpc::Roles{v1::ROLE_NOBODY}));
}

TEST_P(AuthenticatorTest, UseKeepsASessionButNotBeyondItsAbsoluteEnd) {
    const auto session = given_session("bram");
    const auto end = database_.clock().now() + settings_.session_absolute;
    while (database_.clock().now() + std::chrono::hours{24 * 10} < end) {
        database_.clock().advance(std::chrono::hours{24 * 10});
        ASSERT_TRUE(caller(session.secret).is_person());
    }

    database_.clock().set(end);

    EXPECT_FALSE(caller(session.secret).is_person());
}

TEST_P(AuthenticatorTest, LastUsedIsWrittenAtMostOnceAMinute) {
    const auto session = given_session("bram");
    const auto start = database_.clock().now();
    database_.clock().advance(std::chrono::seconds{59});
    caller(session.secret);
    EXPECT_EQ(last_used(session), start);

    database_.clock().advance(std::chrono::seconds{1});
    caller(session.secret);
    EXPECT_EQ(last_used(session), start + std::chrono::seconds{60});

    database_.clock().advance(std::chrono::seconds{59});
    caller(session.secret);
    test::await(authenticator_->used(session.id));
    EXPECT_EQ(last_used(session), start + std::chrono::seconds{60});

    database_.clock().advance(std::chrono::seconds{1});
    test::await(authenticator_->used(session.id));
    EXPECT_EQ(last_used(session), start + std::chrono::seconds{120});
}

TEST_P(AuthenticatorTest, NobodyWaitsForTheWriterToBeRecognised) {
    const auto session = given_session("bram");
    database_.clock().advance(std::chrono::seconds{60});
    std::promise<void> begun;
    std::promise<void> released;
    std::thread busy{[&] {
        database_.write([&](store::Transaction&) -> Result<bool> {
            begun.set_value();
            released.get_future().wait();
            return true;
        });
    }};
    begun.get_future().wait();

    std::optional<rpc::Caller> bram;
    boost::asio::io_context context{1};
    auto authenticating = authenticator_->authenticate({.cookie = session.secret, .address = "192.0.2.7"});
    boost::asio::co_spawn(context, std::move(authenticating), [&bram](const std::exception_ptr&, rpc::Caller caller) {
        bram = std::move(caller);
    });
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!bram && std::chrono::steady_clock::now() < deadline) context.run_one_for(std::chrono::milliseconds{100});
    const bool recognised = bram && bram->is_person();
    released.set_value();
    busy.join();
    context.run();

    EXPECT_TRUE(recognised);
    EXPECT_EQ(last_used(session), database_.clock().now());
}

TEST(CallerCache, KeepsNothingReadBeforeAChangeThatWasAppliedMeanwhile) {
    CallerCache cache{10, std::chrono::seconds{60}};
    rpc::Caller caller;
    caller.person = PersonId{"bram"};
    caller.session_ends = Instant::max();
    const auto ticket = cache.ticket();

    cache.forget("bram");
    cache.keep("hash", caller, ticket, Instant{});

    EXPECT_FALSE(cache.find("hash", Instant{}));
    cache.keep("hash", caller, cache.ticket(), Instant{});
    EXPECT_TRUE(cache.find("hash", Instant{}));
}

TEST(CallerCache, ForgetsAfterItsTimeAndTheOldestWhenFull) {
    CallerCache cache{2, std::chrono::seconds{60}};
    rpc::Caller caller;
    caller.session_ends = Instant::max();
    for (const auto* hash : {"1", "2", "3"}) cache.keep(hash, caller, cache.ticket(), Instant{});

    EXPECT_FALSE(cache.find("1", Instant{}));
    EXPECT_TRUE(cache.find("3", Instant{}));
    EXPECT_FALSE(cache.find("3", Instant{} + std::chrono::seconds{60}));
}

/// What becomes of a session whose person's rights changed.
class RenewalTest : public AuthenticatorTest {
protected:
    std::optional<std::string> renewed(const OpenedSession& session) {
        return database_.write([&](store::Transaction& tx) -> Result<std::optional<std::string>> {
            if (!wants_new_secret(tx, session.id)) return std::nullopt;
            return new_secret_of(tx, session.id);
        });
    }
    void rights_change(std::string_view key) {
        database_.write([person = id_of(key)](store::Transaction& tx) -> Result<bool> {
            renew_sessions_of(tx, {person});
            return true;
        });
    }
    bool is_signed_in(const std::string& secret) {
        authenticator_->forget_all();
        const bool is_person = caller(secret).is_person();
        database_.write([](store::Transaction&) -> Result<bool> { return true; });  // behind what was noted
        return is_person;
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, RenewalTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RenewalTest, AChangeOfRightsGivesTheSessionAnotherSecretOnce) {
    const auto session = given_session("bram");
    const auto other = given_session("noor");
    EXPECT_EQ(renewed(session), std::nullopt);

    rights_change("bram");

    const auto secret = renewed(session);
    ASSERT_TRUE(secret);
    EXPECT_NE(*secret, session.secret);
    EXPECT_EQ(renewed(session), std::nullopt);
    EXPECT_EQ(renewed(other), std::nullopt);
    EXPECT_EQ(caller(*secret).session, session.id);
}

TEST_P(RenewalTest, TheOldSecretWorksAMinuteLongerThanTheNewOneIsKnown) {
    const auto session = given_session("bram");
    rights_change("bram");
    const auto secret = renewed(session).value();

    database_.clock().advance(kRenewalGrace / 2);
    EXPECT_TRUE(is_signed_in(session.secret)) << "another tab has a request on its way";
    EXPECT_TRUE(is_signed_in(secret));
    EXPECT_TRUE(is_signed_in(session.secret));
    database_.clock().advance(kRenewalGrace);

    EXPECT_FALSE(is_signed_in(session.secret));
    EXPECT_TRUE(is_signed_in(secret));
    EXPECT_EQ(renewed(session), std::nullopt);
}

TEST_P(RenewalTest, AnAnswerThatWasLostSignsNobodyOut) {
    const auto session = given_session("bram");
    rights_change("bram");
    const auto lost = renewed(session).value();
    database_.clock().advance(kRenewalGrace * 5);
    EXPECT_TRUE(is_signed_in(session.secret));

    const auto secret = renewed(session);

    ASSERT_TRUE(secret);
    EXPECT_FALSE(is_signed_in(lost));
    EXPECT_TRUE(is_signed_in(session.secret));
    EXPECT_TRUE(is_signed_in(*secret));
    database_.clock().advance(kRenewalGrace);
    EXPECT_FALSE(is_signed_in(session.secret));
}

TEST_P(RenewalTest, AScreenKeepsItsSecret) {
    const auto session = database_.write([](store::Transaction& tx) -> Result<OpenedSession> {
        return open_session(tx, {.person = {}, .screen = ScreenId{tx.new_id()}, .lifetime = std::chrono::hours{1}});
    });
    rights_change("bram");

    EXPECT_EQ(renewed(session), std::nullopt);
}

}  // namespace
}  // namespace koebel::access
