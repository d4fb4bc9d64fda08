#pragma once

#include "screen/screen.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/fleet.pb.h>

#include <vector>

namespace koebel::screen {

// What somebody does to screens that hang, who may place them; the caller has been authorised. `which`: at most
// kMostAtOnce; empty: all that hang. Both refuse with
//   kInvalidArgument  TOO_MANY_SCREENS
//   kNotFound         SCREEN_NOT_FOUND  one of them is unknown or revoked; then nothing is done

inline constexpr std::size_t kMostAtOnce = 200;

/// Asks something of them, once: a page that is away does not hear of it. Refuses with kInvalidArgument
/// SCREEN_REQUEST_UNKNOWN, too.
[[nodiscard]] Result<v1::AskScreensResponse> ask(
    store::Transaction& tx, const std::vector<ScreenId>& which, v1::ScreenRequest request, const PersonId& by
);

/// Makes them dark, or lights them, until that is taken back.
[[nodiscard]] Result<v1::BlankScreensResponse> blank(
    store::Transaction& tx, const std::vector<ScreenId>& which, bool blanked, const PersonId& by
);

}  // namespace koebel::screen
