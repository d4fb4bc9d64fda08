#include "screen/screen.hpp"

#include <gtest/gtest.h>

namespace koebel::screen {
namespace {

TEST(ScreenTest, ANameIsTrimmedAndNeeded) {
    const auto hall = checked({.name = "  Hal beneden "});
    const auto nameless = checked({.name = " \t"});

    ASSERT_TRUE(hall);
    EXPECT_EQ(hall->name, "Hal beneden");
    ASSERT_FALSE(nameless);
    EXPECT_EQ(nameless.error().reason, "NAME_REQUIRED");
}

TEST(ScreenTest, ANameHasSixtyCharactersAtMostWhateverTheirBytes) {
    std::string longest;
    for (int i = 0; i < 60; ++i) longest += "é";

    EXPECT_TRUE(checked({.name = longest}));
    EXPECT_EQ(checked({.name = longest + "é"}).error().reason, "NAME_TOO_LONG");
    EXPECT_EQ(checked({.name = "Hal", .place = longest + "é"}).error().reason, "PLACE_TOO_LONG");
}

TEST(ScreenTest, ALanguageIsOneThePagesSpeakOrTheOrganisations) {
    EXPECT_TRUE(checked({.name = "Hal", .language = "en"}));
    EXPECT_TRUE(checked({.name = "Hal", .language = "pl"}));
    EXPECT_TRUE(checked({.name = "Hal", .language = ""}));
    EXPECT_EQ(checked({.name = "Hal", .language = "fr"}).error().reason, "LANGUAGE_UNKNOWN");
}

TEST(ScreenTest, ATeamNamedTwiceIsShownOnce) {
    const auto hall = checked({.name = "Hal", .filter = {.teams = {TeamId{"a"}, TeamId{"b"}, TeamId{"a"}}}});

    ASSERT_TRUE(hall);
    EXPECT_EQ(hall->filter.teams, (std::vector{TeamId{"a"}, TeamId{"b"}}));
}

TEST(ScreenTest, AScreenWithoutTeamsFollowsTheWallAndOneWithTeamsOnlyTheirs) {
    const ScreenId id{"s1"};

    EXPECT_EQ(topics_of(id, v1::SCREEN_MODE_WALL, {}), (std::vector<std::string>{"wall", "screen:s1"}));
    EXPECT_EQ(
        topics_of(id, v1::SCREEN_MODE_WALL, {TeamId{"a"}, TeamId{"b"}}),
        (std::vector<std::string>{"wall:team:a", "wall:team:b", "screen:s1"})
    );
}

TEST(ScreenTest, TheTokenStandsInTheFragmentOfTheAddress) {
    EXPECT_EQ(address_of("https://koebel.example/", "abc"), "https://koebel.example/screen#abc");
}

}  // namespace
}  // namespace koebel::screen
