#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include "base/result.hpp"
#include "recognition/settings.hpp"

#include <koebel/v1/lobby.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace koebel::recognition {

// What reads recognitions. Every function is one job of Store::read; rows go through people::visible_to
// and leave as projections.

/// A page, newest first: what is below `before`; 0: from the newest.
struct Page {
    std::uint64_t before = 0;
    std::size_t size = 20;  ///< 1 to 100
};

/// What the viewer may see, with a snapshot of the feed, of the viewer's team topics and person topic. Nobody in
/// particular (see rpc::viewer_of): what everyone may see, with a snapshot of the feed.
/// With a filter: what fits of it.
struct FeedFilter;
[[nodiscard]] v1::ListFeedResponse list_feed(
    store::Reader& reader, const PersonId& viewer, Page page, const FeedFilter* filter = nullptr
);

/// One recognition, with a snapshot as of the feed. Refuses with kNotFound RECOGNITION_NOT_FOUND.
[[nodiscard]] Result<v1::GetRecognitionResponse> get_recognition(
    store::Reader& reader, const PersonId& viewer, const RecognitionId& recognition, const Settings& settings
);

/// What was said to the viewer, with a snapshot of the viewer's person topic.
[[nodiscard]] v1::ListSaidToMeResponse list_said_to_me(store::Reader& reader, const PersonId& viewer, Page page);

/// What the person has to give now.
[[nodiscard]] v1::GetAllowanceResponse allowance_of(store::Reader& reader, const PersonId& person);

// For screens: the newest of what everyone may see, newest first, at most `limit`. With a team: what
// was said to it or to its members then. With values: what was said with one of them.

[[nodiscard]] std::vector<v1::WallRecognition> list_wall(
    store::Reader& reader, const std::optional<TeamId>& team, std::size_t limit, const std::vector<ValueId>& values = {}
);
[[nodiscard]] std::vector<v1::BellRang> list_lobby(store::Reader& reader, std::size_t limit);

/// Those of them that screens may show, in no order.
[[nodiscard]] std::vector<v1::WallRecognition> list_wall_of(
    store::Reader& reader, const std::vector<RecognitionId>& recognitions
);

/// What screens may show of a week (see Zone::week), newest first, without what somebody gave or was thanked for who
/// has left since. With teams and values: as list_wall.
[[nodiscard]] std::vector<v1::WallRecognition> list_wall_of_week(
    store::Reader& reader,
    std::int64_t week,
    std::size_t limit,
    const std::vector<TeamId>& teams = {},
    const std::vector<ValueId>& values = {}
);

}  // namespace koebel::recognition
