#pragma once

#include "store/schedule.hpp"
#include "store/store.hpp"

namespace koebel::store {

/// Plans what the store does for itself, each quarter of an hour: receipts older than
/// `settings.receipts_kept` go, and log entries older than `settings.log_kept`, in steps small enough not
/// to hold up a batch. The newest entry always stays, and topics keep their heads: neither a position nor a
/// seq is ever given twice.
void keep_house(Schedule& schedule, const Settings& settings);

}  // namespace koebel::store
