#include "people/visible_to.hpp"

#include "people/people_fixture.hpp"

namespace koebel::people {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

constexpr auto kSeenText = "SELECT r.id FROM recognition r WHERE " + visible_to("$1");
constexpr store::Sql kSeen{"test.seen", kSeenText};
constexpr auto kShownText = "SELECT r.id FROM recognition r WHERE " + kVisibleToEveryone;
constexpr store::Sql kShown{"test.shown", kShownText};

constexpr store::Sql kInsert{
    "test.insert",
    "INSERT INTO recognition (id, position, giver_id, message, customer_moment, visibility, credits_each,"
    " credits_total, given_at, week, month, quarter, year, state)"
    " VALUES ($1, $2, $3, '', '', $4, 0, 0, 0, 0, 0, 0, 0, $5)"
};
constexpr store::Sql kRecipient{
    "test.recipient",
    "INSERT INTO recognition_recipient (recognition_id, person_id, ordinal, position) VALUES ($1, $2, 0, $3)"
};
constexpr store::Sql kTeam{"test.team", "INSERT INTO recognition_team (recognition_id, team_id) VALUES ($1, $2)"};

using Numbered = std::pair<std::int64_t, std::string>;
const std::vector<Numbered> kStates{{0, ""}, {1, "taken back "}, {2, "hidden "}};
const std::vector<Numbered> kVisibilities{{1, "everyone"}, {2, "team"}, {3, "only us"}};

/// giver → thanked in team "ours", once in each visibility and state; a teammate, an administrator
/// elsewhere, and one who left look.
class VisibleToTest : public PeopleFixture {
protected:
    void SetUp() override {
        given_teams("key,name\nours,Ours\ntheirs,Theirs\n");
        given_people(
            "key,name,teams,roles\n"
            "giver,Giver,theirs,\nthanked,Thanked,ours,\nteammate,Teammate,ours,\n"
            "admin,Admin,theirs,admin curator leader\nleft,Left,ours,\n"
        );
        given_left("left");
        for (const auto& [state, state_name] : kStates) {
            for (const auto& [visibility, visibility_name] : kVisibilities) {
                given_recognition(state_name + visibility_name, visibility, state);
            }
        }
    }

    void given_recognition(const std::string& id, std::int64_t visibility, std::int64_t state) {
        const auto giver = id_of("giver");
        const auto thanked = id_of("thanked");
        const auto ours = rows(teams_of(thanked)).front().id;
        const auto position = ++last_position_;
        database_.write([=](store::Transaction& tx) -> Result<bool> {
            tx.run(kInsert, id, position, giver, visibility, state);
            tx.run(kRecipient, id, thanked, position);
            tx.run(kTeam, id, ours);
            return true;
        });
    }

    std::vector<std::string> seen_by(const PersonId& viewer) {
        return database_.store().read_now([&](store::Reader& reader) { return reader.rows<std::string>(kSeen, viewer); }
        );
    }

    std::int64_t last_position_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Databases, VisibleToTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(VisibleToTest, GiverAndThankedSeeEverythingButWhatWasTakenBack) {
    const auto theirs =
        UnorderedElementsAre("everyone", "team", "only us", "hidden everyone", "hidden team", "hidden only us");

    EXPECT_THAT(seen_by(id_of("giver")), theirs);
    EXPECT_THAT(seen_by(id_of("thanked")), theirs);
}

TEST_P(VisibleToTest, ATeammateSeesWhatIsForTheTeam) {
    EXPECT_THAT(seen_by(id_of("teammate")), UnorderedElementsAre("everyone", "team"));
}

TEST_P(VisibleToTest, RolesOpenNothing) {
    EXPECT_THAT(seen_by(id_of("admin")), UnorderedElementsAre("everyone"));
}

TEST_P(VisibleToTest, WhoLeftAndNobodySeeNothing) {
    EXPECT_THAT(seen_by(id_of("left")), IsEmpty());
    EXPECT_THAT(seen_by(PersonId{}), IsEmpty());
}

TEST_P(VisibleToTest, TheGiverWhoLeftSeesNothing) {
    given_left("giver");

    EXPECT_THAT(seen_by(id_of("giver")), IsEmpty());
}

TEST_P(VisibleToTest, WhatIsOffTheFeedStaysWithGiverAndThanked) {
    database_.write([](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kOff{
            "test.off", "UPDATE recognition SET off_feed = 1 WHERE id IN ('everyone', 'team')"
        };
        tx.run(kOff);
        return true;
    });

    EXPECT_THAT(seen_by(id_of("giver")), Contains("everyone"));
    EXPECT_THAT(seen_by(id_of("thanked")), Contains("team"));
    EXPECT_THAT(seen_by(id_of("teammate")), IsEmpty());
    EXPECT_THAT(seen_by(id_of("admin")), IsEmpty());
}

TEST_P(VisibleToTest, FromWhomItIsWithheldIsNobodyThanked) {
    database_.write([](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kWithhold{
            "test.withhold", "UPDATE recognition_recipient SET withheld = 1 WHERE recognition_id = 'only us'"
        };
        tx.run(kWithhold);
        return true;
    });

    EXPECT_THAT(seen_by(id_of("thanked")), Not(Contains("only us")));
    EXPECT_THAT(seen_by(id_of("giver")), Contains("only us"));
}

TEST_P(VisibleToTest, ToWhomItArrivesLaterItIsNowhere) {
    database_.write([](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kWait{"test.wait", "UPDATE recognition_recipient SET withheld = 2"};
        tx.run(kWait);
        return true;
    });

    EXPECT_THAT(seen_by(id_of("thanked")), IsEmpty()) << "not as one of everyone, nor of the team";
    EXPECT_THAT(seen_by(id_of("teammate")), UnorderedElementsAre("everyone", "team"));
}

TEST_P(VisibleToTest, ScreensShowOnlyWhatIsLivingAndForEveryone) {
    const auto shown =
        database_.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kShown); });

    EXPECT_THAT(shown, UnorderedElementsAre("everyone"));
}

}  // namespace
}  // namespace koebel::people
