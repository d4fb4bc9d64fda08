#include "base/id.hpp"

#include <gtest/gtest.h>

#include <set>

namespace koebel {
namespace {

using std::chrono::milliseconds;

TEST(IdTest, ARandomIdIsAUuidOfVersionSeven) {
    RandomIdSource ids;

    const auto id = ids.next(Instant{milliseconds{0x0123456789AB}});

    EXPECT_TRUE(is_uuid(id));
    EXPECT_EQ(id.substr(0, 13), "01234567-89ab");
    EXPECT_EQ(id[14], '7');
    EXPECT_NE(std::string_view{"89ab"}.find(id[19]), std::string_view::npos);
}

TEST(IdTest, IdsOfOneMomentDiffer) {
    RandomIdSource ids;
    std::set<std::string> made;

    for (int i = 0; i < 1'000; ++i) made.insert(ids.next(Instant{milliseconds{1}}));

    EXPECT_EQ(made.size(), 1'000U);
}

TEST(IdTest, IdsSortByTheirMoment) {
    RandomIdSource ids;

    EXPECT_LT(ids.next(Instant{milliseconds{1'000}}), ids.next(Instant{milliseconds{1'001}}));
}

TEST(IdTest, TextThatIsNoUuidIsSeen) {
    EXPECT_FALSE(is_uuid(""));
    EXPECT_FALSE(is_uuid("01234567-89ab-7def-8123-456789abcde"));
    EXPECT_FALSE(is_uuid("01234567-89ab-7def-8123-456789abcdeg"));
    EXPECT_FALSE(is_uuid("0123456789ab-7def-8123-456789abcdef-"));
    EXPECT_TRUE(is_uuid("01234567-89AB-7def-8123-456789abcdef"));
}

TEST(IdTest, RandomHexHasTwoDigitsAByte) {
    EXPECT_EQ(random_hex(16).size(), 32U);
}

TEST(IdTest, MarksAreThirtyTwoDigitsAndNeverTheSame) {
    std::set<std::string> seen;
    for (int i = 0; i < 1'000; ++i) seen.insert(random_mark());  // more than are fetched at once

    EXPECT_EQ(seen.size(), 1'000U);
    EXPECT_EQ(seen.begin()->size(), 32U);
}

}  // namespace
}  // namespace koebel
