// What follows in the studio from what happens elsewhere.
#include "studio_world.hpp"

namespace koebel::studio {
namespace {

using testing::HasSubstr;
using testing::Not;

class FollowingTest : public StudioWorldTest {
protected:
    void take_back(const std::string& nomination) {
        const story::Following withdrawing{.withdrawn = follow_withdrawn};
        ASSERT_TRUE(write([&](store::Transaction& tx) {
            return story::withdraw(tx, World::caller(ada), story::NominationId{nomination}, withdrawing);
        }));
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, FollowingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(FollowingTest, AStoryThatNobodyTouchedGoesWithItsNomination) {
    const auto nomination = nominated(ada, about({grace}));
    const auto story = make(curator, {nomination}).value().story_id();
    take_back(nomination);
    EXPECT_EQ(story_of(curator, story).error().reason, "STORY_NOT_FOUND");
}

TEST_P(FollowingTest, OfOneThatWasWorkedOnTheWordsGoThatWereTheNominations) {
    const auto nomination = nominated(ada, about({grace}, "Zonnewende: een geheim van Ada"));
    const auto other = nominated(noor, about({grace}, "Iets van Noor"));
    const auto story = make(curator, {nomination, other}).value().story_id();
    auto request = editing(story, 1);
    request.mutable_people()->add_links()->set_person_id(grace.text());
    ASSERT_TRUE(edit(curator, request));

    take_back(nomination);

    const auto after = story_of(curator, story).value().ShortDebugString();
    EXPECT_THAT(after, Not(HasSubstr("Zonnewende")));
    EXPECT_THAT(after, HasSubstr("Iets van Noor"));
    EXPECT_EQ(story_of(story).sources_size(), 1);
    v1::ListStoryVersionsRequest history;
    history.set_story_id(story);
    const auto versions = read([&](store::Reader& reader) { return list_versions(reader, curator, history); }).value();
    EXPECT_THAT(versions.ShortDebugString(), Not(HasSubstr("Zonnewende")));
}

TEST_P(FollowingTest, WithAShowThatIsRemovedGoesWhatWasMadeForIt) {
    const auto story =
        make(curator, {}, {world.give(world.thanks(ada, {surprised})).recognition_id()}).value().story_id();
    ASSERT_TRUE(tell(curator, story));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        follow_removed(tx, show::ShowId{show});
        return true;
    });
    EXPECT_EQ(story_of(curator, story).error().reason, "STORY_NOT_FOUND");
    EXPECT_EQ(rundown(curator).segments_size(), 0);
}

TEST_P(FollowingTest, TwoWhoAreOneAreOneInStoriesAndAnswers) {
    const auto story = made({grace, piet});
    ASSERT_TRUE(ask_for_stage(curator, story, {grace, piet}));
    ASSERT_TRUE(answer_for_stage(piet, story, v1::STAGE_ANSWER_NOT_NOW));
    ASSERT_TRUE(answer_for_stage(grace, story, v1::STAGE_ANSWER_YES));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        studio::merge(tx, piet, grace);
        return true;
    });
    ASSERT_EQ(story_of(story).people_size(), 1);
    EXPECT_EQ(stage_of(story, grace), v1::STAGE_STATE_NOT_NOW) << "the more reserved answer counts";
}

}  // namespace
}  // namespace koebel::studio
