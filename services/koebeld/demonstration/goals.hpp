#pragma once

#include "base/zone.hpp"
#include "koebeld/demonstration/roster.hpp"
#include "store/transaction.hpp"

#include <string_view>

namespace koebel::demonstration {

/// One goal that the organisation has seven tenths of, with a month to go, and one that it reached a while ago. After
/// the recognitions, which they count.
void set_goals(store::Transaction& tx, const Roster& roster, const Zone& zone, std::string_view language);

}  // namespace koebel::demonstration
