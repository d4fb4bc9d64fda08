#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "recognition/allowance.hpp"
#include "recognition/command.hpp"
#include "recognition/settings.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace koebel::recognition {

/// What a decision depends on, read in the transaction that will write it.
struct GiverState {
    std::vector<PersonId> active_people;  ///< of the people asked for, those who exist and are active
    bool team_exists = false;
    std::vector<PersonId> team_members;  ///< active, of the team asked for
    std::vector<ValueId> values;         ///< of the values asked for, those that can be chosen
    bool private_recognitions = true;    ///< whether the organisation has them
    std::optional<Allowance> allowance;
    Bucket bucket;
    std::int64_t week = 0;  ///< the organisation's local week now
};

/// What a recognition will be.
struct Decision {
    std::vector<PersonId> thanked;  ///< everyone it is said to, the giver never among them
    Credits credits_each;
    Credits credits_total;
    Credits left;         ///< the giver's, afterwards
    Allowance allowance;  ///< what is to be written
};

/// Decides a recognition. Pure: no clock, no randomness, no I/O.
///
/// A team as a whole counts as one recipient; a giver who belongs to it is not thanked.
///
/// Refuses with
///   kNotFound            RECIPIENT_NOT_FOUND, TEAM_NOT_FOUND, VALUE_NOT_FOUND
///   kFailedPrecondition  TEAM_EMPTY (nobody but the giver), TEAM_TOO_LARGE
[[nodiscard]] Result<Decision> decide(
    const GiveRecognition& command, const GiverState& state, const Settings& settings
);

/// Where a recognition stands; the numbers stand in SQL.
enum class State : std::uint8_t { kLiving = 0, kTakenBack = 1, kHidden = 2, kHeld = 3 };

/// Whether a recognition of the caller's may be taken back now: within the window, the last
/// microsecond included. A hidden one may; one that is held may at any time.
///
/// Refuses with
///   kNotFound            RECOGNITION_NOT_FOUND: taken back before
///   kFailedPrecondition  TAKE_BACK_TOO_LATE
[[nodiscard]] Result<void> may_take_back(State state, Instant given_at, Instant now, const Settings& settings);

}  // namespace koebel::recognition
