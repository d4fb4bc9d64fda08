// Changing a story: alone.
#include "studio_world.hpp"

namespace koebel::studio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class EditingTest : public StudioWorldTest {
protected:
    v1::StoryLink link(const PersonId& person, const std::string& deed = {}) {
        v1::StoryLink link;
        link.set_person_id(person.text());
        link.set_deed(deed);
        return link;
    }
    v1::ListStoryVersionsResponse versions(const std::string& id) {
        v1::ListStoryVersionsRequest request;
        request.set_story_id(id);
        return read([&](store::Reader& reader) { return list_versions(reader, curator, request); }).value();
    }
    Result<v1::RemoveStoryResponse> remove(const PersonId& who, const std::string& id, std::uint32_t version) {
        return write([&](store::Transaction& tx) { return remove_story(tx, World::caller(who), StoryId{id}, version); }
        );
    }
    Result<v1::WriteStoryResponse> say(
        const PersonId& who, const std::string& id, v1::StoryField field, bool done = false
    ) {
        v1::WriteStoryRequest request;
        request.set_story_id(id);
        request.set_field(field);
        request.set_done(done);
        return write([&](store::Transaction& tx) { return say_writing(tx, World::caller(who), request); });
    }
    std::ptrdiff_t heard_of_studio(const PersonId& who) {
        return std::ranges::count_if(world.events(people::topic_of(who)), [](const auto& event) {
            return event.has_studio_changed();
        });
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, EditingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(EditingTest, FieldsThatAreNotNamedStay) {
    const auto id = made({grace});
    auto request = editing(id, 1);
    request.set_title("Vrijdag, half zeven");
    ASSERT_TRUE(edit(curator, request));

    const auto story = story_of(id);
    EXPECT_EQ(story.title(), "Vrijdag, half zeven");
    EXPECT_EQ(story.text(), "Belde een uur later terug");
    EXPECT_EQ(story.version(), 2U);
    EXPECT_EQ(story.changed_by().name(), "Carla Curator");
}

TEST_P(EditingTest, EveryVersionStaysWithWhoWroteIt) {
    const auto id = made({grace});
    auto request = editing(id, 1);
    request.set_lines("In Zwolle lag één pomp.");
    ASSERT_TRUE(edit(other_curator, request));

    const auto history = versions(id);
    ASSERT_EQ(history.versions_size(), 2);
    EXPECT_EQ(history.versions(0).lines(), "In Zwolle lag één pomp.");
    EXPECT_EQ(history.versions(0).by().name(), "Cees Curator");
    EXPECT_THAT(history.versions(0).fields(), ElementsAre(v1::STORY_FIELD_LINES));
    EXPECT_EQ(history.versions(1).lines(), "Belde een uur later terug");
}

TEST_P(EditingTest, PeopleStandInTheOrderOfTheCreditChain) {
    const auto id = made({grace});
    auto request = editing(id, 1);
    *request.mutable_people()->add_links() = link(piet, "reed om");
    *request.mutable_people()->add_links() = link(grace, "belde terug");
    ASSERT_TRUE(edit(curator, request));
    EXPECT_EQ(story_of(id).people(0).person().name(), "Piet Post");
    EXPECT_EQ(story_of(id).people(0).deed(), "reed om");

    request = editing(id, 2);
    *request.mutable_people()->add_links() = link(curator);
    EXPECT_EQ(edit(curator, request).error().reason, "ABOUT_YOURSELF");
    request = editing(id, 2);
    *request.mutable_people()->add_links() = link(PersonId{"nobody"});
    EXPECT_EQ(edit(curator, request).error().reason, "PERSON_NOT_FOUND");
}

TEST_P(EditingTest, WhoLeavesAStoryIsAskedNothingAboutItAnyMore) {
    const auto id = made({grace, piet});
    ASSERT_TRUE(ask_for_stage(curator, id, {grace}));
    auto request = editing(id, 1);
    *request.mutable_people()->add_links() = link(piet);
    ASSERT_TRUE(edit(curator, request));
    EXPECT_THAT(questions(grace).questions(), IsEmpty());
    EXPECT_THAT(in_inbox(grace), IsEmpty());
}

TEST_P(EditingTest, ItIsRemovedOnlyAsTheCallerSawItAndNotFromARundown) {
    const auto id = made({grace});
    EXPECT_EQ(remove(curator, id, 7).error().reason, "STORY_CHANGED");
    ASSERT_TRUE(tell(curator, id));
    EXPECT_EQ(remove(curator, id, 1).error().reason, "STORY_IN_RUNDOWN");
    const auto segment = rundown(curator).segments(0).id();
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return remove_segment(tx, World::caller(curator), SegmentId{segment}, 1);
    }));
    ASSERT_TRUE(remove(curator, id, 1));
    EXPECT_EQ(story_of(curator, id).error().reason, "STORY_NOT_FOUND");
}

TEST_P(EditingTest, NobodyChangesWhatIsReadyOrWasAired) {
    const auto id = made({surprised});
    ASSERT_TRUE(tell(curator, id));
    move(v1::SHOW_STATE_CURATING);
    ASSERT_TRUE(try_move(v1::SHOW_STATE_READY));
    auto request = editing(id, 1);
    request.set_title("Te laat");
    EXPECT_EQ(edit(curator, request).error().reason, "SHOW_READY");
    days_go_by(10);
    ASSERT_TRUE(try_move(v1::SHOW_STATE_AIRED));
    EXPECT_EQ(edit(curator, request).error().reason, "SHOW_AIRED");
}

TEST_P(EditingTest, TwoWhoWriteSeeEachOther) {
    const auto id = made({grace});
    ASSERT_TRUE(say(curator, id, v1::STORY_FIELD_TITLE));
    const auto heard_before = heard_of_studio(curator);

    ASSERT_TRUE(say(other_curator, id, v1::STORY_FIELD_TEXT));
    const auto seen = story_of(other_curator, id).value();

    ASSERT_EQ(seen.writers_size(), 1);
    EXPECT_EQ(seen.writers(0).person().name(), "Carla Curator");
    EXPECT_EQ(seen.writers(0).field(), v1::STORY_FIELD_TITLE);
    EXPECT_EQ(heard_of_studio(curator), heard_before + 1);
    ASSERT_TRUE(say(other_curator, id, v1::STORY_FIELD_TEXT));
    EXPECT_EQ(heard_of_studio(curator), heard_before + 1) << "still there is no news";
    world.database.clock().advance(std::chrono::minutes{1});
    EXPECT_EQ(story_of(curator, id).value().writers_size(), 0) << "who did not say so again is gone";
}

TEST_P(EditingTest, WhoIsToldAboutHearsNothingOfIt) {
    const auto heard_before = heard_of_studio(other_curator);
    const auto id = made({other_curator});
    auto request = editing(id, 1);
    request.set_title("Een verrassing");
    ASSERT_TRUE(edit(curator, request));
    EXPECT_EQ(heard_of_studio(other_curator), heard_before);
}

}  // namespace
}  // namespace koebel::studio
