#pragma once

#include "base/result.hpp"
#include "recognition/allowance.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/allowance.pb.h>

namespace koebel::recognition {

/// The most credits a cap may be.
inline constexpr std::int64_t kMostCap = 1'000;

/// The organisation's rule: none in an empty database.
[[nodiscard]] v1::GetAllowanceRuleResponse allowance_rule(store::Reader& reader);

/// Changes the rule from now on. What everybody has left is written by the old one first, so that a new weekly says
/// nothing about weeks that are over. Whether it is another rule than before.
/// Refuses with kInvalidArgument ALLOWANCE_INVALID.
[[nodiscard]] Result<bool> change_allowance_rule(store::Transaction& tx, const Bucket& wanted);

}  // namespace koebel::recognition
