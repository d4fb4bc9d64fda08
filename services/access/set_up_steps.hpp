#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/set_up.pb.h>

#include <functional>

namespace koebel::access {

/// What rooms that access cannot see know about the guided path. Handed over by koebeld; called on a reader's thread.
struct SetUpFacts {
    std::function<bool(store::Reader&)> has_seen_screen;  ///< a screen was added and has signed in
    std::function<bool(store::Reader&)> has_recognition;  ///< one that everyone may see
};

/// The guided path begins: its first step is done.
void begin_steps(store::Transaction& tx, const PersonId& administrator);

/// How far it is.
[[nodiscard]] v1::GetSetUpResponse steps_of_set_up(store::Reader& reader, const SetUpFacts& facts);

/// Passes a step over, or ends the last one. Refuses with kInvalidArgument STEP_INVALID.
[[nodiscard]] Result<void> finish_step(store::Transaction& tx, v1::SetUpStep step, const PersonId& by);

}  // namespace koebel::access
