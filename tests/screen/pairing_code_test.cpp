#include "screen/pairing_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace koebel::screen {
namespace {

using testing::Contains;
using testing::SizeIs;

TEST(PairingCode, IsEightLettersThatMakeNoWordsAndLookLikeNothingElse) {
    for (int i = 0; i < 1'000; ++i) {
        const auto code = new_pairing_code();
        ASSERT_EQ(code.size(), 8U);
        ASSERT_EQ(code.find_first_not_of("BCDFGHJKLMNPQRSTVWXZ"), std::string::npos) << code;
    }
}

TEST(PairingCode, IsReadHoweverItIsTyped) {
    EXPECT_EQ(pairing_code_in("BCDF-GHJK"), "BCDFGHJK");
    EXPECT_EQ(pairing_code_in("bcdfghjk"), "BCDFGHJK");
    EXPECT_EQ(pairing_code_in("  Bcdf ghJK "), "BCDFGHJK");
    EXPECT_EQ(pairing_code_in(as_shown("BCDFGHJK")), "BCDFGHJK");
}

TEST(PairingCode, WhatIsNoneIsNone) {
    for (const auto* typed :
         {"", "BCDF-GHJ", "BCDF-GHJKL", "ACDF-GHJK", "BCDF_GHJK", "BCDF-GH1K", "bcdf-ghj\xc3\xa9"}) {
        EXPECT_EQ(pairing_code_in(typed), "") << typed;
    }
    EXPECT_EQ(pairing_code_in("BCDFGHJK" + std::string(1'000, ' ')), "");
}

TEST(PairingPictures, OfferTheRightOneAmongOthersAndEachOnce) {
    for (std::uint32_t shown = 0; shown < kPictures; ++shown) {
        const auto offered = pictures_around(shown, "BCDFGHJK");
        EXPECT_THAT(offered, SizeIs(kPicturesOffered));
        EXPECT_THAT(offered, Contains(shown));
        EXPECT_EQ(std::set(offered.begin(), offered.end()).size(), kPicturesOffered);
        EXPECT_LT(*std::ranges::max_element(offered), kPictures);
    }
}

TEST(PairingPictures, AskingAgainNarrowsNothingDown) {
    EXPECT_EQ(pictures_around(7, "BCDFGHJK"), pictures_around(7, "BCDFGHJK"));
}

TEST(PairingPictures, TheirPlaceTellsNothing) {
    std::set<std::ptrdiff_t> places;
    for (int i = 0; i < 500; ++i) {
        const auto offered = pictures_around(7, new_pairing_code());
        places.insert(std::ranges::find(offered, 7U) - offered.begin());
    }

    EXPECT_EQ(places.size(), kPicturesOffered);
}

}  // namespace
}  // namespace koebel::screen
