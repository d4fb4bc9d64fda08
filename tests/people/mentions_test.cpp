#include "people/mentions.hpp"

#include <gmock/gmock.h>

namespace koebel::people {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Person somebody(const std::string& name, v1::ScreenPublicity screens) {
    Person person;
    person.id = PersonId{name};
    person.name = name;
    person.given_name = name.substr(0, name.find(' '));
    person.publicity.screens = screens;
    return person;
}

const auto kNoor = somebody("Noor de Graaf", v1::SCREEN_PUBLICITY_NO);
const auto kPiet = somebody("Piet Uil", v1::SCREEN_PUBLICITY_FIRST_NAME);
const auto kRoos = somebody("Roos", v1::SCREEN_PUBLICITY_NO);
const auto kAdaBos = somebody("Ada Bos", v1::SCREEN_PUBLICITY_FULL_NAME);

/// As the directory answers: by whole names, and by given names behind an "@".
std::vector<KnownName> known() {
    return {
        {"noor de graaf", true, kNoor.id, kNoor.name},
        {"noor", false, kNoor.id, kNoor.name},
        {"noordegraaf", false, kNoor.id, kNoor.name},
        {"piet uil", true, kPiet.id, kPiet.name},
        {"piet", false, kPiet.id, kPiet.name},
        {"roos", true, kRoos.id, kRoos.name},
        {"ada bos", true, kAdaBos.id, kAdaBos.name},
    };
}

/// What screens say of a message.
std::string on_screens(
    const std::string& words, const std::vector<Person>& participants = {}, std::string_view language = "nl"
) {
    std::vector<MentionedPerson> mentions;
    for (const auto& mention : NamesInWords{words}.find(Field::kMessage, known(), participants)) {
        for (const auto& person : {kNoor, kPiet, kRoos, kAdaBos}) {
            if (person.id == mention.person) mentions.push_back({mention, person});
        }
    }
    return for_screens(words, Field::kMessage, mentions, language);
}

TEST(Mentions, WhoIsNotOnScreensIsAColleagueThere) {
    EXPECT_EQ(on_screens("Samen met Noor de Graaf gedaan"), "Samen met een collega gedaan");
    EXPECT_EQ(on_screens("Samen met @Noor de Graaf gedaan"), "Samen met een collega gedaan");
    EXPECT_EQ(on_screens("met @Noor, en @NoorDeGraaf."), "met een collega, en een collega.");
    EXPECT_EQ(on_screens("done with Noor de Graaf", {}, "en"), "done with a colleague");
}

TEST(Mentions, WhoIsThereByFirstNameStandsWithThat) {
    EXPECT_EQ(on_screens("Samen met @Piet Uil en Piet Uil"), "Samen met Piet en Piet");
}

TEST(Mentions, WhoIsThereWholeStaysAsItIsWritten) {
    EXPECT_EQ(on_screens("Dank aan @ADA BOS!"), "Dank aan @ADA BOS!");
}

TEST(Mentions, NoCaseNoHyphenAndNoSpaceHidesAName) {
    EXPECT_EQ(on_screens("met NOOR  DE GRAAF"), "met een collega");
    EXPECT_EQ(on_screens("met noor de graaf"), "met een collega");
    EXPECT_EQ(on_screens("met Noor\u00A0de\u00A0Graaf en noor-de-graaf"), "met een collega en een collega");
    EXPECT_EQ(on_screens("met Noor de Graaf\U0001F389"), "met een collega\U0001F389");
    EXPECT_EQ(on_screens("\u201CNoor de Graaf\u201D"), "\u201CEen collega\u201D");
}

TEST(Mentions, PossessivesAreNames) {
    EXPECT_EQ(on_screens("dankzij Noor de Graafs geduld"), "dankzij een collegas geduld");
    EXPECT_EQ(on_screens("dankzij Noor de Graaf's geduld"), "dankzij een collega's geduld");
    EXPECT_EQ(on_screens("dankzij Noor de Graaf\u2019s geduld"), "dankzij een collega\u2019s geduld");
}

TEST(Mentions, ASentenceBeginsWithACapital) {
    EXPECT_EQ(on_screens("Noor de Graaf hielp. Noor de Graaf lachte."), "Een collega hielp. Een collega lachte.");
}

TEST(Mentions, OrdinaryWordsStay) {
    EXPECT_EQ(on_screens("een roos voor jou"), "een roos voor jou");
    EXPECT_EQ(on_screens("een bos bloemen"), "een bos bloemen");
    EXPECT_EQ(on_screens("Noor, de Graaf is er"), "Noor, de Graaf is er");
    EXPECT_EQ(on_screens("noor is een land"), "noor is een land");
    EXPECT_EQ(on_screens(""), "");
    EXPECT_EQ(on_screens("@"), "@");
}

TEST(Mentions, ANameOfOneWordIsFoundAsItIsWritten) {
    EXPECT_EQ(on_screens("met Roos gedaan"), "met een collega gedaan");
    EXPECT_EQ(on_screens("met @roos gedaan"), "met een collega gedaan");
}

TEST(Mentions, WhoTakesPartIsNotNamedByTheGivenNameEither) {
    EXPECT_EQ(on_screens("Dank je noor, en Noor!", {kNoor}), "Dank je een collega, en een collega!");
    EXPECT_EQ(on_screens("Dank je Piet", {kPiet}), "Dank je Piet");
}

TEST(Mentions, OfSeveralWithOneNameTheOneWhoWantsToBeSeenLeastDecides) {
    auto open = somebody("Noor de Graaf", v1::SCREEN_PUBLICITY_FULL_NAME);
    open.id = PersonId{"another"};
    const std::string words = "met Noor de Graaf";
    std::vector<MentionedPerson> mentions{
        {{Field::kMessage, 4, 13, open.id}, open}, {{Field::kMessage, 4, 13, kNoor.id}, kNoor}
    };

    EXPECT_EQ(for_screens(words, Field::kMessage, mentions, "nl"), "met een collega");
}

TEST(Mentions, AMentionOfOtherWordsOrBeyondThemChangesNothing) {
    const std::string words = "kort";

    EXPECT_EQ(for_screens(words, Field::kCustomerMoment, {{{Field::kMessage, 0, 4, kNoor.id}, kNoor}}, "nl"), words);
    EXPECT_EQ(for_screens(words, Field::kMessage, {{{Field::kMessage, 2, 40, kNoor.id}, kNoor}}, "nl"), words);
}

TEST(Mentions, LooksUpNoWordAloneThatIsNoName) {
    const NamesInWords words{"een bos @noor"};

    EXPECT_THAT(words.forms(), Not(Contains("een")));
    EXPECT_THAT(words.forms(), Contains("een bos"));
    EXPECT_THAT(words.handles(), ElementsAre("noor"));
    EXPECT_THAT(NamesInWords{"!!! \n ..."}.forms(), IsEmpty());
}

}  // namespace
}  // namespace koebel::people
