#pragma once

#include "story/story_world.hpp"
#include "studio/asking.hpp"
#include "studio/candidates.hpp"
#include "studio/coverage.hpp"
#include "studio/draft.hpp"
#include "studio/editing.hpp"
#include "studio/following.hpp"
#include "studio/frames.hpp"
#include "studio/making.hpp"
#include "studio/questions.hpp"
#include "studio/rundown.hpp"
#include "studio/rundown_reading.hpp"
#include "studio/story_reading.hpp"
#include "studio/writers.hpp"

#include <string>
#include <utility>
#include <vector>

namespace koebel::studio {

using recognition::World;

/// Colleagues who chose each of what can be chosen for the stage, and a show in the making.
class StudioWorldTest : public story::StoryWorldTest {
protected:
    StudioWorldTest() {
        choose(surprised, v1::STAGE_PUBLICITY_SURPRISE_ME);
        choose(off_stage, v1::STAGE_PUBLICITY_NOT_ON_STAGE);
    }

    void choose(const PersonId& person, v1::StagePublicity stage) {
        static constexpr store::Sql kChoose{"test.choose", "UPDATE person SET publicity_stage = $2 WHERE id = $1"};
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            tx.run(kChoose, person, static_cast<int>(stage));
            return true;
        });
    }

    Result<v1::MakeStoryResponse> make(
        const PersonId& who,
        const std::vector<std::string>& nominations,
        const std::vector<std::string>& recognitions = {},
        const std::string& title = {}
    ) {
        const auto sources = Sources::of(nominations, recognitions);
        if (!sources) return std::unexpected(sources.error());
        return write([&](store::Transaction& tx) {
            return make_story(tx, World::caller(who), show::ShowId{show}, *sources, title);
        });
    }
    /// A story about these, its id.
    std::string made(const std::vector<PersonId>& people, const std::string& deed = "Belde een uur later terug") {
        const auto story = make(curator, {nominated(ada, about(people, deed))});
        return story ? story->story_id() : "refused: " + std::string{story.error().reason};
    }
    Result<v1::GetStoryResponse> story_of(const PersonId& who, const std::string& id) {
        return read([&](store::Reader& reader) { return get_story(reader, who, StoryId{id}); });
    }
    v1::Story story_of(const std::string& id) { return story_of(curator, id).value().story(); }

    static v1::EditStoryRequest editing(const std::string& id, std::uint32_t version) {
        v1::EditStoryRequest request;
        request.set_story_id(id);
        request.set_version(version);
        return request;
    }
    Result<v1::EditStoryResponse> edit(const PersonId& who, const v1::EditStoryRequest& request) {
        const auto change = Edit::from_message(request);
        if (!change) return std::unexpected(change.error());
        return write([&](store::Transaction& tx) {
            return edit_story(tx, World::caller(who), StoryId{request.story_id()}, request.version(), *change);
        });
    }

    Result<v1::AskForStageResponse> ask_for_stage(
        const PersonId& who, const std::string& subject, const std::vector<PersonId>& people
    ) {
        return write([&](store::Transaction& tx) { return studio::ask(tx, World::caller(who), subject, people); });
    }
    Result<v1::AnswerForStageResponse> answer_for_stage(
        const PersonId& who, const std::string& subject, v1::StageAnswer answer
    ) {
        return write([&](store::Transaction& tx) { return studio::answer(tx, World::caller(who), subject, answer); });
    }
    v1::ListStageQuestionsResponse questions(const PersonId& who) {
        return read([&](store::Reader& reader) { return list_questions(reader, who); });
    }
    v1::StageState stage_of(const std::string& story, const PersonId& person) {
        const auto message = story_of(story);
        for (const auto& one : message.people()) {
            if (one.person().id() == person.text()) return one.stage();
        }
        return v1::STAGE_STATE_UNSPECIFIED;
    }

    v1::SaveSegmentRequest segment() {
        v1::SaveSegmentRequest request;
        request.set_show_id(show);
        return request;
    }
    Result<v1::SaveSegmentResponse> save(const PersonId& who, const v1::SaveSegmentRequest& request) {
        const auto plan = SegmentPlan::from_message(who, request);
        if (!plan) return std::unexpected(plan.error());
        const Saving saving{
            .show = show::ShowId{request.show_id()},
            .id = SegmentId{request.segment_id()},
            .version = request.version(),
            .plan = *plan,
            .before = SegmentId{request.before_segment_id()},
        };
        return write([&](store::Transaction& tx) { return save_segment(tx, World::caller(who), saving); });
    }
    Result<v1::SaveSegmentResponse> tell(const PersonId& who, const std::string& story) {
        auto request = segment();
        request.set_story_id(story);
        return save(who, request);
    }
    /// Its id.
    std::string slide(const std::string& title, const std::string& before = {}) {
        auto request = segment();
        request.mutable_slide()->set_title(title);
        request.set_before_segment_id(before);
        return save(curator, request).value().segment_id();
    }
    v1::GetRundownResponse rundown(const PersonId& who) {
        return read([&](store::Reader& reader) { return get_rundown(reader, who, show::ShowId{show}); }).value();
    }
    v1::ListFramesResponse frames(const PersonId& who) {
        v1::ListFramesRequest request;
        request.set_show_id(show);
        return read([&](store::Reader& reader) { return list_frames(reader, who, request); }).value();
    }
    Result<v1::ListCandidatesResponse> candidates(const PersonId& who, v1::ListCandidatesRequest request = {}) {
        request.set_show_id(show);
        return read([&](store::Reader& reader) { return list_candidates(reader, who, request); });
    }
    v1::GetCoverageResponse coverage_of(const PersonId& who) {
        return read([&](store::Reader& reader) { return coverage(reader, who, show::ShowId{show}); }).value();
    }

    Result<v1::MoveShowResponse> try_move(v1::ShowState to) {
        v1::MoveShowRequest request;
        request.set_show_id(show);
        request.set_state(to);
        const show::Following studio_following{
            .may_move = may_move,
            .moved =
                [](store::Transaction& tx, const show::Show& moved) {
                    story::follow_show(tx, moved);
                    studio::follow_show(tx, moved);
                },
            .removed = follow_removed,
            .screen_topics = {},
        };
        return write([&](store::Transaction& tx) {
            return show::move(tx, request, World::caller(curator), studio_following);
        });
    }
    void days_go_by(int days) { world.database.clock().advance(std::chrono::days{days}); }

    PersonId surprised = world.person({.name = "Sam Verrast", .teams = {mill}});
    PersonId off_stage = world.person({.name = "Fatma Yildiz", .teams = {mill}});
};

}  // namespace koebel::studio
