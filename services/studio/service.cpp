#include "studio/service.hpp"

#include "studio/asking.hpp"
#include "studio/candidates.hpp"
#include "studio/coverage.hpp"
#include "studio/draft.hpp"
#include "studio/editing.hpp"
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

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.StoryService/MakeStory", *this, &Service::make_story);
    router.bind("koebel.v1.StoryService/AddSources", *this, &Service::add_sources);
    router.bind("koebel.v1.StoryService/EditStory", *this, &Service::edit_story);
    router.bind("koebel.v1.StoryService/RemoveStory", *this, &Service::remove_story);
    router.bind("koebel.v1.StoryService/GetStory", *this, &Service::get_story);
    router.bind("koebel.v1.StoryService/ListStories", *this, &Service::list_stories);
    router.bind("koebel.v1.StoryService/ListStoryVersions", *this, &Service::list_versions);
    router.bind("koebel.v1.StoryService/WriteStory", *this, &Service::write_story);
    router.bind("koebel.v1.StageService/AskForStage", *this, &Service::ask);
    router.bind("koebel.v1.StageService/AnswerForStage", *this, &Service::answer);
    router.bind("koebel.v1.StageService/ListStageQuestions", *this, &Service::list_questions);
    router.bind("koebel.v1.CandidateService/ListCandidates", *this, &Service::list_candidates);
    router.bind("koebel.v1.CandidateService/GetCoverage", *this, &Service::get_coverage);
    router.bind("koebel.v1.RundownService/GetRundown", *this, &Service::get_rundown);
    router.bind("koebel.v1.RundownService/SaveSegment", *this, &Service::save_segment);
    router.bind("koebel.v1.RundownService/MoveSegment", *this, &Service::move_segment);
    router.bind("koebel.v1.RundownService/RemoveSegment", *this, &Service::remove_segment);
    router.bind("koebel.v1.RundownService/DraftRundown", *this, &Service::draft_rundown);
    router.bind("koebel.v1.RundownService/CopyRundown", *this, &Service::copy_rundown);
    router.bind("koebel.v1.RundownService/ListFrames", *this, &Service::list_frames);
}

