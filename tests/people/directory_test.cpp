#include "people/directory.hpp"

#include "people/people_fixture.hpp"

namespace koebel::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(NameForm, FoldsCaseDiacriticsApostrophesAndHyphens) {
    EXPECT_EQ(name_form("Noor de Graaf"), "noor de graaf");
    EXPECT_EQ(name_form("O’Brien"), "obrien");
    EXPECT_EQ(name_form("o'brien"), "obrien");
    EXPECT_EQ(name_form("noor.de.graaf"), "noor de graaf");
    EXPECT_EQ(name_form("Anne-Marie  Müller "), "anne marie muller");
    EXPECT_EQ(name_form(" .'- "), "");
}

class DirectoryTest : public PeopleFixture {
protected:
    void SetUp() override {
        given_teams("key,name\nnoord,Service Noord\nzuid,Service Zuid\nrandstad,Randstad\n");
        given_people(
            "key,name,given_name\n"
            "1,Noor de Graaf,\n2,Noor Bakker,\n3,Pieter van der Berg,\n4,Siobhán O'Brien,\n5,Anne-Marie de Vries,\n"
            "6,Jan Jansen,\n7,Piet Jan Jansen,Piet\n8,محمد علي,\n9,Bram Smit,\n"
        );
    }

    std::vector<std::string> found(std::string_view typed, std::size_t limit = 10) {
        return database_.store().read_now([&](store::Reader& reader) {
            return names(find_people(reader, typed, limit));
        });
    }
    std::vector<std::string> teams_found(std::string_view typed) {
        return database_.store().read_now([&](store::Reader& reader) { return names(find_teams(reader, typed, 10)); });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, DirectoryTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(DirectoryTest, FindsByTheBeginningOfAnyPartOfAName) {
    EXPECT_THAT(found("noo"), ElementsAre("Noor Bakker", "Noor de Graaf"));
    EXPECT_THAT(found("GRAA"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found("van der b"), ElementsAre("Pieter van der Berg"));
    EXPECT_THAT(found("siobhan"), ElementsAre("Siobhán O'Brien"));
    EXPECT_THAT(found("obri"), ElementsAre("Siobhán O'Brien"));
    EXPECT_THAT(found("marie"), ElementsAre("Anne-Marie de Vries"));
    EXPECT_THAT(found("محم"), ElementsAre("محمد علي"));
}

TEST_P(DirectoryTest, FindsByAGivenNameThatIsNotInTheWholeName) {
    given_people("key,name,given_name\n10,Johannes Vos,Hans\n");

    EXPECT_THAT(found("hans"), ElementsAre("Johannes Vos"));
}

TEST_P(DirectoryTest, FindsByWordsThatDoNotFollowEachOther) {
    EXPECT_THAT(found("noor gr"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found("graaf no"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found("noor x"), IsEmpty());
}

TEST_P(DirectoryTest, FindsNothingWithoutLettersAndAtMostTheLimit) {
    EXPECT_THAT(found(" ' "), IsEmpty());
    EXPECT_THAT(found("%"), IsEmpty());
    EXPECT_THAT(found("noor", 0), IsEmpty());
    EXPECT_THAT(found("noor", 1), ElementsAre("Noor Bakker"));
}

TEST_P(DirectoryTest, FindsANameWrittenAsOneWord) {
    EXPECT_THAT(found("noordegraaf"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found("noor.de.graaf"), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(found("annemarie"), ElementsAre("Anne-Marie de Vries"));
}

TEST_P(DirectoryTest, FindsTeamsByTheBeginningOfAnyWord) {
    EXPECT_THAT(teams_found("serv"), ElementsAre("Service Noord", "Service Zuid"));
    EXPECT_THAT(teams_found("zuid"), ElementsAre("Service Zuid"));
    EXPECT_THAT(teams_found("noord s"), ElementsAre("Service Noord"));
    EXPECT_THAT(teams_found("servicen"), ElementsAre("Service Noord"));
    EXPECT_THAT(teams_found("stad"), IsEmpty());
}

TEST_P(DirectoryTest, WhoLeftIsNotFound) {
    given_left("9");

    EXPECT_THAT(found("bram"), IsEmpty());
}

}  // namespace
}  // namespace koebel::people
