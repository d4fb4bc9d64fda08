#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "media/rows.hpp"
#include "screen/screen.hpp"
#include "screen/settings.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/pin.pb.h>

#include <string>
#include <vector>

namespace koebel::screen {

using PinId = Id<struct PinTag>;

/// What the contract allows.
inline constexpr std::size_t kPinCharacters = 280;
inline constexpr std::size_t kPinScreens = 50;
inline constexpr std::chrono::days kLongestPin{366};

/// What somebody wants to pin.
struct PinPlan {
    PinId id = {};  ///< empty: a new one
    std::string text;
    std::optional<Instant> from = {};  ///< none: now
    Instant until;
    std::vector<ScreenId> screens = {};  ///< empty: all

    /// Refuses with kInvalidArgument TEXT_TOO_LONG, TEXT_INVALID, PIN_TIME_INVALID (no end, or no such time),
    /// TOO_MANY_SCREENS.
    static Result<PinPlan> from_message(const v1::SavePinRequest& request);
};

// Each is one job; the caller has been authorised. Screens that showed it, and those that show it now, read their wall
// again.

/// Pins it. Refuses with
///   kInvalidArgument     PIN_TIME_INVALID
///   kNotFound            PIN_NOT_FOUND, SCREEN_NOT_FOUND (one it did not hang on before)
///   kResourceExhausted   TOO_MANY_PINS
[[nodiscard]] Result<v1::Pin> save_pin(
    store::Transaction& tx, const PinPlan& plan, const PersonId& by, const Settings& settings
);

/// Its picture is at `path` from now on; empty: it has none. Refuses with kNotFound PIN_NOT_FOUND.
[[nodiscard]] Result<void> set_pin_picture(
    store::Transaction& tx, const PinId& id, const std::string& path, const PersonId& by
);

/// Takes it off. Refuses with kNotFound PIN_NOT_FOUND.
[[nodiscard]] Result<void> remove_pin(store::Transaction& tx, const PinId& id, const PersonId& by);

/// Those that are not over, and twenty that are, the last end first.
[[nodiscard]] v1::ListPinsResponse list_pins(store::Reader& reader);

/// What hangs on a screen now or within a week, the first start first; those that have something to show.
[[nodiscard]] std::vector<v1::Pin> pins_on(store::Reader& reader, const ScreenId& screen);

/// What hangs on any screen now.
[[nodiscard]] std::vector<v1::Pin> pins_anywhere(store::Reader& reader);

/// Those that have been over for Settings::pins_kept are gone, with their pictures.
void forget_pins(store::Transaction& tx, const Settings& settings);

/// Whose a pin's picture is.
[[nodiscard]] media::Owner owner_of(const PinId& pin);

/// Who went in a merge pinned nothing any more: who stays did.
void hand_over_pins(store::Transaction& tx, const PersonId& goes, const PersonId& stays);

}  // namespace koebel::screen
