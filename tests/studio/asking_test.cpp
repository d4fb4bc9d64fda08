// Asking for the stage, and what is answered: yes, late, not at all, and withdrawn in every state.
#include "studio_world.hpp"

namespace koebel::studio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AskingTest : public StudioWorldTest {
protected:
    /// Whether the segment of the only story fell out.
    bool fell_out() { return rundown(curator).segments(0).fallen_out(); }
    v1::StageQuestion question(const PersonId& who) { return questions(who).questions(0); }
};
INSTANTIATE_TEST_SUITE_P(Databases, AskingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(AskingTest, WhoIsAskedReadsWhatWouldBeToldAndAnswers) {
    const auto id = made({grace, off_stage}, "Fatma Yildiz en Grace belden terug");
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));

    EXPECT_THAT(in_inbox(grace), ElementsAre(v1::INBOX_KIND_STAGE_ASKED));
    EXPECT_EQ(inbox(grace).items(0).stage_subject_id(), id);
    const auto asked = question(grace);
    EXPECT_EQ(asked.text(), "Een collega en Grace belden terug");
    EXPECT_EQ(asked.asked_by().name(), "Carla Curator");
    EXPECT_FALSE(asked.silent());
    EXPECT_EQ(stage_of(id, grace), v1::STAGE_STATE_ASKED);

    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES_WITHOUT_PHOTO));
    EXPECT_EQ(stage_of(id, grace), v1::STAGE_STATE_YES_WITHOUT_PHOTO);
    EXPECT_EQ(question(grace).answer(), v1::STAGE_ANSWER_YES_WITHOUT_PHOTO);
}

TEST_P(AskingTest, NobodyIsAskedWhoWantsNoneOfItOrASurprise) {
    const auto id = made({grace, surprised, off_stage});
    EXPECT_EQ(ask_for_stage(curator, id, {surprised}).error().reason, "WANTS_SURPRISE");
    EXPECT_EQ(ask_for_stage(curator, id, {off_stage}).error().reason, "NOT_ON_STAGE");
    EXPECT_EQ(ask_for_stage(curator, id, {noor}).error().reason, "PERSON_NOT_FOUND");
    EXPECT_EQ(ask_for_stage(curator, id, {}).error().reason, "NO_PERSON");
    EXPECT_EQ(ask_for_stage(curator, id, {grace, grace}).error().reason, "DUPLICATE_PERSON");
    EXPECT_EQ(ask_for_stage(ada, id, {grace}).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(ask_for_stage(curator, "nothing", {grace}).error().reason, "SUBJECT_NOT_FOUND");
    EXPECT_THAT(questions(grace).questions(), IsEmpty());
}

TEST_P(AskingTest, OnlyWhoWasAskedAnswers) {
    const auto id = made({grace, piet});
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    EXPECT_EQ(answer_for_stage(piet, id, v1::STAGE_ANSWER_YES).error().reason, "QUESTION_NOT_FOUND");
    EXPECT_EQ(answer_for_stage(grace, id, v1::STAGE_ANSWER_UNSPECIFIED).error().reason, "ANSWER_INVALID");
    EXPECT_EQ(answer_for_stage(grace, "nothing", v1::STAGE_ANSWER_YES).error().reason, "QUESTION_NOT_FOUND");
}

TEST_P(AskingTest, SilenceTwoDaysBeforeIsNoAndTheSegmentFallsOut) {
    const auto id = made({grace});
    ASSERT_TRUE(tell(curator, id));
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    EXPECT_FALSE(fell_out());

    days_go_by(8);

    EXPECT_EQ(stage_of(id, grace), v1::STAGE_STATE_SILENT);
    EXPECT_TRUE(fell_out());
    EXPECT_TRUE(question(grace).silent());
    EXPECT_THAT(frames(curator).frames(), IsEmpty());
    EXPECT_EQ(ask_for_stage(curator, id, {grace}).error().reason, "ASKED_TOO_LATE");

    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES)) << "it is theirs to say, also late";
    EXPECT_FALSE(fell_out());
}

TEST_P(AskingTest, AYesIsWithdrawnInEveryStateUntilTheShowWasAired) {
    const auto id = made({grace});
    ASSERT_TRUE(tell(curator, id));
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    const auto withdrawn = [&] {
        ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
        EXPECT_FALSE(fell_out());
        ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_NOT_NOW));
        EXPECT_TRUE(fell_out());
        EXPECT_THAT(frames(curator).frames(), IsEmpty());
    };
    withdrawn();  // collecting
    move(v1::SHOW_STATE_CURATING);
    withdrawn();
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
    ASSERT_TRUE(try_move(v1::SHOW_STATE_READY));
    withdrawn();
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
    days_go_by(10);
    ASSERT_TRUE(try_move(v1::SHOW_STATE_AIRED));
    EXPECT_EQ(answer_for_stage(grace, id, v1::STAGE_ANSWER_NOT_NOW).error().reason, "SHOW_AIRED");
    EXPECT_THAT(questions(grace).questions(), IsEmpty());
}

