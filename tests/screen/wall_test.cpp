#include "people/publicity.hpp"
#include "recognition/repository.hpp"
#include "screen/office.hpp"

namespace koebel::screen {
namespace {

using test::token;

class WallTest : public test::Office {
protected:
    static std::vector<std::string> messages(const v1::GetWallResponse& wall) {
        std::vector<std::string> all;
        for (const auto& one : wall.recognitions()) all.push_back(one.message());
        return all;
    }
    using Messages = std::vector<std::string>;
};

INSTANTIATE_TEST_SUITE_P(Databases, WallTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(WallTest, AWallStartsWithSettingsOrganisationAndTheNewestFirst) {
    const auto hall = add_screen("Hal", token('a'));
    thank("joost", "samira", "eerst");
    thank("samira", "lars", "dan");

    const auto shown = wall(hall);

    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->settings().name(), "Hal");
    EXPECT_EQ(shown->organisation().name(), "Zwaluw");
    EXPECT_EQ(shown->organisation().display_address(), "koebel.example");
    EXPECT_EQ(shown->organisation().values_size(), 2);
    EXPECT_EQ(messages(*shown), (Messages{"dan", "eerst"}));
    EXPECT_EQ(shown->thanks_this_week(), 2U);
}

TEST_P(WallTest, TheSnapshotNamesThePlacesOfTheTopicsItFollows) {
    const auto hall = add_screen("Hal", token('a'));
    thank("joost", "samira", "eerst");
    thank("samira", "lars", "dan");

    const auto shown = wall(hall).value();

    ASSERT_EQ(shown.topics_size(), 2);
    EXPECT_EQ(shown.topics(0), "wall");
    EXPECT_EQ(shown.topics(1), "screen:" + hall.text());
    ASSERT_EQ(shown.snapshot().heads_size(), 2);
    EXPECT_FALSE(shown.snapshot().epoch().empty());
    for (const auto& head : shown.snapshot().heads()) EXPECT_EQ(head.seq(), head.topic() == "wall" ? 2U : 0U);
}

TEST_P(WallTest, WhatIsNotForEveryoneIsNeitherShownNorCounted) {
    const auto hall = add_screen("Hal", token('a'));
    thank("joost", "samira", "voor ons", v1::VISIBILITY_ONLY_US);
    thank("joost", "samira", "voor het team", v1::VISIBILITY_TEAM);

    const auto shown = wall(hall).value();

    EXPECT_EQ(shown.recognitions_size(), 0);
    EXPECT_EQ(shown.thanks_this_week(), 0U);
}

TEST_P(WallTest, AScreenOfTeamsShowsWhatWasSaidToThemAndEachOnce) {
    const auto south = add_screen("Zuid", token('a'), {team("south")});
    const auto both = add_screen("Beide", token('b'), {team("south"), team("north")});
    thank("joost", "noor", "noord");
    thank("joost", "samira", "zuid");
    thank("joost", "lars", "allebei");

    const auto of_south = wall(south).value();
    const auto of_both = wall(both).value();

    EXPECT_EQ(messages(of_south), (Messages{"allebei", "zuid"}));
    EXPECT_EQ(of_south.thanks_this_week(), 2U);
    EXPECT_EQ(messages(of_both), (Messages{"allebei", "zuid", "noord"}));
    EXPECT_EQ(of_both.thanks_this_week(), 3U);
}

TEST_P(WallTest, NobodyIsNamedBeyondWhatTheyChoseForScreens) {
    const auto hall = add_screen("Hal", token('a'));
    thank("joost", "samira", "dank");
    const auto samira = person("samira");
    database.write([samira](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kNotOnScreens{
            "test.not_on_screens", "UPDATE person SET publicity_screens = 1 WHERE id = $1"
        };
        tx.run(kNotOnScreens, samira);
        return true;
    });

    const auto shown = wall(hall).value();

    ASSERT_EQ(shown.recognitions_size(), 1);
    EXPECT_EQ(shown.recognitions(0).giver().name(), "Joost");
    EXPECT_EQ(shown.recognitions(0).recipient_count(), 1U);
    ASSERT_EQ(shown.recognitions(0).recipients_size(), 1);
    EXPECT_EQ(shown.recognitions(0).recipients(0).name(), "");
    EXPECT_EQ(shown.DebugString().find("Samira"), std::string::npos);
}

TEST_P(WallTest, WhatWasHiddenIsGone) {
    const auto hall = add_screen("Hal", token('a'));
    const auto id = thank("joost", "samira", "dank");
    const auto noor = signed_in("noor");
    database.write([&](store::Transaction& tx) {
        return recognition::Repository{{}}.hide(tx, noor, RecognitionId{id}, "per ongeluk");
    });

    const auto shown = wall(hall).value();

    EXPECT_EQ(shown.recognitions_size(), 0);
    EXPECT_EQ(shown.thanks_this_week(), 0U);
}

TEST_P(WallTest, ThisWeekIsTheOrganisationsLocalWeek) {
    const auto hall = add_screen("Hal", token('a'));
    // Sunday 23:30 in Amsterdam is Sunday 22:30 in UTC; one hour later it is Monday there.
    database.clock().set(
        Instant{std::chrono::sys_days{std::chrono::March / 8 / 2026} + std::chrono::minutes{22 * 60 + 30}}
    );
    thank("joost", "samira", "zondag");
    EXPECT_EQ(wall(hall)->thanks_this_week(), 1U);

    database.clock().advance(std::chrono::hours{1});

    EXPECT_EQ(wall(hall)->thanks_this_week(), 0U);
}

TEST_P(WallTest, TheLimitIsTwelveUnlessAskedAndFiftyAtMost) {
    const auto hall = add_screen("Hal", token('a'));
    for (int i = 0; i < 52; ++i) thank("joost", "samira", "dank " + std::to_string(i));

    EXPECT_EQ(wall(hall)->recognitions_size(), 12);
    EXPECT_EQ(wall(hall, 3)->recognitions_size(), 3);
    EXPECT_EQ(wall(hall, 1'000)->recognitions_size(), 50);
}

TEST_P(WallTest, ARevokedScreenSeesNothing) {
    const auto hall = add_screen("Hal", token('a'));
    database.write([hall](store::Transaction& tx) { return revoke(tx, hall, {}); });

    const auto shown = wall(hall);

    ASSERT_FALSE(shown);
    EXPECT_EQ(shown.error().reason, "SESSION_ENDED");
}

}  // namespace
}  // namespace koebel::screen