Service::Answer<v1::MakeStoryResponse> Service::make_story(
    const rpc::Caller& caller, const v1::MakeStoryRequest& request
) {
    auto sources = Sources::from_message(request);
    if (!sources) co_return std::unexpected(std::move(sources.error()));
    std::string title;
    if (!request.title().empty()) {
        auto kept = to_title(request.title());
        if (!kept) co_return std::unexpected(std::move(kept.error()));
        title = *std::move(kept);
    }
    auto job =
        [caller, show = show::ShowId{request.show_id()}, sources = *std::move(sources), title = std::move(title)](
            store::Transaction& tx
        ) { return studio::make_story(tx, caller, show, sources, title); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::AddSourcesResponse> Service::add_sources(
    const rpc::Caller& caller, const v1::AddSourcesRequest& request
) {
    auto sources = Sources::from_message(request);
    if (!sources) co_return std::unexpected(std::move(sources.error()));
    auto job = [caller, id = StoryId{request.story_id()}, sources = *std::move(sources)](store::Transaction& tx) {
        return studio::add_sources(tx, caller, id, sources);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::EditStoryResponse> Service::edit_story(
    const rpc::Caller& caller, const v1::EditStoryRequest& request
) {
    auto edit = Edit::from_message(request);
    if (!edit) co_return std::unexpected(std::move(edit.error()));
    auto job = [caller, id = StoryId{request.story_id()}, version = request.version(), edit = *std::move(edit)](
                   store::Transaction& tx
               ) { return studio::edit_story(tx, caller, id, version, edit); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::RemoveStoryResponse> Service::remove_story(
    const rpc::Caller& caller, const v1::RemoveStoryRequest& request
) {
    auto job = [caller, id = StoryId{request.story_id()}, version = request.version()](store::Transaction& tx) {
        return studio::remove_story(tx, caller, id, version);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::GetStoryResponse> Service::get_story(
    const rpc::Caller& caller, const v1::GetStoryRequest& request
) {
    auto job = [viewer = caller.person, id = StoryId{request.story_id()}](store::Reader& reader) {
        return studio::get_story(reader, viewer, id);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListStoriesResponse> Service::list_stories(
    const rpc::Caller& caller, const v1::ListStoriesRequest& request
) {
    auto job = [viewer = caller.person, show = show::ShowId{request.show_id()}](store::Reader& reader) {
        return Result<v1::ListStoriesResponse>{studio::list_stories(reader, viewer, show)};
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListStoryVersionsResponse> Service::list_versions(
    const rpc::Caller& caller, const v1::ListStoryVersionsRequest& request
) {
    auto job = [viewer = caller.person, request](store::Reader& reader) {
        return studio::list_versions(reader, viewer, request);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::WriteStoryResponse> Service::write_story(
    const rpc::Caller& caller, const v1::WriteStoryRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return studio::say_writing(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::AskForStageResponse> Service::ask(
    const rpc::Caller& caller, const v1::AskForStageRequest& request
) {
    std::vector<PersonId> people{request.person_ids().begin(), request.person_ids().end()};
    auto job = [caller, subject = request.subject_id(), people = std::move(people)](store::Transaction& tx) {
        return studio::ask(tx, caller, subject, people);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::AnswerForStageResponse> Service::answer(
    const rpc::Caller& caller, const v1::AnswerForStageRequest& request
) {
    auto job = [caller, subject = request.subject_id(), said = request.answer()](store::Transaction& tx) {
        return studio::answer(tx, caller, subject, said);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListStageQuestionsResponse>
Service::list_questions(const rpc::Caller& caller, const v1::ListStageQuestionsRequest& /*request*/) {
    auto job = [person = caller.person](store::Reader& reader) {
        return Result<v1::ListStageQuestionsResponse>{studio::list_questions(reader, person)};
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListCandidatesResponse> Service::list_candidates(
    const rpc::Caller& caller, const v1::ListCandidatesRequest& request
) {
    auto job = [viewer = caller.person, request](store::Reader& reader) {
        return studio::list_candidates(reader, viewer, request);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetCoverageResponse> Service::get_coverage(
    const rpc::Caller& caller, const v1::GetCoverageRequest& request
) {
    auto job = [viewer = caller.person, show = show::ShowId{request.show_id()}](store::Reader& reader) {
        return studio::coverage(reader, viewer, show);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetRundownResponse> Service::get_rundown(
    const rpc::Caller& caller, const v1::GetRundownRequest& request
) {
    auto job = [viewer = caller.person, show = show::ShowId{request.show_id()}](store::Reader& reader) {
        return studio::get_rundown(reader, viewer, show);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::SaveSegmentResponse> Service::save_segment(
    const rpc::Caller& caller, const v1::SaveSegmentRequest& request
) {
    auto plan = SegmentPlan::from_message(caller.person, request);
    if (!plan) co_return std::unexpected(std::move(plan.error()));
    Saving saving{
        .show = show::ShowId{request.show_id()},
        .id = SegmentId{request.segment_id()},
        .version = request.version(),
        .plan = *std::move(plan),
        .before = SegmentId{request.before_segment_id()},
    };
    auto job = [caller, saving = std::move(saving)](store::Transaction& tx) {
        return studio::save_segment(tx, caller, saving);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::MoveSegmentResponse> Service::move_segment(
    const rpc::Caller& caller, const v1::MoveSegmentRequest& request
) {
    auto job = [caller, id = SegmentId{request.segment_id()}, before = SegmentId{request.before_segment_id()}](
                   store::Transaction& tx
               ) { return studio::move_segment(tx, caller, id, before); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::RemoveSegmentResponse> Service::remove_segment(
    const rpc::Caller& caller, const v1::RemoveSegmentRequest& request
) {
    auto job = [caller, id = SegmentId{request.segment_id()}, version = request.version()](store::Transaction& tx) {
        return studio::remove_segment(tx, caller, id, version);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::DraftRundownResponse> Service::draft_rundown(
    const rpc::Caller& caller, const v1::DraftRundownRequest& request
) {
    auto job = [caller, show = show::ShowId{request.show_id()}](store::Transaction& tx) {
        return studio::draft_rundown(tx, caller, show);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::CopyRundownResponse> Service::copy_rundown(
    const rpc::Caller& caller, const v1::CopyRundownRequest& request
) {
    auto job = [caller, from = show::ShowId{request.from_show_id()}, to = show::ShowId{request.show_id()}](
                   store::Transaction& tx
               ) { return studio::copy_rundown(tx, caller, from, to); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListFramesResponse> Service::list_frames(
    const rpc::Caller& caller, const v1::ListFramesRequest& request
) {
    auto job = [viewer = caller.person, request](store::Reader& reader) {
        return studio::list_frames(reader, viewer, request);
    };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::studio
