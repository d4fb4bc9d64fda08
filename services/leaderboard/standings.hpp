#pragma once

#include "base/id.hpp"
#include "base/zone.hpp"
#include "leaderboard/period.hpp"
#include "leaderboard/standing_rows.hpp"
#include "store/transaction.hpp"

#include <optional>
#include <string>
#include <vector>

namespace koebel::leaderboard {

// What recognitions do to standings, in the transaction that changes them. Standings are absolute values, so that no
// order of events and no repeat can make them wrong.

/// A thank-you that everyone may see: nothing else counts.
struct Thanks {
    PersonId giver;
    std::vector<PersonId> people;  ///< by name; none when a team is thanked as a whole: that counts for the team only
    std::vector<ValueId> values;
    std::vector<TeamId> teams;  ///< that it touches: the recipients' direct ones
    Instant given_at;
};

/// What counting needs to know. Its queries go into the read that the rules need anyhow.
struct Tally {
    std::vector<PeriodRow> periods;
    std::vector<PairRow> pairs;
    std::vector<PlaceRow> places;
    std::vector<PlaceRow> team_places;
    std::vector<PersonId> on_boards;
};

/// The queries of a Tally, in its order. The teams of the people need not be known yet.
struct TallyQueries {
    explicit TallyQueries(const Thanks& thanks);

    store::Query<PeriodRow> periods;
    store::Query<PairRow> pairs;
    store::Query<PlaceRow> places;
    store::Query<PlaceRow> team_places;
    store::Query<PersonId> on_boards;
};

/// Counts a thank-you in the periods that the recognition keeps: one statement per table, and no read. What the first
/// log entry carries as its index updates.
[[nodiscard]] std::string count(
    store::Transaction& tx, const Thanks& thanks, const Tally& tally, const Zone& zone, const Periods& periods
);

/// A recognition that counts, with what it counts for: none for one that does not. Read it before the change that ends
/// its counting.
struct Counted {
    Thanks thanks;
    Periods periods;
};
[[nodiscard]] std::optional<Counted> counted(store::Reader& reader, const RecognitionId& id);

/// Takes a thank-you out that counted, after the change that ended it. What the first log entry carries as its index
/// updates.
[[nodiscard]] std::string discount(store::Transaction& tx, const Counted& counted);

/// Looks again who of these people is on boards, after a change of publicity, roles or activity, or of the
/// organisation's choice; with entries on topic `access` that carry the index updates, if anything changed.
void review(store::Transaction& tx, const std::vector<PersonId>& people);

}  // namespace koebel::leaderboard
