#pragma once

#include "base/static_text.hpp"

#include <cstddef>

namespace koebel::people {

/// The one predicate for reading recognitions: whether the person in argument `viewer` ("$1") may see
/// the row `r` of table recognition. To be joined with AND:
///
///     constexpr auto kFeedText = "SELECT … FROM recognition r WHERE " + people::visible_to("$1") + " ORDER BY …";
///
///   everyone    every active person
///   team        giver, people thanked, and who belongs to one of recognition_team now
///   only us     giver and people thanked
///   hidden      giver and people thanked, whatever it was
///   taken back  nobody
///
/// There are no roles in it: private words are closed to administrators too. The numbers are those of
/// v1::Visibility and of recognition.state (0 living, 1 taken back, 2 hidden). A test refuses
/// statements that read recognition without it.
template <std::size_t Size>
[[nodiscard]] constexpr auto visible_to(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(r.state <> 1 AND EXISTS (SELECT 1 FROM person viewer WHERE viewer.id = " + who +
           " AND viewer.active = 1) AND (r.giver_id = " + who +
           " OR EXISTS (SELECT 1 FROM recognition_recipient seen_by WHERE seen_by.recognition_id = r.id"
           " AND seen_by.person_id = " +
           who +
           ") OR (r.state = 0 AND (r.visibility = 1 OR (r.visibility = 2 AND EXISTS (SELECT 1"
           " FROM recognition_team seen_in JOIN membership viewer_in ON viewer_in.team_id = seen_in.team_id"
           " WHERE seen_in.recognition_id = r.id AND viewer_in.person_id = " +
           who + "))))))";
}

/// What everyone in the organisation may see of `r`, screens included: for walls and for counting,
/// where no single person looks.
inline constexpr auto kVisibleToEveryone = static_text("(r.state = 0 AND r.visibility = 1)");

}  // namespace koebel::people
