#include "access/token.hpp"

#include <gtest/gtest.h>

#include <set>

namespace koebel::access {
namespace {

TEST(Token, IsRecognisedByItsBeginningItsLengthAndItsCheck) {
    const auto token = new_token();

    EXPECT_EQ(token.size(), 79U);
    EXPECT_TRUE(token.starts_with("koebel_"));
    EXPECT_TRUE(is_token(token));
}

TEST(Token, IsAnotherEachTime) {
    std::set<std::string> tokens;
    for (int i = 0; i < 100; ++i) tokens.insert(new_token());

    EXPECT_EQ(tokens.size(), 100U);
}

TEST(Token, AnyCharacterMistypedIsNoToken) {
    const auto token = new_token();

    for (std::size_t i = 0; i < token.size(); ++i) {
        auto mistyped = token;
        mistyped[i] = mistyped[i] == 'a' ? 'b' : 'a';
        EXPECT_FALSE(is_token(mistyped)) << i;
    }
    EXPECT_FALSE(is_token(""));
    EXPECT_FALSE(is_token(token + "0"));
    EXPECT_FALSE(is_token(token.substr(1)));
}

}  // namespace
}  // namespace koebel::access
