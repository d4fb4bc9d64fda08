// What a segment may be.
#include "studio/segment_rules.hpp"

#include <gmock/gmock.h>

#include <string>

namespace koebel::studio {
namespace {

using testing::ElementsAre;

const PersonId kHost{"host"};

std::string_view refusal_of(const v1::SaveSegmentRequest& request) {
    const auto plan = SegmentPlan::from_message(kHost, request);
    return plan ? "" : plan.error().reason;
}

TEST(SegmentPlan, NeedsAContentALengthAndWordsThatFit) {
    v1::SaveSegmentRequest request;
    EXPECT_EQ(refusal_of(request), "SEGMENT_INVALID");
    request.mutable_slide();
    EXPECT_EQ(refusal_of(request), "TITLE_REQUIRED");
    request.mutable_slide()->set_title(std::string(81, 'a'));
    EXPECT_EQ(refusal_of(request), "TITLE_TOO_LONG");
    request.mutable_slide()->set_title("Onze woorden");
    request.mutable_slide()->set_text(std::string(601, 'a'));
    EXPECT_EQ(refusal_of(request), "TEXT_TOO_LONG");
    request.mutable_slide()->clear_text();
    request.set_seconds(4);
    EXPECT_EQ(refusal_of(request), "SECONDS_INVALID");
    request.set_seconds(3'601);
    EXPECT_EQ(refusal_of(request), "SECONDS_INVALID");
    request.set_seconds(5);
    request.set_notes(std::string(2'001, 'a'));
    EXPECT_EQ(refusal_of(request), "NOTES_TOO_LONG");
    request.set_notes("\xff");
    EXPECT_EQ(refusal_of(request), "TEXT_INVALID");
    request.clear_notes();
    EXPECT_EQ(refusal_of(request), "");
}

TEST(SegmentPlan, AnOpenerIsEmptyOrAWholeThankYou) {
    v1::SaveSegmentRequest request;
    auto& opener = *request.mutable_opener();
    EXPECT_EQ(refusal_of(request), "") << "it waits for its host";
    opener.set_message("Jij belde terug");
    EXPECT_EQ(refusal_of(request), "NO_RECIPIENT");
    opener.add_person_ids("host");
    EXPECT_EQ(refusal_of(request), "SELF_RECOGNITION");
    opener.set_person_ids(0, "ada");
    EXPECT_EQ(refusal_of(request), "VALUE_REQUIRED");
    opener.set_value_id("oor");
    EXPECT_EQ(refusal_of(request), "");
    opener.add_person_ids("ada");
    EXPECT_EQ(refusal_of(request), "DUPLICATE_PERSON");
    opener.clear_message();
    opener.mutable_person_ids()->RemoveLast();
    EXPECT_EQ(refusal_of(request), "MESSAGE_REQUIRED");
}

TEST(SegmentPlan, AReelHasOneToTwelveShoutOuts) {
    v1::SaveSegmentRequest request;
    auto& reel = *request.mutable_reel();
    EXPECT_EQ(refusal_of(request), "NO_RECOGNITION");
    for (int i = 0; i < 12; ++i) reel.add_recognition_ids(std::to_string(i));
    EXPECT_EQ(refusal_of(request), "");
    reel.set_recognition_ids(11, "0");
    EXPECT_EQ(refusal_of(request), "DUPLICATE_RECOGNITION");
    reel.add_recognition_ids("13");
    EXPECT_EQ(refusal_of(request), "TOO_MANY_RECOGNITIONS");
}

TEST(ProposalReasons, StandInSqlAsNumbers) {
    const std::set reasons{v1::PROPOSAL_REASON_QUIET_HERO, v1::PROPOSAL_REASON_FIRST_TIME};
    EXPECT_EQ(to_text(reasons), "3,4");
    EXPECT_THAT(reasons_from("3,99,4"), ElementsAre(v1::PROPOSAL_REASON_QUIET_HERO, v1::PROPOSAL_REASON_FIRST_TIME));
}

}  // namespace
}  // namespace koebel::studio
