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

}  // namespace koebel::screen
