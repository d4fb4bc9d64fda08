// Pictures of a story: whose they are, who is in them, and when they are shown.
#include "studio_world.hpp"

#include "media/rows.hpp"
#include "recognition/pictures.hpp"

namespace koebel::studio {
namespace {

class StoryPictureTest : public StudioWorldTest {
protected:
    v1::UploadPictureResponse uploaded(const PersonId& who) {
        return write([&](store::Transaction& tx) {
                   const media::Picture picture{
                       .content_type = "image/webp", .bytes = "bytes", .width = 8, .height = 6
                   };
                   return recognition::take_in(tx, World::caller(who), picture, recognition::Settings{});
               }
        ).value();
    }
    /// The story with one picture, of which it is said who is in it, or not.
    v1::EditStoryRequest with(
        const std::string& story, const std::string& picture, const std::optional<std::vector<PersonId>>& people
    ) {
        auto request = editing(story, story_of(story).version());
        auto& chosen = *request.mutable_pictures()->add_pictures();
        chosen.set_picture_id(picture);
        chosen.set_alternative_text("Sam Verrast en Fatma Yildiz bij de bus");
        chosen.set_focus_x(250);
        chosen.set_focus_y(750);
        chosen.set_people_named(people.has_value());
        for (const auto& person : people.value_or(std::vector<PersonId>{})) chosen.add_person_ids(person.text());
        return request;
    }
    v1::StoryFrame frame() { return frames(curator).frames(0).story(); }
    bool sees_bytes(const PersonId& who, const std::string& path) {
        const auto id = path.substr(std::string_view{"/media/"}.size());
        return read([&](store::Reader& reader) {
            return !std::get<0>(reader.read(media::visible_to(World::caller(who), id))).empty();
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, StoryPictureTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(StoryPictureTest, ItIsNotShownBeforeItIsSaidWhoIsInIt) {
    const auto story = made({surprised});
    ASSERT_TRUE(tell(curator, story));
    const auto picture = uploaded(curator);
    ASSERT_TRUE(edit(curator, with(story, picture.picture_id(), std::nullopt)));
    EXPECT_FALSE(frame().has_picture());
    EXPECT_TRUE(rundown(curator).segments(0).story().picture_unnamed());
    move(v1::SHOW_STATE_CURATING);
    EXPECT_EQ(try_move(v1::SHOW_STATE_READY).error().reason, "PICTURE_UNNAMED");

    ASSERT_TRUE(edit(curator, with(story, picture.picture_id(), std::vector<PersonId>{})));

    EXPECT_EQ(frame().picture().path(), picture.path());
    EXPECT_EQ(frame().picture().alternative_text(), "Sam Verrast en een collega bij de bus");
    EXPECT_EQ(frame().focus_x(), 250U);
    EXPECT_EQ(frame().focus_y(), 750U);
    EXPECT_TRUE(try_move(v1::SHOW_STATE_READY));
}

TEST_P(StoryPictureTest, EverybodyInItLetsThemselvesBeSeenThereOrNobodySeesIt) {
    const auto story = made({grace, piet, off_stage});
    ASSERT_TRUE(tell(curator, story));
    ASSERT_TRUE(edit(curator, with(story, uploaded(curator).picture_id(), std::vector{grace, piet})));
    ASSERT_TRUE(ask_for_stage(curator, story, {grace, piet}));
    ASSERT_TRUE(answer_for_stage(grace, story, v1::STAGE_ANSWER_YES));
    ASSERT_TRUE(answer_for_stage(piet, story, v1::STAGE_ANSWER_YES));
    EXPECT_TRUE(frame().has_picture());

    ASSERT_TRUE(answer_for_stage(piet, story, v1::STAGE_ANSWER_YES_WITHOUT_PHOTO));
    EXPECT_FALSE(frame().has_picture());
    ASSERT_TRUE(answer_for_stage(piet, story, v1::STAGE_ANSWER_YES));
    const auto id = story_of(story).pictures(0).picture_id();
    ASSERT_TRUE(edit(curator, with(story, id, std::vector{grace, off_stage})));
    EXPECT_FALSE(frame().has_picture()) << "not on stage is in no picture";
}

TEST_P(StoryPictureTest, ASurpriseIsSeenInAPictureOnlyWithPhotosOn) {
    const auto story = made({surprised});
    ASSERT_TRUE(tell(curator, story));
    ASSERT_TRUE(edit(curator, with(story, uploaded(curator).picture_id(), std::vector{surprised})));
    EXPECT_FALSE(frame().has_picture());
    static constexpr store::Sql kPhotos{"test.photos", "UPDATE person SET publicity_photo = 1 WHERE id = $1"};
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kPhotos, surprised);
        return true;
    });
    EXPECT_TRUE(frame().has_picture());
}

TEST_P(StoryPictureTest, AYesThatWasSaidBeforeThePictureIsNoneToThePicture) {
    const auto story = made({grace});
    ASSERT_TRUE(tell(curator, story));
    ASSERT_TRUE(ask_for_stage(curator, story, {grace}));
    ASSERT_TRUE(answer_for_stage(grace, story, v1::STAGE_ANSWER_YES));

    ASSERT_TRUE(edit(curator, with(story, uploaded(curator).picture_id(), std::vector{grace})));

    EXPECT_EQ(stage_of(story, grace), v1::STAGE_STATE_YES_WITHOUT_PHOTO);
    EXPECT_FALSE(frame().has_picture());
    EXPECT_TRUE(questions(grace).questions(0).in_picture());
    ASSERT_TRUE(answer_for_stage(grace, story, v1::STAGE_ANSWER_YES));
    EXPECT_TRUE(frame().has_picture());
}

TEST_P(StoryPictureTest, ItIsTheStorysOrASourcesOrTheCallersOwn) {
    const auto of_source = uploaded(ada);
    auto request = about({grace});
    request.add_pictures()->set_picture_id(of_source.picture_id());
    request.mutable_pictures(0)->set_alternative_text("Een ketel met een strik");
    const auto story = make(curator, {nominated(ada, request)}).value().story_id();
    EXPECT_EQ(story_of(story).sources(0).pictures(0).picture_id(), of_source.picture_id());

    ASSERT_TRUE(edit(curator, with(story, of_source.picture_id(), std::vector<PersonId>{})));
    const auto others = uploaded(ada);
    EXPECT_EQ(
        edit(curator, with(story, others.picture_id(), std::vector<PersonId>{})).error().reason, "PICTURE_NOT_FOUND"
    );
    EXPECT_EQ(
        edit(curator, with(story, of_source.picture_id(), std::vector{noor})).error().reason, "PICTURED_NOT_IN_STORY"
    );
    EXPECT_EQ(story_of(story).pictures_size(), 1) << "what was refused changed nothing";
}

TEST_P(StoryPictureTest, CuratorsSeeItWhileItIsTheStorysAndNobodyAfterwards) {
    const auto story = made({grace, other_curator});
    const auto picture = uploaded(curator);
    ASSERT_TRUE(edit(curator, with(story, picture.picture_id(), std::vector<PersonId>{})));
    const PersonId third = world.named("Derde Curator");
    world.make_curator(third);
    EXPECT_TRUE(sees_bytes(third, picture.path()));
    for (const auto& who : {grace, ada, other_curator}) EXPECT_FALSE(sees_bytes(who, picture.path()));

    ASSERT_TRUE(edit(curator, with(story, uploaded(curator).picture_id(), std::vector<PersonId>{})));
    EXPECT_FALSE(sees_bytes(curator, picture.path())) << "it was put away";
}

TEST_P(StoryPictureTest, WhoLeavesTheStoryLeavesItsPicturesAndThatIsNoSilentEdit) {
    const auto story = made({grace, piet});
    const auto begun = story_of(story).version();
    ASSERT_TRUE(edit(curator, with(story, uploaded(curator).picture_id(), std::vector{grace})));
    auto without_grace = editing(story, begun);
    without_grace.mutable_people()->add_links()->set_person_id(piet.text());

    const auto refused = edit(other_curator, without_grace);

    EXPECT_EQ(refused.error().reason, "STORY_CHANGED") << "they had not seen that somebody named her there";
    EXPECT_THAT(refused.error().details, testing::ElementsAre("STORY_FIELD_PICTURES"));
    without_grace.set_version(story_of(story).version());
    ASSERT_TRUE(edit(other_curator, without_grace));
    EXPECT_FALSE(story_of(story).pictures(0).people_named()) << "to be said anew";
}

TEST_P(StoryPictureTest, OfARecognitionItIsShownOnlyWhileEveryoneMaySeeThat) {
    auto thanks = world.thanks(ada, {surprised});
    thanks.picture = {.id = uploaded(ada).picture_id(), .alternative_text = "Een bus"};
    const auto recognition = world.give(thanks).recognition_id();
    const auto story = make(curator, {}, {recognition}).value().story_id();
    const auto picture = story_of(story).sources(0).pictures(0).picture_id();
    ASSERT_TRUE(edit(curator, with(story, picture, std::vector<PersonId>{})));
    ASSERT_TRUE(tell(curator, story));
    EXPECT_TRUE(frame().has_picture());
    static constexpr store::Sql kHide{"test.hide", "UPDATE recognition SET state = 2 WHERE id = $1"};
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kHide, recognition);
        return true;
    });
    EXPECT_FALSE(frame().has_picture());
}

}  // namespace
}  // namespace koebel::studio
