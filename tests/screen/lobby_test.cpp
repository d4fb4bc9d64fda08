// A screen where visitors look, and what stands beside the shout-outs elsewhere.
#include "people/publicity.hpp"
#include "screen/office.hpp"
#include "screen/repository.hpp"
#include "screen/wall.hpp"

#include <string>
#include <vector>

namespace koebel::screen {
namespace {

using test::token;

class LobbyTest : public test::Office {
protected:
    void SetUp() override { hall_ = add_screen("Hal", token('a')); }

    void set_mode(v1::ScreenMode mode) {
        database.write([this, mode](store::Transaction& tx) {
            return change(tx, hall_, {.name = "Hal", .manner = {.mode = mode}}, {});
        });
    }
    /// Its session's kind and topics.
    std::vector<std::string> sessions() {
        static constexpr store::Sql kSessions{
            "test.lobby_sessions", "SELECT kind || ' ' || topics FROM session WHERE screen_id = $1"
        };
        return database.store().read_now([this](store::Reader& reader) {
            return reader.rows<std::string>(kSessions, hall_);
        });
    }
    /// Somebody who joined then.
    void join(const std::string& key, std::int64_t publicity, std::chrono::microseconds ago) {
        static constexpr store::Sql kPerson{
            "test.joined",
            "INSERT INTO person (id, key, name, given_name, folded, active, publicity_screens, created_at)"
            " VALUES ($1, $1, $2, $3, $2, 1, $4, $5)"
        };
        database.write([=](store::Transaction& tx) -> Result<bool> {
            tx.run(kPerson, key, key + " Nieuw", key, publicity, tx.now() - ago);
            return true;
        });
    }
    std::vector<std::string> newcomers_on(const ScreenId& screen) {
        std::vector<std::string> names;
        const auto shown = wall(screen).value();
        for (const auto& one : shown.newcomers()) names.push_back(one.person().name());
        return names;
    }
    std::vector<std::string> last_year_on(const ScreenId& screen) {
        std::vector<std::string> words;
        const auto shown = wall(screen).value();
        for (const auto& one : shown.last_year()) words.push_back(one.message());
        return words;
    }

    ScreenId hall_;
};

INSTANTIATE_TEST_SUITE_P(Databases, LobbyTest, testing::ValuesIn(test::backends()), test::backend_name);

using Words = std::vector<std::string>;
constexpr std::chrono::days kDay{1};

TEST_P(LobbyTest, ThereItIsSaidThatTheBellRangWithoutNamesAndWords) {
    set_mode(v1::SCREEN_MODE_LOBBY);
    thank("joost", "samira", "Dank je voor de taart.");

    const auto shown = wall(hall_).value();

    ASSERT_EQ(shown.bells_size(), 1);
    EXPECT_EQ(shown.bells(0).recipients(), 1U);
    EXPECT_EQ(shown.thanks_this_week(), 1U);
    EXPECT_EQ(shown.recognitions_size(), 0);
    EXPECT_EQ(shown.topics(0), "lobby");
    EXPECT_EQ(shown.topics_size(), 2);
    const auto words = shown.SerializeAsString();
    for (const auto* name : {"Joost", "Samira", "Verhagen", "Lahlou", "taart", "Zuid"}) {
        EXPECT_EQ(words.find(name), std::string::npos) << name;
    }
}

TEST_P(LobbyTest, ItsSessionsFollowTheModeAtOnceAndTheNextOnesBeginInIt) {
    ASSERT_TRUE(sign_in(token('a')));
    EXPECT_EQ(sessions(), Words{"2 wall screen:" + hall_.text()});

    set_mode(v1::SCREEN_MODE_LOBBY);
    EXPECT_EQ(sessions(), Words{"5 lobby screen:" + hall_.text()});
    ASSERT_TRUE(sign_in(token('a')));
    EXPECT_EQ(sessions(), (Words{"5 lobby screen:" + hall_.text(), "5 lobby screen:" + hall_.text()}));

    set_mode(v1::SCREEN_MODE_WALL);
    EXPECT_EQ(sessions(), (Words{"2 wall screen:" + hall_.text(), "2 wall screen:" + hall_.text()}));
}

TEST_P(LobbyTest, WhoJoinedIsSaidForAFortnightToWhomTheyLet) {
    database.clock().advance(30 * kDay);
    join("eva", 2, 3 * kDay);
    join("bram", 3, 5 * kDay);
    join("stil", 1, 4 * kDay);
    join("oud", 2, 15 * kDay);

    EXPECT_EQ(newcomers_on(hall_), (Words{"eva", "bram Nieuw"})) << "newest first, as each chose to be shown";
    set_mode(v1::SCREEN_MODE_LOBBY);
    EXPECT_EQ(newcomers_on(hall_), Words{});
}

TEST_P(LobbyTest, WhoCameWithTheOrganisationOrWithAListIsNoNewcomer) {
    EXPECT_EQ(newcomers_on(hall_), Words{}) << "the first week";
    database.clock().advance(30 * kDay);
    for (int i = 0; i < 31; ++i) join("k" + std::to_string(i), 2, kDay);

    EXPECT_EQ(newcomers_on(hall_), Words{}) << "a list";
}

TEST_P(LobbyTest, ThisWeekLastYearIsTheSameWeekWithoutWhoLeft) {
    thank("joost", "samira", "vorig jaar");
    thank("samira", "lars", "van wie wegging");
    database.clock().advance(7 * kDay);
    thank("joost", "samira", "een week later");
    database.clock().advance((52 * 7 - 7) * kDay);
    EXPECT_EQ(last_year_on(hall_), (Words{"van wie wegging", "vorig jaar"}));

    database.write([lars = person("lars")](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE id = $1"};
        tx.run(kLeave, lars);
        return true;
    });

    EXPECT_EQ(last_year_on(hall_), Words{"vorig jaar"});
    EXPECT_EQ(last_year_on(add_screen("Zuid", token('b'), {team("south")})), Words{"vorig jaar"});
    EXPECT_EQ(last_year_on(add_screen("Noord", token('c'), {team("north")})), Words{});
    set_mode(v1::SCREEN_MODE_LOBBY);
    EXPECT_EQ(last_year_on(hall_), Words{});
}

TEST_P(LobbyTest, WhoStandsBesideTheShoutOutsAndIsShownOtherwiseHasTheWallReadAgain) {
    thank("joost", "samira", "vorig jaar");
    database.clock().advance(52 * 7 * kDay);
    join("eva", 2, 3 * kDay);
    const auto told = [this](const PersonId& person) {
        const auto before = database.log().size();
        database.write([person](store::Transaction& tx) -> Result<bool> {
            tell_screens_that_show(tx, person, {});
            return true;
        });
        return database.log().size() - before;
    };

    EXPECT_EQ(told(PersonId{"eva"}), 1U) << "who joined";
    EXPECT_EQ(told(person("samira")), 1U) << "who was thanked a year ago";
    EXPECT_EQ(told(person("joost")), 1U) << "who thanked";
    EXPECT_EQ(told(person("noor")), 0U) << "who stands nowhere";
}

}  // namespace
}  // namespace koebel::screen
