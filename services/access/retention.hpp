#pragma once

#include "access/settings.hpp"
#include "store/transaction.hpp"

#include <cstddef>

namespace koebel::access {

/// Ends the sessions and tokens whose time is over, at most 500 of each, and removes links, throttles and lines of
/// the trail that have served. How many sessions ended; koebeld runs it every five minutes by the
/// store's schedule. Open connections of an ended session hear of it on topic access.
std::size_t tidy(store::Transaction& tx, const Settings& settings);

}  // namespace koebel::access
