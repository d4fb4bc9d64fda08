#pragma once

#include "screen/screen.hpp"
#include "screen/settings.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/fleet.pb.h>

#include <map>
#include <vector>

namespace koebel::screen {

/// What the contract allows.
inline constexpr int kMostShown = 50;
inline constexpr int kMostOnPicture = 6;
inline constexpr std::size_t kIdCharacters = 36;
inline constexpr std::uint32_t kMostRings = 10'000;  ///< of a day

/// What a screen said of itself, and when.
struct Reported {
    v1::ScreenState state;
    Instant at;
};

/// Keeps what a screen says: what it shows, and what it has shown. A screen that was missed is missed no longer. Of
/// what may not be on screens, or was given more than ten minutes ago, nothing is counted: an earlier one that turns in
/// the idle picture does not ring.
///
/// Refuses with
///   kUnauthenticated  SESSION_ENDED         the screen was revoked
///   kInvalidArgument  SCREEN_STATE_INVALID  not a picture, or too much on it
[[nodiscard]] Result<v1::ReportStateResponse> report(
    store::Transaction& tx, const ScreenId& id, const v1::ReportStateRequest& request
);

/// What each screen said last; who never said anything is not in it.
[[nodiscard]] std::map<ScreenId, Reported> reported(store::Reader& reader);

/// When each did.
[[nodiscard]] std::map<ScreenId, Instant> last_reports(store::Reader& reader);

/// On how many screens a recognition stood, and rang, for who gave it. Refuses with kNotFound RECOGNITION_NOT_FOUND.
[[nodiscard]] Result<v1::GetRingResponse> ring_of(
    store::Reader& reader, const RecognitionId& recognition, const PersonId& giver
);

/// What was shown longer ago than Settings::shown_kept is known no more.
void forget_shown(store::Transaction& tx, const Settings& settings);

}  // namespace koebel::screen
