#pragma once

#include "base/result.hpp"
#include "people/value.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/administration.pb.h>

#include <vector>

namespace koebel::people {

// Each refuses as its rpc of AdministrationService says. Who calls tells open pages (append_organisation_changed).

/// Adds or changes a value.
[[nodiscard]] Result<ValueId> save_value(store::Transaction& tx, const v1::SaveValueRequest& request);

/// Puts those that are not retired in this order, and the retired ones behind them.
[[nodiscard]] Result<void> order_values(store::Transaction& tx, const std::vector<ValueId>& wanted);

/// Retires a value or takes it up again. There is always one that can be chosen.
[[nodiscard]] Result<void> retire_value(store::Transaction& tx, const ValueId& value, bool retired);

}  // namespace koebel::people
