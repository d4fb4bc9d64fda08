#include "people/publicity.hpp"

#include "people/people_fixture.hpp"

namespace koebel::people {
namespace {

Person noor(const Publicity& publicity = {}) {
    return Person{
        .id = PersonId{"noor"},
        .name = "Noor de Graaf",
        .given_name = "Noor",
        .colour = "sky",
        .photo_path = "/media/1",
        .job_title = "Monteur",
        .publicity = publicity,
    };
}

TEST(Card, UntilAPersonHasChosenTheFeedShowsTheNameAndScreensTheFirstName) {
    EXPECT_EQ(card_for_feed(noor()).name(), "Noor de Graaf");
    EXPECT_EQ(card_for_wall(noor()).name(), "Noor");
    EXPECT_TRUE(card_for_wall(noor()).photo_path().empty());
    EXPECT_TRUE(card_for_wall(noor()).job_title().empty());
    EXPECT_FALSE(noor().publicity.boards);
    EXPECT_EQ(noor().publicity.stage, v1::STAGE_PUBLICITY_ASK_ME_FIRST);
}

TEST(Card, WhoIsNotInTheFeedOrOnScreensIsAColleagueThere) {
    const auto hidden = noor({.feed = false, .screens = v1::SCREEN_PUBLICITY_NO, .photo = true});

    EXPECT_EQ(card_for_feed(hidden).ByteSizeLong(), 0U);
    EXPECT_EQ(card_for_wall(hidden).ByteSizeLong(), 0U);
    EXPECT_EQ(card_in_full(hidden).name(), "Noor de Graaf");
}

TEST(Card, APhotoIsShownOnlyWhereItIsWanted) {
    EXPECT_TRUE(card_in_full(noor()).photo_path().empty());
    EXPECT_EQ(card_for_wall(noor({.screens = v1::SCREEN_PUBLICITY_FULL_NAME, .photo = true})).photo_path(), "/media/1");
}

TEST(Card, ANumberANewerNodeWroteShowsNothing) {
    EXPECT_EQ(card_for_wall(noor({.screens = static_cast<v1::ScreenPublicity>(17)})).ByteSizeLong(), 0U);
}

TEST(Publicity, UnspecifiedIsTheDefaultAndUnknownIsRefused) {
    v1::Publicity message;
    EXPECT_EQ(to_publicity(message).value().screens, v1::SCREEN_PUBLICITY_FIRST_NAME);
    EXPECT_EQ(to_publicity(message).value().stage, v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    EXPECT_TRUE(to_publicity(message).value().chosen);

    message.set_screens(static_cast<v1::ScreenPublicity>(17));
    EXPECT_EQ(to_publicity(message).error().reason, "PUBLICITY_INVALID");
}

class SetPublicityTest : public PeopleFixture {};

INSTANTIATE_TEST_SUITE_P(Databases, SetPublicityTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(SetPublicityTest, HandsTheChangeToWhoWroteTheProjectionsInTheSameTransaction) {
    given_people("key,name\n1,Noor de Graaf\n");
    const auto id = id_of("1");
    const Publicity chosen{.feed = false, .screens = v1::SCREEN_PUBLICITY_NO, .chosen = true};
    std::vector<std::pair<Publicity, Publicity>> handed;

    database_.write([&](store::Transaction& tx) {
        return set_publicity(
            tx,
            id,
            chosen,
            [&](store::Transaction& inside, const Person& before, const Person& after) {
                EXPECT_EQ(&inside, &tx);
                handed.emplace_back(before.publicity, after.publicity);
            }
        );
    });

    ASSERT_EQ(handed.size(), 1U);
    EXPECT_EQ(handed.front(), (std::pair{Publicity{}, chosen}));
    EXPECT_EQ(person("1").publicity, chosen);
    EXPECT_EQ(database_.log().back().topic, "access");
}

TEST_P(SetPublicityTest, RefusesWhoIsNotThere) {
    const auto answer = database_.store().write_now("test.set", [](store::Transaction& tx) {
        return set_publicity(tx, PersonId{"nobody"}, {}, nullptr);
    });

    EXPECT_EQ(answer.error().reason, "PERSON_NOT_FOUND");
}

}  // namespace
}  // namespace koebel::people
