#include "people/organisation.hpp"

#include "people/people_fixture.hpp"

namespace koebel::people {
namespace {

class OrganisationTest : public PeopleFixture {
protected:
    Result<bool> try_found(const NewOrganisation& fresh) {
        return database_.store().write_now("test.found", [fresh](store::Transaction& tx) { return found(tx, fresh); });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, OrganisationTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(OrganisationTest, IsFoundedOnce) {
    EXPECT_TRUE(try_found({.name = " Zwaluw ", .demonstration = true}).value());
    EXPECT_FALSE(try_found({.name = "Another"}).value());

    const auto all = rows(organisation());

    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().name, "Zwaluw");
    EXPECT_TRUE(all.front().demonstration);
    EXPECT_EQ(all.front().zone.name(), "Europe/Amsterdam");
    EXPECT_TRUE(is_uuid(all.front().installation_id));
}

TEST_P(OrganisationTest, RefusesWhatItCannotLiveWith) {
    EXPECT_EQ(try_found({.name = "Zwaluw", .time_zone = "Mars/Olympus"}).error().reason, "TIME_ZONE_UNKNOWN");
    EXPECT_EQ(try_found({.name = "Zwaluw", .language = "xx"}).error().reason, "LANGUAGE_UNKNOWN");
    EXPECT_EQ(try_found({.name = "  "}).error().reason, "NAME_REQUIRED");
}

TEST_P(OrganisationTest, SpeaksThePagesLanguages) {
    EXPECT_TRUE(try_found({.name = "Jaskółka", .time_zone = "Europe/Warsaw", .language = "pl"}).value());

    EXPECT_EQ(rows(organisation()).front().language, "pl");
}

TEST_P(OrganisationTest, ShowsItsAddressAsPeopleTypeIt) {
    ASSERT_TRUE(try_found({.name = "Zwaluw"}));

    const auto message = to_message(rows(organisation()).front(), {}, "https://koebel.zwaluw.example/");

    EXPECT_EQ(message.display_address(), "koebel.zwaluw.example");
    EXPECT_EQ(message.public_url(), "https://koebel.zwaluw.example/");
}

}  // namespace
}  // namespace koebel::people
