#pragma once

#include "base/result.hpp"
#include "game/goal.hpp"
#include "game/settings.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/goal.pb.h>

#include <optional>
#include <string_view>

namespace koebel::game {

// Each write is one job; the caller has been authorised. Every node reads again what it shows of goals.

/// Sets it. Refuses with what SaveGoal lists beside the shape of the plan.
[[nodiscard]] Result<v1::SaveGoalResponse> save_goal(
    store::Transaction& tx, const Plan& plan, const rpc::Caller& by, const Settings& settings
);

/// Removes it; what the log told of it is redacted. Refuses with kNotFound GOAL_NOT_FOUND.
[[nodiscard]] Result<void> remove_goal(store::Transaction& tx, const GoalId& id, const rpc::Caller& by);

/// Where it would stand. Refuses with kInvalidArgument GOAL_DAYS_INVALID, kNotFound VALUE_NOT_FOUND.
[[nodiscard]] Result<v1::PreviewGoalResponse> preview_goal(store::Reader& reader, const Measure& measure);

/// A page of all goals. Refuses with kInvalidArgument PAGE_TOKEN_INVALID.
[[nodiscard]] Result<v1::ListAllGoalsResponse> list_all_goals(
    store::Reader& reader, std::string_view page_token, const Settings& settings
);

[[nodiscard]] std::optional<Goal> find_goal(store::Reader& reader, const GoalId& id);

/// A demonstration's: as it is to stand, whatever its days; told to nobody.
void seed_goal(store::Transaction& tx, const Plan& plan, const PersonId& by, std::optional<Instant> reached_at);

/// Who went in a merge set none any more: who stays did.
void hand_over_goals(store::Transaction& tx, const PersonId& goes, const PersonId& stays);

}  // namespace koebel::game
