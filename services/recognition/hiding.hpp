#pragma once

#include "recognition/stored.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <string>

namespace koebel::recognition {

/// Who hides, and why; both are kept.
struct Hiding {
    PersonId curator;
    std::string reason;
};

/// Hides a living recognition from everyone but its giver and the people thanked, and off boards. Whether the curator
/// may was decided before. The position of its first entry.
std::uint64_t hide(store::Transaction& tx, Stored recognition, const Hiding& hiding);

/// The same for one that only they see, after a report: it leaves the people thanked, and its giver sees that it is
/// hidden.
std::uint64_t hide_from_thanked(store::Transaction& tx, Stored recognition, const Hiding& hiding);

}  // namespace koebel::recognition
