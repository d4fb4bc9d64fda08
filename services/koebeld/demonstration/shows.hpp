#pragma once

#include "base/zone.hpp"
#include "koebeld/demonstration/roster.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/nomination.pb.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace koebel::demonstration {

/// Shows by what the files call them.
using ShowsByName = std::map<std::string, show::ShowId, std::less<>>;

/// As the files call it: "customer_wow".
[[nodiscard]] v1::NominationKind kind_of(std::string name);

/// Three shows that were held ("past-1" is the last one, also called "held"), one that is being made ("coming"), and
/// one for which colleagues are nominated ("next"), with what nominations.*.txt says.
ShowsByName plan_shows(store::Transaction& tx, const Roster& roster, const Zone& zone, std::string_view language);

}  // namespace koebel::demonstration
