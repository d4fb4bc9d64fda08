#pragma once

#include "base/zone.hpp"
#include "game/goal.hpp"
#include "store/transaction.hpp"

#include <cstdint>

namespace koebel::game {

/// What counts at this moment, from the recognitions: what everyone may see, given within the measure's days by the
/// organisation's zone. What was taken back or hidden counts no more, what somebody took off the feed counts as on
/// boards. A team thanked as a whole is no participation of its members.
[[nodiscard]] std::uint32_t count(store::Reader& reader, const Zone& zone, const Measure& measure);

/// The statement that counts a kind: its arguments are the first moment, the first one after it and, of a value, which.
[[nodiscard]] const store::Sql& statement_of(v1::GoalKind kind);

/// The most that may be asked for: of people five fewer than there are, of teams as many as there are of five and up.
[[nodiscard]] std::uint32_t most_of(store::Reader& reader, v1::GoalKind kind);

/// Active people.
[[nodiscard]] std::uint32_t count_people(store::Reader& reader);

}  // namespace koebel::game
