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
///   off feed    giver and people thanked, whatever it was: one of these took it off
///   hidden      giver and people thanked, whatever it was
///   held        its giver, until a curator has looked at it
///   taken back  nobody
///
/// From whom it is withheld is no person thanked here; to whom it arrives later, quietly, it is not there at all
/// before.
///
/// There are no roles in it: private words are closed to administrators too. The numbers are those of
/// v1::Visibility and of recognition.state (0 living, 1 taken back, 2 hidden, 3 held). A test refuses
/// statements that read recognition without it.
template <std::size_t Size>
[[nodiscard]] constexpr auto visible_to(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(r.state <> 1 AND EXISTS (SELECT 1 FROM person viewer WHERE viewer.id = " + who +
           " AND viewer.active = 1) AND (r.giver_id = " + who +
           " OR (r.state <> 3 AND EXISTS (SELECT 1 FROM recognition_recipient seen_by WHERE seen_by.recognition_id = "
           "r.id"
           " AND seen_by.withheld = 0 AND seen_by.person_id = " +
           who +
           ")) OR (r.state = 0 AND r.off_feed = 0 AND NOT EXISTS (SELECT 1 FROM recognition_recipient waits_for WHERE"
           " waits_for.recognition_id = r.id AND waits_for.withheld = 2 AND waits_for.person_id = " +
           who +
           ") AND (r.visibility = 1 OR (r.visibility = 2 AND EXISTS (SELECT 1"
           " FROM recognition_team seen_in JOIN membership viewer_in ON viewer_in.team_id = seen_in.team_id"
           " WHERE seen_in.recognition_id = r.id AND viewer_in.person_id = " +
           who + "))))))";
}

/// What everyone in the organisation may see of `r`, screens included, where no single person looks.
inline constexpr auto kVisibleToEveryone =
    static_text("(r.state = 0 AND r.visibility = 1 AND r.off_feed = 0 AND r.off_screens = 0)");

/// What office screens may show.
inline constexpr auto kVisibleOnScreens = static_text("(r.state = 0 AND r.visibility = 1 AND r.off_screens = 0)");

/// Whether `r` is on the wall of the screen in argument `screen`: what it may show, of its teams if it has some, with
/// its values if it has some.
template <std::size_t Size>
[[nodiscard]] constexpr auto on_wall_of(const char (&screen)[Size]) {
    const auto which = static_text(screen);
    return "(" + kVisibleOnScreens + " AND EXISTS (SELECT 1 FROM screen hanging WHERE hanging.id = " + which +
           " AND hanging.revoked_at IS NULL) AND (NOT EXISTS (SELECT 1 FROM screen_team its WHERE its.screen_id = " +
           which +
           ") OR EXISTS (SELECT 1 FROM screen_team its JOIN recognition_team said_in ON said_in.team_id = its.team_id"
           " WHERE its.screen_id = " +
           which +
           " AND said_in.recognition_id = r.id)) AND (NOT EXISTS (SELECT 1 FROM screen_value its"
           " WHERE its.screen_id = " +
           which +
           ") OR EXISTS (SELECT 1 FROM screen_value its JOIN recognition_value said_with"
           " ON said_with.value_id = its.value_id WHERE its.screen_id = " +
           which + " AND said_with.recognition_id = r.id)))";
}

/// What was given for everyone to see and lives, taken off or not: for counting, and for finding what is to be
/// projected again. Never for a page.
inline constexpr auto kGivenToEveryone = static_text("(r.state = 0 AND r.visibility = 1)");

/// Whether the person in argument `viewer` is a curator, and here.
template <std::size_t Size>
[[nodiscard]] constexpr auto is_curator(const char (&viewer)[Size]) {
    return "EXISTS (SELECT 1 FROM person curator JOIN person_role role_of ON role_of.person_id = curator.id"
           " AND role_of.role = 3 WHERE curator.id = " +
           static_text(viewer) + " AND curator.active = 1)";
}

/// Whether the person in argument `viewer` decides about what is held of `r`: a curator who neither gave it nor is
/// thanked in it. Beside `r.state = 3` it opens its words; a remark that is held, its statement asks besides who wrote
/// it.
template <std::size_t Size>
[[nodiscard]] constexpr auto held_to(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(r.giver_id <> " + who +
           " AND NOT EXISTS (SELECT 1 FROM recognition_recipient party WHERE party.recognition_id = r.id"
           " AND party.person_id = " +
           who + ") AND " + is_curator(viewer) + ")";
}

/// Whether the person in argument `viewer` may take up the report `t` of `r`: a curator who is no party to it. It says
/// that there is a report, on it or on a remark of which they are not the author; words of `r` are for opened_to. Who
/// was merged into the viewer is the viewer: of them a report can be left that both made, the rest was handed over.
template <std::size_t Size>
[[nodiscard]] constexpr auto reported_to(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(t.reporter_id <> " + who +
           " AND NOT EXISTS (SELECT 1 FROM person twin WHERE twin.id = t.reporter_id"
           " AND twin.merged_into = " +
           who + ") AND NOT EXISTS (SELECT 1 FROM remark said WHERE said.id = t.remark_id AND said.author_id = " + who +
           ") AND " + held_to(viewer) + ")";
}

/// Whether a report that is undecided has opened `r` to the person in argument `viewer`: besides visible_to the only
/// way to words.
template <std::size_t Size>
[[nodiscard]] constexpr auto opened_to(const char (&viewer)[Size]) {
    return "(r.state <> 1 AND t.resolved_at IS NULL AND EXISTS (SELECT 1 FROM report_opening opened"
           " WHERE opened.report_id = t.id AND opened.curator_id = " +
           static_text(viewer) + ") AND " + reported_to(viewer) + ")";
}

/// Whether the person in argument `viewer` is a curator who makes something of the nomination `n`: not one who is
/// nominated in it, by name or with a team. Besides nomination_visible_to it says who decides about its text.
template <std::size_t Size>
[[nodiscard]] constexpr auto nomination_curated_by(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(" + is_curator(viewer) +
           " AND NOT EXISTS (SELECT 1 FROM nomination_person party"
           " WHERE party.nomination_id = n.id AND party.person_id = " +
           who + "))";
}

/// The one predicate for reading nominations: whether the person in argument `viewer` may see the row `n` of table
/// nomination. To be joined with AND.
///
///   who wrote it      always
///   who was asked     whether they saw it too: always
///   curators          but nobody what is written about themselves
///   who is nominated  once the show was aired, unless its text is held back; of a team who belonged to it then
template <std::size_t Size>
[[nodiscard]] constexpr auto nomination_visible_to(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(EXISTS (SELECT 1 FROM person viewer WHERE viewer.id = " + who +
           " AND viewer.active = 1) AND (n.nominator_id = " + who +
           " OR EXISTS (SELECT 1 FROM nomination_witness asked WHERE asked.nomination_id = n.id AND asked.person_id "
           "= " +
           who + ") OR " + nomination_curated_by(viewer) +
           " OR (n.hold = 0 AND EXISTS (SELECT 1 FROM show aired WHERE aired.id = n.show_id AND aired.state = 5)"
           " AND EXISTS (SELECT 1 FROM nomination_person nominee WHERE nominee.nomination_id = n.id"
           " AND nominee.person_id = " +
           who + "))))";
}

/// The one predicate for reading stories: whether the person in argument `viewer` is a curator who makes something of
/// the row `st` of table story. Nobody sees one that they are told about in, or that is made of a nomination of them.
template <std::size_t Size>
[[nodiscard]] constexpr auto story_curated_by(const char (&viewer)[Size]) {
    const auto who = static_text(viewer);
    return "(" + is_curator(viewer) +
           " AND NOT EXISTS (SELECT 1 FROM story_person party WHERE party.story_id = st.id"
           " AND party.person_id = " +
           who +
           ") AND NOT EXISTS (SELECT 1 FROM story_source its JOIN nomination_person party ON party.nomination_id ="
           " its.nomination_id WHERE its.story_id = st.id AND party.person_id = " +
           who + "))";
}

}  // namespace koebel::people
