#pragma once

#include "base/time.hpp"
#include "leaderboard/period.hpp"
#include "leaderboard/standing_rows.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace koebel::leaderboard {

// Standings as they follow from the recognitions themselves, and as they stand, of some members at a time: what those
// members cost is bounded, however large the organisation is. All of it in one job, so in one snapshot: what is
// compared belongs together, whatever is written between two jobs.

/// The periods that standings are kept of, and when they begin.
using KeptPeriods = std::map<Period, Instant>;
[[nodiscard]] KeptPeriods kept_periods(store::Reader& reader);

/// Ids after `after` of everybody who can have standings: people, teams, and who else has one. At most `limit`,
/// and fewer where they gave or were given many thanks; none: there is nobody after it.
[[nodiscard]] std::vector<std::string> members_after(
    store::Reader& reader, const std::string& after, std::size_t limit
);

/// By period, board and member; only those with units, or present.
using Places = std::map<std::tuple<std::string, std::string, std::string>, PlaceRow>;
[[nodiscard]] Places recounted_places(
    store::Reader& reader, const KeptPeriods& kept, const std::vector<std::string>& members
);
[[nodiscard]] Places stored_places(store::Reader& reader, const std::vector<std::string>& members);

/// How many living thank-yous, by giver, period, board and member; none of them 0.
using Pairs = std::map<std::tuple<std::string, std::string, std::string, std::string>, std::int64_t>;
[[nodiscard]] Pairs recounted_pairs(
    store::Reader& reader, const KeptPeriods& kept, const std::vector<std::string>& givers
);
/// The same of everybody who thanked these.
[[nodiscard]] Pairs recounted_pairs_to(
    store::Reader& reader, const KeptPeriods& kept, const std::vector<std::string>& members
);
[[nodiscard]] Pairs stored_pairs(store::Reader& reader, const std::vector<std::string>& givers);

/// On which pairs are counted: "received", and one for each value there is.
[[nodiscard]] std::vector<std::string> boards_of_pairs(store::Reader& reader);

}  // namespace koebel::leaderboard
