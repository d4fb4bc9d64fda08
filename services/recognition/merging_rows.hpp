#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "people/merge.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/merge.pb.h>

#include <vector>

namespace koebel::recognition {

// The statements of a merge: what this room keeps of people, from one to the other.

/// A living or hidden recognition of one of the two to the other.
struct Exchanged {
    RecognitionId recognition;
    PersonId giver;
    bool has_others = false;  ///< somebody else is thanked as well

    static Exchanged from(const store::Row& row);
};
[[nodiscard]] store::Query<Exchanged> exchanged_between(const people::Merge& merge);

/// One that is not taken back, in which somebody takes part or whose words may name them.
struct Concerned {
    RecognitionId recognition;
    bool named = false;  ///< on its card: as its giver, by name, or as one more of those whom a team's is said to

    static Concerned from(const store::Row& row);
};
[[nodiscard]] store::Query<Concerned> concerning(const people::Merge& merge, Instant since);

/// Makes all rows of who goes those of who stays. Nobody is said to have thanked themselves, and nobody is thanked
/// twice. Acts of a moderator stay with whom they were done as. What they could still give, and how far they had read,
/// lapses.
void hand_over_rows(store::Transaction& tx, const people::Merge& merge);

/// Fills in what of this room would move.
void count_rows(store::Reader& reader, const people::Merge& merge, v1::PreviewMergeResponse& preview);

}  // namespace koebel::recognition
