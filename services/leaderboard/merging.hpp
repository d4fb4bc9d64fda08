#pragma once

#include "leaderboard/recount.hpp"
#include "people/merge.hpp"
#include "store/transaction.hpp"

#include <cstdint>

namespace koebel::leaderboard {

/// Standings of two people who become one, within the transaction of the merge: made before the recognitions change
/// hands, asked for `make_right` after. Recounts those two, and who thanked both or was thanked by both in one period:
/// nobody else's units change, because who thanked or was thanked by one of them only did so as often as before.
class MergedStandings {
public:
    MergedStandings(store::Transaction& tx, people::Merge merge);

    /// With entries on topic `access` that carry the index updates, if any place changed.
    void make_right(store::Transaction& tx) const;

private:
    [[nodiscard]] std::vector<std::string> concerned() const;

    people::Merge merge_;
    KeptPeriods kept_;
    Pairs before_;  // of both, in either direction
};

/// On how many boards of running periods somebody has a place.
[[nodiscard]] store::Query<std::uint32_t> running_places_of(const PersonId& person);

}  // namespace koebel::leaderboard
