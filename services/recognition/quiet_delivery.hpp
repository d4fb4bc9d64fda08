#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/schedule.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/privacy.pb.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace koebel::recognition {

// Who wants what is said to them quietly, and its arrival on Mondays. The rule stands in quiet_rule.hpp.

/// Whether a person wants it quietly: 1, or 0.
[[nodiscard]] store::Query<std::int64_t> wants_it_quietly(const PersonId& person);

/// Who of those wants it quietly: of the people, or of the members of the team.
[[nodiscard]] store::Query<PersonId> who_want_it_quietly(
    const std::vector<PersonId>& people, const std::optional<TeamId>& team
);

/// From now on. Switched off, what waits for the person arrives.
[[nodiscard]] Result<v1::SetQuietDeliveryResponse> set_quiet_delivery(
    store::Transaction& tx, const rpc::Caller& caller, bool quiet
);

/// Lets arrive what is due by now, a piece of it: what was given before the latest Monday, and what waits for who wants
/// it quietly no longer. Whether there may be more.
bool let_arrive(store::Transaction& tx);

/// Plans the arrivals. Each quarter of an hour it is asked what is due: every zone's 08:00 is one of them, whatever the
/// organisation's becomes.
void keep_mondays(store::Schedule& schedule);

}  // namespace koebel::recognition
