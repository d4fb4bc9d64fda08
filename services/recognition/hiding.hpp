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

/// Hides it as far as SQL is concerned: what the log holds is its caller's.
void write_hidden(store::Transaction& tx, const RecognitionId& id, const Hiding& hiding);

/// From now on none of the people thanked sees it.
void withhold(store::Transaction& tx, const RecognitionId& id);

/// The same for one that only they see, after a report: it leaves the people thanked, and its giver sees that it is
/// hidden.
std::uint64_t hide_from_thanked(store::Transaction& tx, Stored recognition, const Hiding& hiding);

/// Something that nobody but those concerned sees any more, or never did.
struct Hidden {
    RecognitionId recognition;
    PersonId giver;
    std::uint64_t position = 0;  ///< of the entry that hid it
    std::string why;             ///< in a curator's words; empty: after a report
};

/// Tells its giver, in their inbox.
void tell_hidden(store::Transaction& tx, const Hidden& hidden);

}  // namespace koebel::recognition
