#include "base/credits.hpp"

#include <gtest/gtest.h>

namespace koebel {
namespace {

TEST(CreditsTest, AShareIsRoundedDown) {
    EXPECT_EQ(Credits{10} / 3, Credits{3});
}

TEST(CreditsTest, AnAllowanceLessAGiftIsWhatIsLeft) {
    EXPECT_EQ(Credits{24} - Credits{5} * 3, Credits{9});
}

}  // namespace
}  // namespace koebel
