#include "moderation/held_world.hpp"

#include "base/timestamp.hpp"

namespace koebel::moderation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Who may not speak for a while.
class LockingTest : public HeldWorldTest {
protected:
    Result<v1::LockPersonResponse> lock(
        const PersonId& who,
        const PersonId& whom,
        std::optional<std::chrono::minutes> length = {},
        const std::string& reason = "Scheldt op collega's"
    ) {
        v1::LockPersonRequest request;
        request.set_person_id(whom.text());
        request.set_reason(reason);
        if (length) *request.mutable_until() = to_timestamp(world.database.clock().now() + *length);
        return write([&](store::Transaction& tx) { return moderation::lock(tx, World::caller(who), request); });
    }
    Result<v1::UnlockPersonResponse> unlock(const PersonId& who, const PersonId& whom) {
        v1::UnlockPersonRequest request;
        request.set_person_id(whom.text());
        return write([&](store::Transaction& tx) { return moderation::unlock(tx, World::caller(who), request); });
    }
    v1::GetOwnLockResponse own(const PersonId& who) {
        return read([&](store::Reader& reader) { return own_lock(reader, who); });
    }
    void make_admin(const PersonId& who) {
        ASSERT_TRUE(write([&](store::Transaction& tx) -> Result<bool> {
            static constexpr store::Sql kRole{
                "test.admin", "INSERT INTO person_role (person_id, role) VALUES ($1, $2)"
            };
            tx.run(kRole, who, static_cast<int>(v1::ROLE_ADMIN));
            return true;
        }));
    }

    std::string given = world.give(world.thanks(grace, {piet})).recognition_id();
};

TEST_P(LockingTest, WhoIsLockedSaysNothingReadsAndIsThanked) {
    const auto own_comment = comment(ada, given, "Mooi").value().remark_id();
    const auto own_given = world.give(world.thanks(ada, {piet})).recognition_id();

    ASSERT_TRUE(lock(curator, ada));

    EXPECT_EQ(world.try_give(world.thanks(ada, {grace})).error().reason, "LOCKED");
    EXPECT_EQ(world.try_give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).error().code, Code::kPermissionDenied);
    EXPECT_EQ(comment(ada, given, "Mooi").error().reason, "LOCKED");
    EXPECT_EQ(boost(ada, given, "Ook van mij").error().reason, "LOCKED");
    EXPECT_EQ(edit_remark(ada, own_comment, "Lelijk").error().reason, "LOCKED");
    EXPECT_EQ(edit(ada, own_given, "Anders").error().reason, "LOCKED");
    v1::AddPeopleRequest add;
    add.set_recognition_id(own_given);
    add.add_person_ids(curator.text());
    EXPECT_EQ(
        write([&](store::Transaction& tx) { return recognition::add_people(tx, World::caller(ada), add); })
            .error()
            .reason,
        "LOCKED"
    );

    EXPECT_EQ(world.feed(ada).recognitions_size(), 2);
    EXPECT_TRUE(world.try_give(world.thanks(grace, {ada})));
    EXPECT_EQ(world.said_to(ada).recognitions_size(), 1);
    EXPECT_TRUE(world.take_back(ada, own_given)) << "what was said may go";
}

TEST_P(LockingTest, ItIsOverAtItsMoment) {
    ASSERT_TRUE(lock(curator, ada, std::chrono::minutes{90}));
    const auto refused = world.try_give(world.thanks(ada, {grace})).error();
    EXPECT_THAT(refused.details, SizeIs(1)) << "until when";
    EXPECT_TRUE(own(ada).lock().has_until());

    world.database.clock().advance(std::chrono::minutes{90});

    EXPECT_FALSE(own(ada).has_lock());
    EXPECT_TRUE(world.try_give(world.thanks(ada, {grace})));
    EXPECT_EQ(read([](store::Reader& reader) { return list_locks(reader); }).people_size(), 0);
    EXPECT_EQ(unlock(curator, ada).error().reason, "NOT_LOCKED");
}

