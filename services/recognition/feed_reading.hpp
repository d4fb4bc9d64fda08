#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstdint>

namespace koebel::recognition {

/// How far somebody has read the feed; 0: never.
[[nodiscard]] store::Query<std::uint64_t> feed_read_position_of(const PersonId& person);

/// Moves it forward, at most to the end of the log. Refuses with kUnauthenticated SESSION_ENDED.
[[nodiscard]] Result<v1::MarkFeedReadResponse> mark_feed_read(
    store::Transaction& tx, const rpc::Caller& caller, std::uint64_t read_position
);

/// What somebody was thanked for, and thanked others for, by value.
[[nodiscard]] v1::GetValuesProfileResponse values_profile_of(store::Reader& reader, const PersonId& person);

}  // namespace koebel::recognition
