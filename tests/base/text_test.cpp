#include "base/text.hpp"

#include <gtest/gtest.h>

namespace koebel {
namespace {

using namespace std::string_view_literals;

TEST(TextTest, OnlyUtf8WithoutZeroIsClean) {
    EXPECT_TRUE(is_clean_text(""));
    EXPECT_TRUE(is_clean_text("dank je wel 🔔 شكرا"));
    EXPECT_FALSE(is_clean_text("a\0b"sv));
    EXPECT_FALSE(is_clean_text("\xC3"));          // cut short
    EXPECT_FALSE(is_clean_text("\xC0\x80"));      // overlong
    EXPECT_FALSE(is_clean_text("\xED\xA0\x80"));  // a surrogate
    EXPECT_FALSE(is_clean_text("\xF5\x80\x80\x80"));
}

TEST(TextTest, CharactersAreCodePoints) {
    EXPECT_EQ(code_points("één"), 3U);
    EXPECT_EQ(code_points("🔔🔔"), 2U);
}

TEST(TextTest, WhiteSpaceOfEveryKindIsTrimmed) {
    EXPECT_EQ(trimmed(" \t\n dank je\u00A0\u2003"), "dank je");
    EXPECT_EQ(trimmed("\u3000"), "");
}

TEST(TextTest, FoldingForgetsCaseAndDiacritics) {
    EXPECT_EQ(folded("Müller"), "muller");
    EXPECT_EQ(folded("Yıldız"), "yildiz");
    EXPECT_EQ(folded("STRAßE"), "strasse");
    EXPECT_EQ(folded("Łukasz Sørensen"), "lukasz sorensen");
    EXPECT_EQ(folded("  van   't  Hof "), "van 't hof");
    EXPECT_EQ(folded("Ｎｏｏｒ"), "noor");
}

TEST(TextTest, OneLineHasNoLineEnds) {
    EXPECT_EQ(one_line("ERROR:  no\nDETAIL:  such\n\n"), "ERROR:  no DETAIL:  such");
    EXPECT_EQ(one_line("\n"), "");
}

}  // namespace
}  // namespace koebel