TEST_P(LockingTest, OnlyThePersonIsToldAndWhy) {
    ASSERT_TRUE(lock(curator, ada));

    const auto event = world.events(topic_of(ada)).back();
    EXPECT_EQ(event.lock_changed().lock().reason(), "Scheldt op collega's");
    EXPECT_EQ(own(ada).lock().reason(), "Scheldt op collega's");
    EXPECT_THAT(world.topics_with("Scheldt"), ElementsAre(topic_of(ada)));
    EXPECT_FALSE(own(piet).has_lock());

    ASSERT_TRUE(unlock(other_curator, ada));
    EXPECT_FALSE(world.events(topic_of(ada)).back().lock_changed().has_lock());
    EXPECT_TRUE(world.try_give(world.thanks(ada, {grace})));
    EXPECT_THAT(trail(), ElementsAre("person_locked", "person_unlocked"));
}

TEST_P(LockingTest, CuratorsSeeWhoIsLockedByWhomAndSince) {
    ASSERT_TRUE(lock(curator, piet));
    ASSERT_TRUE(lock(other_curator, ada, std::chrono::minutes{60}, "Eerste keer"));
    ASSERT_TRUE(lock(curator, ada, {}, "Tweede keer"));

    const auto list = read([](store::Reader& reader) { return list_locks(reader); });

    ASSERT_EQ(list.people_size(), 2);
    EXPECT_EQ(list.people(0).person().name(), "Ada Bos");
    EXPECT_EQ(list.people(0).lock().reason(), "Tweede keer");
    EXPECT_FALSE(list.people(0).lock().has_until());
    EXPECT_EQ(list.people(0).locked_by().name(), "Cato Kuiper");
}

TEST_P(LockingTest, NobodyLocksThemselvesOrAnAdministrator) {
    make_admin(grace);

    EXPECT_EQ(lock(curator, curator).error().reason, "LOCK_SELF");
    EXPECT_EQ(lock(curator, grace).error().reason, "LOCK_ADMINISTRATOR");
    EXPECT_EQ(lock(piet, ada).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(lock(curator, PersonId{"nobody"}).error().reason, "PERSON_NOT_FOUND");
    EXPECT_EQ(lock(curator, ada, {}, "  ").error().reason, "REASON_REQUIRED");
    EXPECT_EQ(lock(curator, ada, {}, std::string(301, 'x')).error().reason, "REASON_TOO_LONG");
    EXPECT_EQ(lock(curator, ada, std::chrono::minutes{0}).error().reason, "UNTIL_INVALID");
    ASSERT_TRUE(lock(grace, other_curator)) << "an administrator may lock a curator";
    EXPECT_EQ(unlock(other_curator, other_curator).error().reason, "LOCK_SELF") << "who may not end it either";
    EXPECT_EQ(unlock(piet, other_curator).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(unlock(grace, ada).error().reason, "NOT_LOCKED");
}

TEST_P(LockingTest, OfTwoThatBecomeOneTheLongerLockStays) {
    const auto old = world.named("Ada de Boer");
    ASSERT_TRUE(lock(curator, ada, std::chrono::minutes{10}));
    ASSERT_TRUE(lock(curator, old, {}, "Voor onbepaalde tijd"));
    ASSERT_TRUE(write([&](store::Transaction& tx) -> Result<bool> {
        hand_over_lock(tx, {.stays = ada, .goes = old});
        return true;
    }));
    EXPECT_EQ(own(ada).lock().reason(), "Voor onbepaalde tijd");
    EXPECT_FALSE(own(old).has_lock());
    EXPECT_EQ(world.events(topic_of(ada)).back().lock_changed().lock().reason(), "Voor onbepaalde tijd");

    const auto other = world.named("Grace de Boer");
    ASSERT_TRUE(lock(curator, other, std::chrono::minutes{10}));
    ASSERT_TRUE(write([&](store::Transaction& tx) -> Result<bool> {
        hand_over_lock(tx, {.stays = grace, .goes = other});
        return true;
    }));
    EXPECT_TRUE(own(grace).has_lock());
}

INSTANTIATE_TEST_SUITE_P(Databases, LockingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::moderation
