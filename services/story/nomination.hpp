#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "base/time.hpp"
#include "people/visible_to.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "story/words.hpp"

#include <koebel/v1/nomination.pb.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::story {

using NominationId = Id<struct NominationTag>;

/// Whether who is nominated may read it after the show; the numbers stand in SQL.
enum class Hold : std::uint8_t { kNone = 0, kByWord = 1, kByCurator = 2 };

/// A row of table nomination, as one viewer reads it.
struct NominationRow {
    NominationId id;
    show::ShowId show;
    PersonId nominator;
    TeamId team;  ///< empty: people are nominated
    Words words;
    Instant nominated_at;
    std::optional<Instant> edited_at;
    std::optional<Instant> read_at;
    Hold hold = Hold::kNone;
    std::string hold_reason;
    std::uint32_t version = 0;
    v1::ShowState show_state = v1::SHOW_STATE_PLANNED;
    bool viewer_curates = false;

    /// From columns as in kNominationColumns.
    static NominationRow from(const store::Row& row);
};

/// The columns of NominationRow::from on the alias `n`; `$1` is the viewer.
inline constexpr auto kNominationColumns =
    "n.id, n.show_id, n.nominator_id, n.team_id, n.kind, n.value_id, n.situation, n.deed, n.effect, n.thanks, n.words,"
    " n.nominated_at, n.edited_at, n.read_at, n.hold, n.hold_reason, n.version, (SELECT its.state FROM show its WHERE "
    "its.id ="
    " n.show_id), CASE WHEN " +
    people::nomination_curated_by("$1") + " THEN 1 ELSE 0 END";

/// The one with that id, if the viewer may see it.
[[nodiscard]] store::Query<NominationRow> nomination_for(const PersonId& viewer, const NominationId& id);

/// Who is nominated: by name, in the nominator's order, or with a team.
[[nodiscard]] store::Query<PersonId> nominees_of(const NominationId& id);

/// What somebody who was asked said; empty: nothing yet.
struct WitnessRow {
    NominationId nomination;
    PersonId person;
    std::string reason;

    static WitnessRow from(const store::Row& row);
};
[[nodiscard]] store::Query<WitnessRow> witnesses_of(const std::vector<NominationId>& ids);

/// As the viewer may see them, in their order: with names, teams, recognitions and witnesses. Two round trips, whatever
/// their number.
[[nodiscard]] std::vector<v1::Nomination> complete(
    store::Reader& reader, const PersonId& viewer, const std::vector<NominationRow>& rows
);

}  // namespace koebel::story
