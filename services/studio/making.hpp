#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"
#include "studio/story.hpp"

#include <koebel/v1/story.pb.h>

#include <string>
#include <string_view>
#include <vector>

namespace koebel::studio {

/// What a story is made of, of the right shape.
struct Sources {
    std::vector<story::NominationId> nominations;
    std::vector<RecognitionId> recognitions;

    /// Refuses with kInvalidArgument NO_SOURCE, TOO_MANY_SOURCES, DUPLICATE_SOURCE. Of a message with both lists.
    template <class Request>
    static Result<Sources> from_message(const Request& request) {
        return of(
            {request.nomination_ids().begin(), request.nomination_ids().end()},
            {request.recognition_ids().begin(), request.recognition_ids().end()}
        );
    }
    static Result<Sources> of(std::vector<std::string> nominations, std::vector<std::string> recognitions);
};

/// Makes a story of a show that can be changed, for a curator. Refuses as make_story does, but for rights and the show.
[[nodiscard]] Result<StoryId> make(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const show::ShowId& show,
    const Sources& sources,
    std::string_view title
);

// Jobs of Store::write; StoryService says what they refuse.

[[nodiscard]] Result<v1::MakeStoryResponse> make_story(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const show::ShowId& show,
    const Sources& sources,
    std::string_view title
);

[[nodiscard]] Result<v1::AddSourcesResponse> add_sources(
    store::Transaction& tx, const rpc::Caller& caller, const StoryId& id, const Sources& sources
);

/// Refuses with kFailedPrecondition SHOW_READY, SHOW_AIRED.
[[nodiscard]] Result<void> may_change(v1::ShowState state);

}  // namespace koebel::studio
