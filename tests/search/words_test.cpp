#include "search/words.hpp"

#include <gmock/gmock.h>

namespace koebel::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SearchWordsTest, LettersAndDigitsWithoutCaseAndDiacritics) {
    EXPECT_THAT(words_in("Müller belde 3x: PRIMA!"), ElementsAre("3x", "belde", "muller", "prima"));
    EXPECT_THAT(words_in("Fatma Yıldız; Łódź, Ærø"), ElementsAre("fatma", "lodz", "yildiz", "æro"));
    EXPECT_THAT(words_in("Straße"), ElementsAre("strasse"));
}

TEST(SearchWordsTest, ApostrophesGoAndHyphensPart) {
    EXPECT_THAT(words_in("van 't Hof, foto’s"), ElementsAre("fotos", "hof", "t", "van"));
    EXPECT_THAT(words_in("Annemarijn-Charlotte O'Brien"), ElementsAre("annemarijn", "charlotte", "obrien"));
}

TEST(SearchWordsTest, ASymbolIsAWord) {
    EXPECT_THAT(words_in("top🎉🎉 👍🏽"), ElementsAre("top", "🎉", "👍"));
    EXPECT_THAT(words_in("👩‍💻"), ElementsAre("👩", "💻"));
}

TEST(SearchWordsTest, OperatorsAreTextOrNothing) {
    EXPECT_THAT(
        words_in(R"("a" AND NOT b* (c) NEAR/3 d:e)"), ElementsAre("3", "a", "and", "b", "c", "d", "e", "near", "not")
    );
    EXPECT_THAT(words_in(R"(" ' * + - ( ) : ^ % _ \ & | ! <->)"), IsEmpty());
    EXPECT_THAT(words_in(""), IsEmpty());
}

TEST(SearchWordsTest, WhatIsTooLongIsCut) {
    EXPECT_THAT(words_in(std::string(60, 'a')), ElementsAre(std::string(kLongestWord, 'a')));
}

TEST(SearchWordsTest, ARangeHoldsWhatBeginsWithAWord) {
    const auto after = after_all_that_begin_with("bel");
    EXPECT_LT(std::string{"bel"}, after);
    EXPECT_LT(std::string{"belde"}, after);
    EXPECT_LT(std::string{"belÿ"}, after);
    EXPECT_GT(std::string{"bem"}, after);
}

}  // namespace
}  // namespace koebel::search