TEST_P(AskingTest, WhoAskedHearsOfANo) {
    const auto id = made({grace});
    ASSERT_TRUE(ask_for_stage(other_curator, id, {grace}));
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
    EXPECT_THAT(in_inbox(other_curator), IsEmpty());
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_NOT_NOW));
    EXPECT_THAT(in_inbox(other_curator), ElementsAre(v1::INBOX_KIND_STAGE_REFUSED));
    EXPECT_THAT(in_inbox(curator), IsEmpty());
}

TEST_P(AskingTest, AskedAgainANoStaysANoUntilTheySayOtherwise) {
    const auto id = made({grace});
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_NOT_NOW));
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    EXPECT_EQ(stage_of(id, grace), v1::STAGE_STATE_NOT_NOW);
    EXPECT_THAT(in_inbox(grace), ElementsAre(v1::INBOX_KIND_STAGE_ASKED)) << "one, not two";
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
    EXPECT_THAT(in_inbox(curator), IsEmpty()) << "the no is none any more";
}

TEST_P(AskingTest, WhoIsAskedReadsNobodyWhoDidNotSayYes) {
    const auto id = made({grace, surprised, piet}, "Grace Hopper, Sam Verrast en Piet Post belden terug");
    ASSERT_TRUE(ask_for_stage(curator, id, {grace, piet}));
    EXPECT_EQ(question(grace).text(), "Grace Hopper, een collega en een collega belden terug");
    ASSERT_TRUE(answer_for_stage(piet, id, v1::STAGE_ANSWER_YES));
    EXPECT_EQ(question(grace).text(), "Grace Hopper, een collega en Piet Post belden terug");
}

TEST_P(AskingTest, WhoSaidYesIsToldOnceWhenSomethingElseWouldBeTold) {
    const auto id = made({grace, piet});
    ASSERT_TRUE(ask_for_stage(curator, id, {grace, piet}));
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
    ASSERT_TRUE(answer_for_stage(piet, id, v1::STAGE_ANSWER_NOT_NOW));
    auto request = editing(id, 1);
    request.set_value_id(world.together.text());
    ASSERT_TRUE(edit(curator, request));
    EXPECT_FALSE(question(grace).changed()) << "a value says nothing of her";

    request = editing(id, 2);
    request.set_lines("Zo was het niet.");
    ASSERT_TRUE(edit(other_curator, request));
    request = editing(id, 3);
    request.set_title("Nog anders");
    ASSERT_TRUE(edit(other_curator, request));

    EXPECT_TRUE(question(grace).changed());
    EXPECT_EQ(question(grace).answer(), v1::STAGE_ANSWER_YES) << "it still counts";
    EXPECT_THAT(in_inbox(grace), ElementsAre(v1::INBOX_KIND_STAGE_CHANGED, v1::INBOX_KIND_STAGE_ASKED));
    EXPECT_EQ(inbox(grace).items(0).actor().name(), "Cees Curator");
    EXPECT_FALSE(question(piet).changed()) << "a no is a no";
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES)) << "said again, of what it is now";
    EXPECT_FALSE(question(grace).changed());
}

TEST_P(AskingTest, WhoIsThankedInAnOpenerIsToldWhenItsWordsChange) {
    auto request = segment();
    request.mutable_opener()->add_person_ids(grace.text());
    request.mutable_opener()->set_message("Jij belde terug");
    request.mutable_opener()->set_value_id(world.ear.text());
    const auto id = save(curator, request).value().segment_id();
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    EXPECT_EQ(question(grace).text(), "Jij belde terug");
    ASSERT_TRUE(answer_for_stage(grace, id, v1::STAGE_ANSWER_YES));
    request.set_segment_id(id);
    request.set_version(1);
    request.set_seconds(60);
    ASSERT_TRUE(save(curator, request));
    EXPECT_FALSE(question(grace).changed()) << "it is only longer";

    request.set_version(2);
    request.mutable_opener()->set_message("Jij belde iedereen terug");
    ASSERT_TRUE(save(curator, request));

    EXPECT_TRUE(question(grace).changed());
}

TEST_P(AskingTest, WhatSomebodyChoosesLaterHoldsAtOnce) {
    const auto id = made({surprised});
    ASSERT_TRUE(tell(curator, id));
    EXPECT_FALSE(fell_out());
    choose(surprised, v1::STAGE_PUBLICITY_NOT_ON_STAGE);
    EXPECT_TRUE(fell_out());
    choose(surprised, v1::STAGE_PUBLICITY_ASK_ME_FIRST);
    EXPECT_EQ(stage_of(id, surprised), v1::STAGE_STATE_NOT_ASKED);
}

}  // namespace
}  // namespace koebel::studio
