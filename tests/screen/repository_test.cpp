#include "screen/office.hpp"
#include "screen/screen.hpp"

#include <set>

namespace koebel::screen {
namespace {

using test::token;

class ScreenRepositoryTest : public test::Office {
protected:
    v1::AddScreenRequest request(std::string name, std::string request_id = test::SequentialIds::nth(900)) {
        v1::AddScreenRequest asked;
        asked.set_request_id(std::move(request_id));
        asked.set_name(std::move(name));
        return asked;
    }

    Result<std::uint64_t> revoke_screen(const ScreenId& id) {
        return database.store().write_now("test.revoke", [id](store::Transaction& tx) { return revoke(tx, id, {}); });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, ScreenRepositoryTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ScreenRepositoryTest, ACuratorAddsAScreenAndSeesItsTokenOnce) {
    const auto noor = signed_in("noor");

    const auto first = test::await(service.add_screen(noor, request("Hal")));
    const auto again = test::await(service.add_screen(noor, request("Hal")));

    ASSERT_TRUE(first) << first.error().reason;
    EXPECT_EQ(first->token().size(), 64U);
    EXPECT_EQ(first->address(), "https://koebel.example/screen#" + first->token());
    EXPECT_TRUE(sign_in(first->token()));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "SECRET_SHOWN_ONCE");
}

TEST_P(ScreenRepositoryTest, AnEmployeePlacesNoScreens) {
    const auto joost = signed_in("joost");

    const auto added = test::await(service.add_screen(joost, request("Hal")));

    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().reason, "ROLE_REQUIRED");
}

TEST_P(ScreenRepositoryTest, TheTokenIsNotKept) {
    add_screen("Hal", token('a'));

    const auto kept = database.store().read_now([](store::Reader& reader) {
        static constexpr store::Sql kKept{"test.token_hash", "SELECT token_hash FROM screen"};
        return reader.row<std::string>(kKept).value();
    });

    EXPECT_EQ(kept.size(), 64U);
    EXPECT_NE(kept, token('a'));
}

TEST_P(ScreenRepositoryTest, TwoScreensNeverHaveOneName) {
    add_screen("Hal Élan", token('a'));

    const auto second = database.store().write_now("test.add", [](store::Transaction& tx) {
        return add(tx, {.name = "hal elan"}, token('b'), {});
    });

    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().reason, "SCREEN_NAME_TAKEN");
}

TEST_P(ScreenRepositoryTest, ARevokedScreenGivesItsNameFree) {
    ASSERT_TRUE(revoke_screen(add_screen("Hal", token('a'))));

    EXPECT_NO_THROW(add_screen("Hal", token('b')));
}

TEST_P(ScreenRepositoryTest, ATeamThatIsNotThereRefusesTheWhole) {
    const auto added = database.store().write_now("test.add", [](store::Transaction& tx) {
        return add(tx, {.name = "Hal", .filter = {.teams = {TeamId{test::SequentialIds::nth(999)}}}}, token('a'), {});
    });
    v1::ListScreensRequest all;
    const auto listed = test::await(service.list_screens({}, all));

    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().reason, "TEAM_NOT_FOUND");
    EXPECT_EQ(listed.value().screens_size(), 0);
}

TEST_P(ScreenRepositoryTest, TheListTellsEverythingButTheToken) {
    add_screen("Kantine", token('a'), {team("south"), team("north")});
    const auto hall = add_screen("Hal", token('b'), {});
    ASSERT_TRUE(sign_in(token('b')));
    ASSERT_TRUE(revoke_screen(add_screen("Balie", token('c'))));

    v1::ListScreensRequest all;
    const auto listed = test::await(service.list_screens({}, all)).value();

    ASSERT_EQ(listed.screens_size(), 3);
    EXPECT_EQ(listed.screens(0).settings().name(), "Balie");
    EXPECT_TRUE(listed.screens(0).revoked());
    EXPECT_EQ(listed.screens(1).settings().id(), hall.text());
    EXPECT_TRUE(listed.screens(1).has_last_seen_at());
    EXPECT_FALSE(listed.screens(2).has_last_seen_at());
    ASSERT_EQ(listed.screens(2).settings().team_ids_size(), 2);
    EXPECT_EQ(listed.screens(2).settings().team_ids(0), team("south").text());
}

TEST_P(ScreenRepositoryTest, ATeamThatIsNoMoreIsShownByNoScreen) {
    const auto hall = add_screen("Hal", token('a'), {team("south"), team("north")});
    const auto canteen = add_screen("Kantine", token('b'), {team("south")});
    add_screen("Balie", token('c'));
    ASSERT_TRUE(sign_in(token('b')));
    const auto south = team("south");
    const auto before = database.log().size();

    database.write([&](store::Transaction& tx) -> Result<bool> {
        forget_team(tx, south);
        return true;
    });

    v1::ListScreensRequest all;
    const auto listed = test::await(service.list_screens({}, all)).value();
    ASSERT_EQ(listed.screens_size(), 3);
    ASSERT_EQ(listed.screens(1).settings().team_ids_size(), 1) << listed.screens(1).settings().name();
    EXPECT_EQ(listed.screens(1).settings().team_ids(0), team("north").text());
    EXPECT_EQ(listed.screens(2).settings().team_ids_size(), 0);
    std::set<std::string> told;
    const auto log = database.log();
    for (std::size_t i = before; i < log.size(); ++i) told.insert(log[i].topic);
    EXPECT_EQ(told, (std::set<std::string>{"access", "screen:" + hall.text(), "screen:" + canteen.text()}));
    EXPECT_EQ(wall(canteen).value().topics(0), "wall") << "everyone's, where it showed nothing else";
    static constexpr store::Sql kTopics{"test.topics", "SELECT topics FROM session WHERE screen_id = $1"};
    const auto may_follow = database.store().read_now([&](store::Reader& reader) {
        return reader.row<std::string>(kTopics, canteen).value();
    });
    EXPECT_EQ(may_follow, "wall screen:" + canteen.text());
}

TEST_P(ScreenRepositoryTest, RevokingEndsTheSessionsAndSaysSoOnTopicAccess) {
    const auto hall = add_screen("Hal", token('a'));
    ASSERT_TRUE(sign_in(token('a')));

    const auto position = revoke_screen(hall);
    const auto again = revoke_screen(hall);

    ASSERT_TRUE(position);
    const auto log = database.log();
    EXPECT_EQ(log.back().position, *position);
    EXPECT_EQ(log.back().topic, "access");
    EXPECT_NE(log.back().payload.find("KIND_SCREEN_REVOKED"), std::string::npos);
    EXPECT_NE(log.back().payload.find(hall.text()), std::string::npos);
    const auto sessions = database.store().read_now([](store::Reader& reader) {
        static constexpr store::Sql kCount{"test.sessions", "SELECT COUNT(*) FROM session"};
        return reader.row<std::int64_t>(kCount).value();
    });
    EXPECT_EQ(sessions, 0);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "SCREEN_NOT_FOUND");
}

}  // namespace
}  // namespace koebel::screen
