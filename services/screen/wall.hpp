#pragma once

#include "screen/screen.hpp"
#include "screen/settings.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/screen.pb.h>

namespace koebel::screen {

/// How many recognitions a wall starts with.
inline constexpr std::uint32_t kWallRecognitions = 12;
inline constexpr std::uint32_t kMostWallRecognitions = 50;

/// What a screen shows when it starts, read in one snapshot: with the events above it the wall is exact.
/// `limit` 0: kWallRecognitions; never more than kMostWallRecognitions.
/// Refuses with kUnauthenticated SESSION_ENDED a screen that is gone.
[[nodiscard]] Result<v1::GetWallResponse> wall(
    store::Reader& reader, const ScreenId& id, std::uint32_t limit, const Settings& settings
);

/// Somebody is shown in another way on screens from now on, or left, or is back: screens on which they stand beside the
/// shout-outs (who joined, last year) read their wall again. What was said lately is projected again by recognition.
void tell_screens_that_show(store::Transaction& tx, const PersonId& person, const Settings& settings);

}  // namespace koebel::screen
