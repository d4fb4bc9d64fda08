// "Not on stage": in no segment, text, chain or picture, by any call.
#include "studio_world.hpp"

namespace koebel::studio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class NotOnStageTest : public StudioWorldTest {
protected:
    /// Everything that curators are told of a rundown, and that everybody would be shown of it.
    std::string everything() {
        return rundown(curator).ShortDebugString() + frames(curator).ShortDebugString() +
               rundown(other_curator).ShortDebugString() + frames(other_curator).ShortDebugString();
    }
    void expect_nowhere() {
        const auto all = everything();
        EXPECT_THAT(all, Not(HasSubstr("Fatma")));
        EXPECT_THAT(all, Not(HasSubstr("Yildiz")));
        EXPECT_THAT(all, Not(HasSubstr(off_stage.text())));
    }
    std::string given(const PersonId& giver, const PersonId& person, const std::string& message) {
        auto thanks = world.thanks(giver, {person});
        thanks.message = message;
        return world.give(thanks).recognition_id();
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, NotOnStageTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(NotOnStageTest, AStoryOfThemAloneIsPutIntoNoRundown) {
    const auto id = made({off_stage});
    const auto refused = tell(curator, id);
    EXPECT_EQ(refused.error().reason, "NOT_ON_STAGE");
    EXPECT_THAT(refused.error().details, ElementsAre("Fatma Yildiz"));
    EXPECT_EQ(rundown(curator).segments_size(), 0);
}

TEST_P(NotOnStageTest, InAStoryOfSeveralTheyAreAColleagueEverywhere) {
    const auto id = made({surprised, off_stage}, "Fatma Yildiz hield contact. Sam reed, en Fatma's idee werkte.");
    auto request = editing(id, 1);
    request.set_title("Fatma Yildiz en Sam");
    request.set_lines("Fatma belde. Sam Verrast reed om.");
    for (const auto& [person, deed] :
         {std::pair{surprised, "reed voor Fatma"}, std::pair{off_stage, "hield contact"}}) {
        auto& link = *request.mutable_people()->add_links();
        link.set_person_id(person.text());
        link.set_deed(deed);
    }
    ASSERT_TRUE(edit(curator, request));
    ASSERT_TRUE(tell(curator, id));

    expect_nowhere();
    const auto story = frames(curator).frames(0).story();
    EXPECT_EQ(story.title(), "Een collega en Sam");
    EXPECT_EQ(story.lines(), "Een collega belde. Sam Verrast reed om.");
    ASSERT_EQ(story.chain_size(), 2);
    EXPECT_EQ(story.chain(0).deed(), "reed voor een collega");
    EXPECT_EQ(story.chain(1).person().id(), "");
    EXPECT_EQ(story.people(1).name(), "");
    EXPECT_TRUE(story_of(id).people(1).named_in_text()) << "who writes it sees where";
}

TEST_P(NotOnStageTest, NoFreeTextAndNoNoteNamesThem) {
    for (const auto* words : {"Applaus voor Fatma Yildiz", "Met dank aan @Fatma"}) {
        auto request = segment();
        request.mutable_slide()->set_title(words);
        EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE") << words;
        request = segment();
        request.mutable_slide()->set_title("Applaus");
        request.mutable_slide()->set_text(words);
        EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE") << words;
        request = segment();
        request.mutable_countdown();
        request.set_notes(words);
        EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE") << words;
        request = segment();
        request.mutable_closing()->set_text(words);
        EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE") << words;
        request = segment();
        request.mutable_board()->set_title(words);
        EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE") << words;
    }
    expect_nowhere();
}

TEST_P(NotOnStageTest, NoLeaderThanksThemThereAndNoReelShowsThem) {
    auto request = segment();
    auto& opener = *request.mutable_opener();
    opener.add_person_ids(off_stage.text());
    opener.set_message("Jij hield contact");
    opener.set_value_id(world.ear.text());
    EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE");
    opener.set_person_ids(0, surprised.text());
    opener.set_message("Jij en Fatma Yildiz hielden contact");
    EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE");

    request = segment();
    request.mutable_reel()->add_recognition_ids(given(ada, off_stage, "Wat een dag"));
    EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE");
    expect_nowhere();
}

TEST_P(NotOnStageTest, ChosenLaterItHoldsForWhatIsThereAlready) {
    const PersonId late = world.person({.name = "Fatma Yildiz Later", .teams = {mill}});
    choose(late, v1::STAGE_PUBLICITY_SURPRISE_ME);
    const auto id = made({surprised, late}, "Fatma Yildiz Later en Sam Verrast deden dit");
    ASSERT_TRUE(tell(curator, id));
    auto request = segment();
    request.mutable_slide()->set_title("Dank aan Fatma Yildiz Later");
    request.set_notes("Kijk naar Fatma Yildiz Later");
    ASSERT_TRUE(save(curator, request));
    request = segment();
    request.mutable_reel()->add_recognition_ids(given(ada, late, "Fatma Yildiz Later was er"));
    request.mutable_reel()->add_recognition_ids(given(late, surprised, "Sam was er"));
    ASSERT_TRUE(save(curator, request));
    EXPECT_THAT(everything(), HasSubstr("Fatma Yildiz Later"));

    choose(late, v1::STAGE_PUBLICITY_NOT_ON_STAGE);

    const auto all = everything();
    EXPECT_THAT(all, Not(HasSubstr("Later")));
    EXPECT_THAT(all, Not(HasSubstr(late.text())));
    const auto shown = frames(curator);
    ASSERT_EQ(shown.frames_size(), 3);
    EXPECT_EQ(shown.frames(2).reel().shout_outs_size(), 1) << "one about them alone is not shown";
    EXPECT_EQ(shown.frames(2).reel().shout_outs(0).giver().id(), "") << "and a colleague thanks";
}

TEST_P(NotOnStageTest, NorAsTheHostOfAnOpener) {
    auto request = segment();
    request.mutable_opener()->add_person_ids(surprised.text());
    request.mutable_opener()->set_message("Jij reed om");
    request.mutable_opener()->set_value_id(world.ear.text());
    ASSERT_TRUE(save(curator, request));
    EXPECT_THAT(everything(), HasSubstr("Carla"));
    choose(curator, v1::STAGE_PUBLICITY_NOT_ON_STAGE);
    EXPECT_THAT(everything(), Not(HasSubstr("Carla")));
    EXPECT_EQ(frames(other_curator).frames_size(), 0) << "it falls out";
    EXPECT_EQ(save(curator, request).error().reason, "NOT_ON_STAGE");
}

TEST_P(NotOnStageTest, WhoCannotBeShownStaysInWhatIsSavedWithoutThem) {
    auto request = segment();
    request.mutable_opener()->add_person_ids(surprised.text());
    request.mutable_opener()->add_person_ids(grace.text());
    request.mutable_opener()->set_message("Sam Verrast en Grace Hopper reden om");
    request.mutable_opener()->set_value_id(world.ear.text());
    const auto id = save(curator, request).value().segment_id();
    choose(grace, v1::STAGE_PUBLICITY_NOT_ON_STAGE);

    const auto read_back = rundown(curator).segments(0);
    request.set_segment_id(id);
    request.set_version(read_back.version());
    request.mutable_opener()->mutable_person_ids()->RemoveLast();
    request.mutable_opener()->set_message(read_back.opener().message());
    request.set_seconds(60);
    ASSERT_TRUE(save(curator, request));

    choose(grace, v1::STAGE_PUBLICITY_SURPRISE_ME);
    EXPECT_EQ(frames(curator).frames(0).opener().message(), "Sam Verrast en Grace Hopper reden om");
    EXPECT_EQ(frames(curator).frames(0).opener().people_size(), 2);
}

TEST_P(NotOnStageTest, WhoLeftIsNotOnStageEither) {
    const auto id = made({surprised, noor}, "Noor de Graaf en Sam Verrast");
    ASSERT_TRUE(tell(curator, id));
    EXPECT_THAT(everything(), HasSubstr("Noor de Graaf"));
    static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE id = $1"};
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kLeave, noor);
        return true;
    });
    EXPECT_THAT(everything(), Not(HasSubstr("Noor")));
}

TEST_P(NotOnStageTest, WhoeverIsNamedWithoutBeingInTheStoryIsAColleagueUnlessTheyWantSurprises) {
    const auto id = made({surprised}, "Sam Verrast, met hulp van Piet Post");
    ASSERT_TRUE(tell(curator, id));
    EXPECT_EQ(frames(curator).frames(0).story().lines(), "Sam Verrast, met hulp van een collega");
}

}  // namespace
}  // namespace koebel::studio
