#include "people/directory.hpp"

#include "people/people_fixture.hpp"

namespace koebel::people {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

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

    NamedInText written(std::string_view text) {
        return database_.store().read_now([&](store::Reader& reader) { return find_by_written_name(reader, text); });
    }
    std::vector<std::string> found(std::string_view typed, std::size_t limit = 10) {
        return database_.store().read_now([&](store::Reader& reader) {
            return names(find_people(reader, typed, limit));
        });
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
    EXPECT_THAT(names(written("hans bedankt").people), ElementsAre("Johannes Vos"));
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

TEST_P(DirectoryTest, ReadsNamesOfSeveralWordsFromAText) {
    const auto noor = written("Noor de Graaf bedankt voor gisteren");

    EXPECT_THAT(names(noor.people), ElementsAre("Noor de Graaf"));
    EXPECT_EQ(noor.length, std::string_view{"Noor de Graaf"}.size());
}

TEST_P(DirectoryTest, ReadsNamesInEveryWayTheyAreWritten) {
    for (const auto* text : {"noor.de.graaf", "NoorDeGraaf", "noor_de_graaf!", "NOOR DE GRAAF, top", "de Graaf"}) {
        EXPECT_THAT(names(written(text).people), ElementsAre("Noor de Graaf")) << text;
    }
    EXPECT_THAT(names(written("van der Berg, dank").people), ElementsAre("Pieter van der Berg"));
    EXPECT_THAT(names(written("O’Brien was geweldig").people), ElementsAre("Siobhán O'Brien"));
    EXPECT_THAT(names(written("anne-marie.").people), ElementsAre("Anne-Marie de Vries"));
    EXPECT_THAT(names(written("محمد علي شكرا").people), ElementsAre("محمد علي"));
}

TEST_P(DirectoryTest, LeavesPunctuationAndWhatFollowsOutsideTheName) {
    EXPECT_EQ(written("Bram, dank je").length, 4U);
    EXPECT_EQ(written("Bram #samen").length, 4U);
    EXPECT_EQ(written("Smit. Wat een held").length, 4U);
}

TEST_P(DirectoryTest, AGivenNameOfTwoPeopleNamesBoth) {
    const auto noor = written("Noor bedankt");

    EXPECT_FALSE(noor.is_certain());
    EXPECT_THAT(names(noor.people), UnorderedElementsAre("Noor de Graaf", "Noor Bakker"));
}

TEST_P(DirectoryTest, AWholeNameComesBeforeTheEndOfALongerOne) {
    EXPECT_THAT(names(written("Jan Jansen").people), ElementsAre("Jan Jansen"));
    EXPECT_THAT(names(written("Jansen").people), UnorderedElementsAre("Jan Jansen", "Piet Jan Jansen"));
}

TEST_P(DirectoryTest, ABeginningIsNotANameButFindsTheNearest) {
    EXPECT_EQ(written("Noo bedankt").length, 0U);

    const auto nearest =
        database_.store().read_now([](store::Reader& reader) { return nearest_names(reader, "Noo bedankt", 5); });

    EXPECT_THAT(names(nearest.people), ElementsAre("Noor Bakker", "Noor de Graaf"));
}

TEST_P(DirectoryTest, ReadsTeamsAndRefusesToGuessASharedWord) {
    EXPECT_THAT(names(written("Service Noord bedankt").teams), ElementsAre("Service Noord"));
    EXPECT_THAT(names(written("zuid").teams), ElementsAre("Service Zuid"));
    EXPECT_THAT(names(written("service").teams), UnorderedElementsAre("Service Noord", "Service Zuid"));
    EXPECT_TRUE(written("ServiceNoord").is_certain());
}

TEST_P(DirectoryTest, WhoLeftIsNotFound) {
    given_left("9");

    EXPECT_THAT(found("bram"), IsEmpty());
    EXPECT_EQ(written("Bram Smit").length, 0U);
}

}  // namespace
}  // namespace koebel::people
