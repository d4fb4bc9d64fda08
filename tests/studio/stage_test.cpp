// Who can be shown, by what they chose and what they answered.
#include "studio/stage.hpp"

#include <gtest/gtest.h>

namespace koebel::studio {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Instant kAirs{days{20'000}};

people::Person person(v1::StagePublicity stage) {
    return {.id = PersonId{"p"}, .name = "Ada Lovelace", .given_name = "Ada", .publicity = {.stage = stage}};
}
QuestionRow asked(v1::StageAnswer answer = v1::STAGE_ANSWER_UNSPECIFIED) {
    return {.subject = "s", .person = PersonId{"p"}, .answer = answer};
}

TEST(StageState, WhoWantsToBeSurprisedIsNeverAsked) {
    const auto ada = person(v1::STAGE_PUBLICITY_SURPRISE_ME);
    EXPECT_EQ(stage_state(ada, nullptr, kAirs - days{9}, {kAirs}), v1::STAGE_STATE_SURPRISE);
    EXPECT_EQ(stage_state(ada, nullptr, kAirs, {kAirs}), v1::STAGE_STATE_SURPRISE);
}

TEST(StageState, WhoIsNotOnStageIsNotWhateverWasAnswered) {
    const auto ada = person(v1::STAGE_PUBLICITY_NOT_ON_STAGE);
    const auto yes = asked(v1::STAGE_ANSWER_YES);
    EXPECT_EQ(stage_state(ada, &yes, kAirs - days{9}, {kAirs}), v1::STAGE_STATE_NOT_ON_STAGE);
    auto left = person(v1::STAGE_PUBLICITY_SURPRISE_ME);
    left.active = false;
    EXPECT_EQ(stage_state(left, nullptr, kAirs - days{9}, {kAirs}), v1::STAGE_STATE_NOT_ON_STAGE);
    EXPECT_EQ(
        stage_state(person(static_cast<v1::StagePublicity>(77)), &yes, kAirs, {kAirs}), v1::STAGE_STATE_NOT_ON_STAGE
    ) << "a number a newer node wrote";
}

TEST(StageState, SilenceIsNoTwoDaysBefore) {
    const auto ada = person(v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    const auto question = asked();
    const auto last = kAirs - kTimeToAnswer;
    EXPECT_EQ(stage_state(ada, &question, last - hours{1}, {kAirs}), v1::STAGE_STATE_ASKED);
    EXPECT_EQ(stage_state(ada, nullptr, last - hours{1}, {kAirs}), v1::STAGE_STATE_NOT_ASKED);
    EXPECT_EQ(stage_state(ada, &question, last, {kAirs}), v1::STAGE_STATE_SILENT);
    EXPECT_EQ(stage_state(ada, nullptr, last, {kAirs}), v1::STAGE_STATE_SILENT);
}

TEST(StageState, AnAnswerCountsWheneverItComes) {
    const auto ada = person(v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    for (const auto& [answer, state] :
         {std::pair{v1::STAGE_ANSWER_YES, v1::STAGE_STATE_YES},
          std::pair{v1::STAGE_ANSWER_YES_WITHOUT_PHOTO, v1::STAGE_STATE_YES_WITHOUT_PHOTO},
          std::pair{v1::STAGE_ANSWER_NOT_NOW, v1::STAGE_STATE_NOT_NOW}}) {
        const auto question = asked(answer);
        EXPECT_EQ(stage_state(ada, &question, kAirs - days{9}, {kAirs}), state);
        EXPECT_EQ(stage_state(ada, &question, kAirs - hours{1}, {kAirs}), state);
    }
}

TEST(StageState, WhatIsReadyWaitsForNobody) {
    const auto ada = person(v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    const auto question = asked();
    EXPECT_EQ(stage_state(ada, &question, kAirs - days{9}, {kAirs, v1::SHOW_STATE_READY}), v1::STAGE_STATE_SILENT)
        << "also when the show is postponed";
}

TEST(StageState, WhatSomebodySaidOfThisStoryIsMoreThanASurprise) {
    const auto ada = person(v1::STAGE_PUBLICITY_SURPRISE_ME);
    const auto no = asked(v1::STAGE_ANSWER_NOT_NOW);
    const auto without = asked(v1::STAGE_ANSWER_YES_WITHOUT_PHOTO);
    EXPECT_EQ(stage_state(ada, &no, kAirs - days{9}, {kAirs}), v1::STAGE_STATE_NOT_NOW);
    EXPECT_EQ(stage_state(ada, &without, kAirs - days{9}, {kAirs}), v1::STAGE_STATE_YES_WITHOUT_PHOTO);
}

TEST(Actor, IsACardOnlyForWhoCanBeShown) {
    for (int state = v1::StageState_MIN; state <= v1::StageState_MAX; ++state) {
        const Actor actor{person(v1::STAGE_PUBLICITY_ASK_ME_FIRST), static_cast<v1::StageState>(state)};
        const bool shown = state >= v1::STAGE_STATE_SURPRISE && state <= v1::STAGE_STATE_YES_WITHOUT_PHOTO;
        EXPECT_EQ(!actor.card().id().empty(), shown) << state;
        EXPECT_EQ(actor.card().name().empty(), !shown) << state;
    }
}

TEST(Actor, WithoutPhotoMeansNeitherPortraitNorPicture) {
    auto ada = person(v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    ada.photo_path = "/media/ada";
    ada.publicity.photo = true;
    const Actor yes{ada, v1::STAGE_STATE_YES};
    const Actor without{ada, v1::STAGE_STATE_YES_WITHOUT_PHOTO};
    EXPECT_EQ(yes.card().photo_path(), "/media/ada");
    EXPECT_TRUE(yes.allows_picture());
    EXPECT_EQ(without.card().photo_path(), "");
    EXPECT_FALSE(without.allows_picture());
    ada.publicity.photo = false;
    EXPECT_FALSE((Actor{ada, v1::STAGE_STATE_SURPRISE}.allows_picture())) << "a surprise, but no photo";
    EXPECT_TRUE((Actor{ada, v1::STAGE_STATE_YES}.allows_picture())) << "they were asked for it";
}

}  // namespace
}  // namespace koebel::studio
