#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "people/person.hpp"

#include <cstdint>

namespace koebel::people {

// The rules of a merge. Pure.

/// Two people who are one human.
struct Merge {
    PersonId stays;
    PersonId goes;
};

/// What a merge depends on, read in the transaction that does it.
struct MergeState {
    bool stays_exists = false;
    bool stays_is_active = false;
    bool goes_exists = false;
    bool goes_is_active = false;
    bool goes_was_merged = false;
    bool goes_is_admin = false;
    std::int64_t admins = 0;  ///< active ones, whoever
};

/// Refuses with
///   kInvalidArgument     MERGE_WITH_ONESELF
///   kNotFound            PERSON_NOT_FOUND
///   kFailedPrecondition  PERSON_LEFT, PERSON_MERGED, LAST_ADMIN (their role would not go along)
[[nodiscard]] Result<void> may_merge(const Merge& merge, const MergeState& state);

/// How somebody is shown after a merge: as they chose with one of the two; who chose with both, as the more reserved
/// choice says, channel by channel. Nobody is seen because of a merge where they said they would not be.
[[nodiscard]] Publicity publicity_of_both(const Publicity& stays, const Publicity& goes);

}  // namespace koebel::people
