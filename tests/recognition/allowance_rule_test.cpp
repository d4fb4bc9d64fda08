#include "recognition/allowance_rule.hpp"

#include "people/roles.hpp"
#include "recognition/allowance_service.hpp"
#include "world.hpp"

namespace koebel::recognition {
namespace {

/// Weekly 50, at most 100, until a test changes it.
class AllowanceRuleTest : public WorldTest {
protected:
    AllowanceRuleTest() {
        service.bind(router);
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            people::write_roles(tx, hanneke, {v1::ROLE_ADMIN});
            return true;
        });
    }

    std::string change(std::uint32_t weekly, std::uint32_t cap, bool as_admin = true) {
        auto caller = World::caller(as_admin ? hanneke : ada);
        caller.roles.add(v1::ROLE_ADMIN);
        v1::SetAllowanceRuleRequest request;
        request.set_request_id(test::SequentialIds::nth(800'000 + ++requests));
        request.set_weekly(weekly);
        request.set_cap(cap);
        const auto answer = test::await(router.call(
            caller,
            "koebel.v1.AllowanceService/SetAllowanceRule",
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
        return answer.payload ? "none" : std::string{answer.payload.error().reason};
    }
    v1::GetAllowanceRuleResponse rule() {
        return world.database.store().read_now([](store::Reader& reader) { return allowance_rule(reader); });
    }
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{"test.trail", "SELECT what || ' ' || reason FROM access_audit ORDER BY id"};
        return world.database.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kTrail); });
    }
    void give(std::int64_t credits) {
        world.give(world.thanks(ada, {noor}, v1::VISIBILITY_EVERYONE, Credits{credits}));
    }

    rpc::Router router{rpc::Limits{}, world.database.clock()};
    AllowanceService service{world.database.store()};
    std::uint64_t requests = 0;
    PersonId hanneke = world.named("Hanneke Vos");
    PersonId ada = world.named("Ada Bos");
    PersonId noor = world.named("Noor Vos");
};

TEST_P(AllowanceRuleTest, ItHoldsForEverybodyFromNowOn) {
    give(50);
    give(50);
    ASSERT_EQ(world.left(ada), 0U);

    EXPECT_EQ(change(20, 200), "none");

    EXPECT_EQ(rule().weekly(), 20U);
    EXPECT_EQ(rule().cap(), 200U);
    EXPECT_EQ(world.left(ada), 0U);
    EXPECT_EQ(world.left(noor), 200U) << "who has not given yet begins with a full bucket";
    world.database.clock().advance(std::chrono::weeks{1});
    EXPECT_EQ(world.left(ada), 20U);
}

TEST_P(AllowanceRuleTest, WeeksThatAreOverCountByTheRuleOfThen) {
    give(50);
    give(50);
    world.database.clock().advance(std::chrono::weeks{1});
    ASSERT_EQ(world.left(ada), 50U);

    EXPECT_EQ(change(5, 100), "none");
    EXPECT_EQ(world.left(ada), 50U) << "nobody loses what had come in";
    EXPECT_EQ(change(90, 100), "none");
    EXPECT_EQ(world.left(ada), 50U) << "and it does not come in twice";
}

TEST_P(AllowanceRuleTest, NobodyHasMoreThanALowerCap) {
    give(10);

    EXPECT_EQ(change(10, 30), "none");

    EXPECT_EQ(world.left(ada), 30U);
    EXPECT_EQ(world.left(noor), 30U);
}

TEST_P(AllowanceRuleTest, WhatIsNoRuleIsRefused) {
    EXPECT_EQ(change(31, 30), "ALLOWANCE_INVALID");
    EXPECT_EQ(change(10, 1'001), "ALLOWANCE_INVALID");
    EXPECT_EQ(change(4'294'967'295U, 4'294'967'295U), "ALLOWANCE_INVALID");
    EXPECT_EQ(change(10, 30, false), "ROLE_REQUIRED");
    EXPECT_EQ(rule().weekly(), 50U);
}

TEST_P(AllowanceRuleTest, AChangeIsInTheTrailAndTheSameAgainIsNone) {
    EXPECT_EQ(change(20, 200), "none");
    EXPECT_EQ(change(20, 200), "none");

    EXPECT_EQ(trail(), std::vector<std::string>{"allowance_changed 20 200"});
}

INSTANTIATE_TEST_SUITE_P(Databases, AllowanceRuleTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
