// Pictures on a nomination: whose they are, and who sees them.
#include "recognition/pictures.hpp"
#include "media/rows.hpp"
#include "story_world.hpp"

namespace koebel::story {
namespace {

using testing::ElementsAre;

class NominationPictureTest : public StoryWorldTest {
protected:
    /// Taken in, and used nowhere yet.
    v1::UploadPictureResponse uploaded(const PersonId& who) {
        return write([&](store::Transaction& tx) {
                   const media::Picture picture{
                       .content_type = "image/webp", .bytes = "bytes", .width = 8, .height = 6
                   };
                   return recognition::take_in(tx, World::caller(who), picture, recognition::Settings{});
               }
        ).value();
    }
    v1::NominateRequest with(
        const v1::UploadPictureResponse& picture, const std::string& words = "Een ketel met een strik"
    ) {
        auto request = about({grace});
        request.add_pictures()->set_picture_id(picture.picture_id());
        request.mutable_pictures(0)->set_alternative_text(words);
        return request;
    }
    bool sees_bytes(const PersonId& who, const std::string& path) {
        const auto id = path.substr(std::string_view{"/media/"}.size());
        return read([&](store::Reader& reader) {
            return !std::get<0>(reader.read(media::visible_to(World::caller(who), id))).empty();
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, NominationPictureTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(NominationPictureTest, ItIsSeenByExactlyWhoSeesTheNomination) {
    const auto picture = uploaded(ada);
    EXPECT_TRUE(sees_bytes(ada, picture.path()));
    EXPECT_FALSE(sees_bytes(curator, picture.path())) << "on nothing yet";

    const auto id = nominated(ada, with(picture));

    ASSERT_EQ(as_seen(curator, id).pictures_size(), 1);
    EXPECT_EQ(as_seen(curator, id).pictures(0).path(), picture.path());
    EXPECT_EQ(as_seen(curator, id).pictures(0).alternative_text(), "Een ketel met een strik");
    for (const auto& who : {ada, curator, other_curator}) EXPECT_TRUE(sees_bytes(who, picture.path()));
    for (const auto& who : {grace, noor}) EXPECT_FALSE(sees_bytes(who, picture.path()));
    air();
    EXPECT_TRUE(sees_bytes(grace, picture.path()));
    EXPECT_FALSE(sees_bytes(noor, picture.path()));
    ASSERT_TRUE(hold(curator, id, "Een klant staat erop"));
    EXPECT_FALSE(sees_bytes(grace, picture.path()));
}

TEST_P(NominationPictureTest, ItIsItsUploadersAndUsedOnce) {
    const auto picture = uploaded(ada);
    EXPECT_EQ(nominate(noor, with(picture)).error().reason, "PICTURE_NOT_FOUND");
    ASSERT_TRUE(nominate(ada, with(picture)));
    EXPECT_EQ(nominate(ada, with(picture)).error().reason, "PICTURE_NOT_FOUND");
    auto thanks = world.thanks(ada, {grace});
    thanks.picture = {.id = picture.picture_id(), .alternative_text = "Een ketel"};
    EXPECT_EQ(world.try_give(thanks).error().reason, "PICTURE_NOT_FOUND");
}

TEST_P(NominationPictureTest, ItGoesWithTheNominationAndNotBefore) {
    const auto picture = uploaded(ada);
    const auto id = nominated(ada, with(picture));
    world.database.clock().advance(std::chrono::days{30});
    write([&](store::Transaction& tx) -> Result<bool> {
        recognition::forget_unused_pictures(tx, recognition::Settings{});
        return true;
    }).value();
    EXPECT_TRUE(sees_bytes(ada, picture.path())) << "it is used";

    ASSERT_TRUE(withdraw(ada, id));
    EXPECT_FALSE(sees_bytes(ada, picture.path()));
}

TEST_P(NominationPictureTest, ItsWordsAreLookedAtAsTheOthers) {
    EXPECT_TRUE(nominate(ada, with(uploaded(ada), "Een klote ketel"))->held());
    auto lesson = with(uploaded(ada), "Piet Post bij de ketel");
    lesson.mutable_text()->set_kind(v1::NOMINATION_KIND_COMPLAINT_AS_A_GIFT);
    EXPECT_THAT(nominate(ada, lesson).error().details, ElementsAre("Piet Post"));
}

}  // namespace
}  // namespace koebel::story
