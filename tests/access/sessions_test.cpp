#include "access/sessions.hpp"

#include "access/access_fixture.hpp"
#include "access/audit.hpp"
#include "access/retention.hpp"
#include "access/secret.hpp"

namespace koebel::access {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Secret, IsRandomAndKeptAsAHashOnly) {
    const auto secret = new_secret();

    EXPECT_EQ(secret.size(), 64U);
    EXPECT_TRUE(is_secret(secret));
    EXPECT_NE(secret, new_secret());
    EXPECT_NE(hash_of(secret), secret);
    EXPECT_EQ(hash_of(secret), hash_of(secret));
    EXPECT_FALSE(is_secret("' OR 1 = 1"));
    EXPECT_FALSE(is_secret(secret + "0"));
}

TEST(DeviceName, SaysTheBrowserInAFewWords) {
    EXPECT_EQ(device_name("Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"), "Firefox, Android");
    EXPECT_EQ(
        device_name("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"),
        "Edge, Windows"
    );
    EXPECT_EQ(device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"), "Safari, iPhone");
    EXPECT_EQ(device_name("curl/8"), "");
}

class SessionsTest : public AccessFixture {
protected:
    std::vector<SessionRow> sessions(std::string_view key) {
        return database_.store().read_now([id = id_of(key)](store::Reader& reader) {
            return std::get<0>(reader.read(sessions_of(id)));
        });
    }
    std::size_t tidied() {
        return database_.write([&](store::Transaction& tx) -> Result<std::size_t> { return tidy(tx, settings_); });
    }
    std::int64_t count(const store::Sql& sql) {
        return database_.store().read_now([&](store::Reader& reader) { return reader.row<std::int64_t>(sql).value(); });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, SessionsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(SessionsTest, TheSecretStandsNowhereInSql) {
    static constexpr store::Sql kHash{"test.hash", "SELECT secret_hash FROM session"};
    const auto session = given_session("bram");

    const auto kept = database_.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kHash); });

    EXPECT_THAT(kept, ElementsAre(hash_of(session.secret)));
    EXPECT_NE(session.id.text(), session.secret);
}

TEST_P(SessionsTest, AnEndedSessionIsGoneAndTheLogSaysSo) {
    const auto session = given_session("bram");

    const auto position = database_.write([&](store::Transaction& tx) -> Result<std::optional<std::uint64_t>> {
        return end_session(tx, session.id);
    });
    const auto again = database_.write([&](store::Transaction& tx) -> Result<std::optional<std::uint64_t>> {
        return end_session(tx, session.id);
    });

    EXPECT_EQ(position, 1U);
    EXPECT_EQ(again, std::nullopt);
    EXPECT_THAT(sessions("bram"), IsEmpty());
    EXPECT_THAT(
        access_entries(), ElementsAre(testing::AllOf(HasSubstr("SESSION_ENDED"), HasSubstr(session.id.text())))
    );
}

TEST_P(SessionsTest, AllOfAPersonEndAndNobodyElses) {
    given_session("bram");
    given_session("bram");
    given_session("noor");

    database_.write([&, id = id_of("bram")](store::Transaction& tx) -> Result<bool> {
        end_sessions_of(tx, id);
        return true;
    });

    EXPECT_THAT(sessions("bram"), IsEmpty());
    EXPECT_EQ(sessions("noor").size(), 1U);
    EXPECT_EQ(access_entries().size(), 2U);
}

TEST_P(SessionsTest, AreEndedWhenTheirTimeIsOver) {
    given_session("bram");
    EXPECT_EQ(tidied(), 0U);
    database_.clock().advance(settings_.session_idle - std::chrono::hours{1});
    given_session("noor");
    EXPECT_EQ(tidied(), 0U);

    database_.clock().advance(std::chrono::hours{1});

    EXPECT_EQ(tidied(), 1U);
    EXPECT_THAT(sessions("bram"), IsEmpty());
    EXPECT_EQ(access_entries().size(), 1U);
}

TEST_P(SessionsTest, AScreenIsNeverIdle) {
    database_.write([](store::Transaction& tx) -> Result<OpenedSession> {
        return open_session(tx, {.screen = ScreenId{"s"}, .lifetime = std::chrono::hours{24 * 400}});
    });

    database_.clock().advance(std::chrono::hours{24 * 399});
    EXPECT_EQ(tidied(), 0U);
    database_.clock().advance(std::chrono::hours{24});
    EXPECT_EQ(tidied(), 1U);
}

TEST_P(SessionsTest, TidyingRemovesLinksAndOldTrail) {
    static constexpr store::Sql kLinks{"test.links", "SELECT COUNT(*) FROM sign_in_link"};
    static constexpr store::Sql kTrail{"test.trail", "SELECT COUNT(*) FROM access_audit"};
    given_link("bram", std::chrono::hours{1});
    tidied();
    EXPECT_EQ(count(kLinks), 1);

    database_.clock().advance(std::chrono::hours{1});
    tidied();
    EXPECT_EQ(count(kLinks), 0);
    EXPECT_EQ(count(kTrail), 1);

    database_.clock().advance(settings_.audit_kept);
    tidied();
    EXPECT_EQ(count(kTrail), 0);
}

TEST_P(SessionsTest, TheTrailCannotBeChanged) {
    static constexpr store::Sql kForge{"test.forge", "UPDATE access_audit SET reason = 'forged'"};
    given_link("bram");

    const auto forge = [&] {
        return database_.store().write_now("test.forge", [](store::Transaction& tx) -> Result<std::int64_t> {
            return tx.change(kForge);
        });
    };

    EXPECT_THROW(std::ignore = forge(), store::Fault);
}

}  // namespace
}  // namespace koebel::access
