#pragma once

#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/candidate.pb.h>
#include <koebel/v1/rundown.pb.h>
#include <koebel/v1/stage.pb.h>
#include <koebel/v1/story.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::studio {

/// Answers CandidateService, StoryService, StageService and RundownService. Calls come from every io thread; owned by
/// koebeld, outlives the router. Holds nothing between calls.
class Service {
public:
    explicit Service(store::Store& store) : store_(store) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::MakeStoryResponse> make_story(const rpc::Caller& caller, const v1::MakeStoryRequest& request);
    Answer<v1::AddSourcesResponse> add_sources(const rpc::Caller& caller, const v1::AddSourcesRequest& request);
    Answer<v1::EditStoryResponse> edit_story(const rpc::Caller& caller, const v1::EditStoryRequest& request);
    Answer<v1::RemoveStoryResponse> remove_story(const rpc::Caller& caller, const v1::RemoveStoryRequest& request);
    Answer<v1::GetStoryResponse> get_story(const rpc::Caller& caller, const v1::GetStoryRequest& request);
    Answer<v1::ListStoriesResponse> list_stories(const rpc::Caller& caller, const v1::ListStoriesRequest& request);
    Answer<v1::ListStoryVersionsResponse> list_versions(
        const rpc::Caller& caller, const v1::ListStoryVersionsRequest& request
    );
    Answer<v1::WriteStoryResponse> write_story(const rpc::Caller& caller, const v1::WriteStoryRequest& request);
    Answer<v1::AskForStageResponse> ask(const rpc::Caller& caller, const v1::AskForStageRequest& request);
    Answer<v1::AnswerForStageResponse> answer(const rpc::Caller& caller, const v1::AnswerForStageRequest& request);
    Answer<v1::ListStageQuestionsResponse> list_questions(
        const rpc::Caller& caller, const v1::ListStageQuestionsRequest& request
    );
    Answer<v1::ListCandidatesResponse> list_candidates(
        const rpc::Caller& caller, const v1::ListCandidatesRequest& request
    );
    Answer<v1::GetCoverageResponse> get_coverage(const rpc::Caller& caller, const v1::GetCoverageRequest& request);
    Answer<v1::GetRundownResponse> get_rundown(const rpc::Caller& caller, const v1::GetRundownRequest& request);
    Answer<v1::SaveSegmentResponse> save_segment(const rpc::Caller& caller, const v1::SaveSegmentRequest& request);
    Answer<v1::MoveSegmentResponse> move_segment(const rpc::Caller& caller, const v1::MoveSegmentRequest& request);
    Answer<v1::RemoveSegmentResponse> remove_segment(
        const rpc::Caller& caller, const v1::RemoveSegmentRequest& request
    );
    Answer<v1::DraftRundownResponse> draft_rundown(const rpc::Caller& caller, const v1::DraftRundownRequest& request);
    Answer<v1::CopyRundownResponse> copy_rundown(const rpc::Caller& caller, const v1::CopyRundownRequest& request);
    Answer<v1::ListFramesResponse> list_frames(const rpc::Caller& caller, const v1::ListFramesRequest& request);

    store::Store& store_;
};

}  // namespace koebel::studio
