#pragma once

#include "leaderboard/period.hpp"
#include "leaderboard/settings.hpp"
#include "store/schedule.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <optional>

namespace koebel::leaderboard {

/// A period that can be looked at, and those beside it.
struct Page {
    Period period;
    Bounds bounds;
    bool closed = false;
    std::int64_t previous = 0;  ///< 0: nothing is kept of one
    std::int64_t next = 0;      ///< 0: this one runs
};

/// The period with that number; 0: the one that runs. None for one that is not kept, or has not come.
[[nodiscard]] std::optional<Page> page_of(
    store::Reader& reader, const Zone& zone, v1::PeriodKind kind, std::int64_t number
);

/// Opens the periods that begin with each local midnight and closes those that end, once among all nodes, also after a
/// long sleep; removes what is kept no longer.
void keep_calendar(store::Schedule& schedule, const Settings& settings);

}  // namespace koebel::leaderboard
