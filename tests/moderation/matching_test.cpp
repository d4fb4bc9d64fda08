#include "moderation/matching.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace koebel::moderation {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Line {
    std::string_view text;
    bool is_held;
};

void PrintTo(const Line& line, std::ostream* out) {
    *out << line.text;
}

const HeldWords kList{{"ass", "hel", "kak", "klote", "klootzak*", "kut", "pik", "shit"}};

class MatchingTest : public testing::TestWithParam<Line> {};

TEST_P(MatchingTest, HoldsWordsAndNothingElse) {
    EXPECT_EQ(!kList.in(GetParam().text).empty(), GetParam().is_held);
}

INSTANTIATE_TEST_SUITE_P(
    Words,
    MatchingTest,
    testing::Values(
        Line{"Wat een klote dag", true},
        Line{"KLOTE!", true},
        Line{"klóte", true},
        Line{"ｋｌｏｔｅ", true},  // full width
        Line{"(klote)", true},
        Line{"klote, maar het lukte", true},
        Line{"klootzak", true},
        Line{"die klootzakken", true}
    )
);

INSTANTIATE_TEST_SUITE_P(
    PartsOfOtherWords,
    MatchingTest,
    testing::Values(
        Line{"We hebben staan kloteren", false},
        Line{"Een les in de klas, first class", false},
        Line{"De pikeur en de pikant gekruide soep", false},
        Line{"Scunthorpe, Essex en Kuttenberg", false},
        Line{"een ongeluk, een geluk", false},
        Line{"heel snel", false},  // two e's are another word than one
        Line{"de kaak", false},
        Line{"klooien met een zak", false},
        Line{"shitake", false},
        Line{"", false},
        Line{"👍🏽 top", false}
    )
);

INSTANTIATE_TEST_SUITE_P(
    Evasions,
    MatchingTest,
    testing::Values(
        Line{"k.l.o.t.e", true},
        Line{"k-l-o-t-e", true},
        Line{"k l o t e", true},
        Line{"k . l . o . t . e", true},
        Line{"klo-te", true},
        Line{"klo*te", true},
        Line{"klo_te", true},
        Line{"k\u200Bl\u200Bo\u200Bt\u200Be", true},  // characters without width
        Line{"klo\u00ADte", true},                    // a soft hyphen
        Line{"klo\u2060te", true},
        Line{"k\u0336l\u0336o\u0336t\u0336e\u0336", true},  // struck through
        Line{"kloooote", true},
        Line{"kkklllooottteee", true},
        Line{"klootzaaaakken", true},
        Line{"kloooootzak", true},
        Line{"een kuuuut dag", true}
    )
);

INSTANTIATE_TEST_SUITE_P(
    NoEvasions,
    MatchingTest,
    testing::Values(
        Line{"Hij zei: kl. Ote kwam later", false},  // a sentence ends, another begins
        Line{"a s s e n", false},
        Line{"pi-kant", false},
        Line{"as. Sen", false}
    )
);

TEST(HeldWordTest, TheWordIsSaidAsItWasWritten) {
    EXPECT_THAT(kList.in("Een K.U.T dag, kut!"), ElementsAre(Match{"kut", "kut"}));
    EXPECT_THAT(kList.in("klootzakken"), ElementsAre(Match{"klootzakken", "klootzak*"}));
    EXPECT_THAT(kList.in("Zonnebloem bedankt"), IsEmpty());
}

TEST(HeldWordTest, ABeginningNeedsItsStar) {
    EXPECT_THAT(kList.in("kuttig"), IsEmpty());
    EXPECT_THAT(HeldWords{{"kut*"}}.in("kuttig"), ElementsAre(Match{"kuttig", "kut*"}));
}

TEST(HeldWordTest, AWordIsKeptWithoutCaseAndDiacritics) {
    EXPECT_EQ(to_held_word("  Klóte ").value(), "klote");
    EXPECT_EQ(to_held_word("FUCK*").value(), "fuck*");
    EXPECT_EQ(to_held_word("Straße").value(), "strasse");
    EXPECT_EQ(to_held_word("gówno*").value(), "gowno*");
}

TEST(HeldWordTest, WhatIsNoWordIsRefused) {
    for (const auto* text : {"", " ", "*", "a*", "twee woorden", "k*t", "**", "wat?", "👍", "a-b"}) {
        EXPECT_EQ(to_held_word(text).error().reason, "WORD_INVALID") << text;
    }
    EXPECT_TRUE(to_held_word(std::string(60, 'a')));
    EXPECT_EQ(to_held_word(std::string(61, 'a')).error().reason, "WORD_INVALID");
}

}  // namespace
}  // namespace koebel::moderation
