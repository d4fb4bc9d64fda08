#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <cstdint>

namespace koebel::recognition {

/// Up to where a person has read what was said to them; no row: nothing yet.
[[nodiscard]] store::Query<std::uint64_t> read_position_of(const PersonId& person);

/// How many of what was said to a person, and is still there, lie above a position. Nothing counts while the person is
/// away: it waits.
[[nodiscard]] std::uint32_t unread_after(store::Reader& reader, const PersonId& person, std::uint64_t read_position);

/// Tells the person's pages what is read and what is not.
void tell_read(store::Transaction& tx, const PersonId& person, std::uint64_t read_position, std::uint32_t unread);

}  // namespace koebel::recognition
