#include "leaderboard/board.hpp"

#include <gtest/gtest.h>

namespace koebel::leaderboard {
namespace {

const ValueId kEar{"0195e000-0000-7000-8000-000000000001"};
const std::vector<Ranking> kRankings{
    {v1::BOARD_KIND_RECEIVED}, {v1::BOARD_KIND_GIVEN}, {v1::BOARD_KIND_VALUE, kEar}, {v1::BOARD_KIND_TEAMS}
};

TEST(BoardNameTest, IsReadAsItIsWritten) {
    EXPECT_EQ((BoardName{{v1::BOARD_KIND_RECEIVED}, {v1::PERIOD_KIND_MONTH, 24'311}}).text(), "received/m24311");
    for (const auto& ranking : kRankings) {
        const BoardName name{ranking, {v1::PERIOD_KIND_WEEK, 2'918}};
        EXPECT_EQ(BoardName::parse(name.text()), name);
    }
    for (const auto* wrong :
         {"", "received", "received/", "/m1", "given/m1/m2", "value:/m1", "value:x/m1", "taken/m1"}) {
        EXPECT_FALSE(BoardName::parse(wrong)) << wrong;
    }
}

TEST(BoardTopicTest, IsReadAsItIsWritten) {
    EXPECT_EQ(
        (BoardTopic{Audience::kScreens, {v1::BOARD_KIND_TEAMS}, v1::PERIOD_KIND_WEEK}).text(), "wall:board:teams:week"
    );
    for (const auto& ranking : kRankings) {
        for (const auto audience : {Audience::kColleagues, Audience::kScreens}) {
            for (const auto kind : kPeriodKinds) {
                const BoardTopic topic{audience, ranking, kind};
                EXPECT_EQ(BoardTopic::parse(topic.text()), topic);
            }
        }
    }
}

TEST(BoardTopicTest, HowBoardsAreShownHasATopicOfItsOwnForEachAudience) {
    for (const auto* text : {"board:shown", "wall:board:shown"}) {
        const auto topic = BoardTopic::parse(text);
        ASSERT_TRUE(topic) << text;
        EXPECT_TRUE(topic->is_of_shown());
        EXPECT_EQ(topic->text(), text);
    }
}

TEST(BoardTopicTest, WhatAClientMakesUpIsNoTopic) {
    for (const auto* wrong :
         {"",
          "board:",
          "board:received",
          "board:received:",
          "board:shown:month",
          "board:received:day",
          "board::month",
          "wall:received:month",
          "board:value:month",
          "board:value:x:month",
          "wall:board:",
          "board:board:received:month"}) {
        EXPECT_FALSE(BoardTopic::parse(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace koebel::leaderboard
