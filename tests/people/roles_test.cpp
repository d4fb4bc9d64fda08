#include "people/roles.hpp"

#include "people/people_fixture.hpp"

namespace koebel::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RolesTest : public PeopleFixture {
protected:
    void SetUp() override { given_people("key,name,roles\n1,Noor,admin\n2,Bram,\n"); }

    Result<std::uint64_t> try_set(const PersonId& person, const std::set<v1::Role>& roles) {
        return database_.store().write_now("test.set", [person, roles](store::Transaction& tx) {
            return set_roles(tx, person, roles);
        });
    }
    Result<std::uint64_t> try_deactivate(const PersonId& person) {
        return database_.store().write_now("test.leave", [person](store::Transaction& tx) {
            return deactivate(tx, person);
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, RolesTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RolesTest, GivesAndTakesAndSaysSoInTheLog) {
    const auto bram = id_of("2");

    const auto given = try_set(bram, {v1::ROLE_CURATOR, v1::ROLE_LEADER});
    EXPECT_THAT(rows(roles_of(bram)), ElementsAre(std::int64_t{v1::ROLE_CURATOR}, std::int64_t{v1::ROLE_LEADER}));
    ASSERT_TRUE(try_set(bram, {}));
    EXPECT_THAT(rows(roles_of(bram)), IsEmpty());

    ASSERT_TRUE(given);
    EXPECT_EQ(database_.log().at(*given - 1).topic, "access");
}

TEST_P(RolesTest, RefusesRolesNobodyCanBeGivenAndPeopleWhoAreNotThere) {
    EXPECT_EQ(try_set(id_of("2"), {v1::ROLE_SCREEN}).error().reason, "ROLE_INVALID");
    EXPECT_EQ(try_set(PersonId{"nobody"}, {}).error().reason, "PERSON_NOT_FOUND");
    EXPECT_EQ(try_deactivate(PersonId{"nobody"}).error().reason, "PERSON_NOT_FOUND");
}

TEST_P(RolesTest, TheLastAdministratorStays) {
    const auto noor = id_of("1");
    EXPECT_EQ(try_set(noor, {v1::ROLE_LEADER}).error().reason, "LAST_ADMIN");
    EXPECT_EQ(try_deactivate(noor).error().reason, "LAST_ADMIN");

    ASSERT_TRUE(try_set(id_of("2"), {v1::ROLE_ADMIN}));

    EXPECT_TRUE(try_deactivate(noor));
    EXPECT_EQ(try_set(id_of("2"), {}).error().reason, "LAST_ADMIN");
}

TEST_P(RolesTest, WhoLeavesLosesEveryRoleAndCannotLeaveTwice) {
    const auto bram = id_of("2");
    ASSERT_TRUE(try_set(bram, {v1::ROLE_CURATOR}));

    ASSERT_TRUE(try_deactivate(bram));

    EXPECT_FALSE(person("2").active);
    EXPECT_THAT(rows(roles_of(bram)), IsEmpty());
    EXPECT_EQ(try_deactivate(bram).error().reason, "PERSON_NOT_FOUND");
    EXPECT_EQ(try_set(bram, {v1::ROLE_ADMIN}).error().reason, "PERSON_NOT_FOUND");
}

}  // namespace
}  // namespace koebel::people
