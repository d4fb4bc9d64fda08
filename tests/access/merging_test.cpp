#include "people/merging.hpp"
#include "access/access_fixture.hpp"
#include "access/archive_codes.hpp"
#include "access/cards.hpp"
#include "access/doors.hpp"
#include "access/login.hpp"
#include "access/pins.hpp"
#include "access/tokens.hpp"

namespace koebel::access {
namespace {

/// Ada is in the lists twice: as "ada", and as "bram".
class MergingTest : public AccessFixture {
protected:
    void merge() {
        database_.write([stays = id_of("ada"), goes = id_of("bram")](store::Transaction& tx) {
            return people::merge_people(tx, {.stays = stays, .goes = goes}, {});
        });
    }
    std::optional<Account> account(std::string_view login) {
        return database_.store().read_now([&](store::Reader& reader) { return find_account(reader, login); });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, MergingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MergingTest, WhoSignsInWithTheOtherKeyIsTheOneWhoStays) {
    const auto ada = id_of("ada");

    merge();

    for (const auto* login : {"ada", "bram", "BRAM"}) {
        const auto found = account(login);
        ASSERT_TRUE(found) << login;
        EXPECT_EQ(found->person, ada) << login;
        EXPECT_EQ(found->key, "ada") << login;
    }
}

TEST_P(MergingTest, TheirDoorsAreCounted) {
    given_session("bram");
    given_session("bram");
    given_link("bram");
    database_.write([bram = id_of("bram"), this](store::Transaction& tx) -> Result<bool> {
        set_password_hash(tx, bram, "hash");
        set_pin_hash(tx, bram, "hash");
        const NewToken token{
            .person = bram,
            .by = bram,
            .name = "Proef",
            .scopes = {v1::SCOPE_READ},
            .lifetime = std::chrono::days{1},
        };
        return make_token(tx, token, settings_).has_value();
    });

    const auto doors =
        database_.store().read_now([bram = id_of("bram")](store::Reader& reader) { return doors_of(reader, bram); });

    EXPECT_EQ(doors.sessions(), 2U);
    EXPECT_TRUE(doors.password());
    EXPECT_TRUE(doors.pin());
    EXPECT_FALSE(doors.card());
    EXPECT_EQ(doors.tokens(), 1U);
    EXPECT_EQ(doors.links(), 1U);
}

TEST_P(MergingTest, WhoWasMergedAwayHasNoArchive) {
    const auto bram = id_of("bram");
    merge();

    const auto code = database_.store().write_now("test.archive_code", [&](store::Transaction& tx) {
        return create_archive_code(tx, {.person = id_of("noor")}, bram, std::chrono::days{1});
    });

    ASSERT_FALSE(code);
    EXPECT_EQ(code.error().code, Code::kFailedPrecondition);
    EXPECT_EQ(code.error().reason, "PERSON_MERGED");
}

}  // namespace
}  // namespace koebel::access
