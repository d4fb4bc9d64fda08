#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/goal.pb.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::game {

using GoalId = Id<struct GoalTag>;
using Day = std::chrono::local_days;

/// What the contract allows.
inline constexpr std::size_t kTitleCharacters = 80;
inline constexpr std::uint32_t kLeastTarget = 5;
inline constexpr std::uint32_t kLeastTeams = 2;
inline constexpr std::uint32_t kMostTarget = 10'000'000;
inline constexpr std::chrono::days kLongest{366};
/// A goal is of at least so many people, and of people it leaves so many open: nobody is the one who is missing.
/// PRODUCT.md, rule 7.
inline constexpr std::uint32_t kSmallestGroup = 5;

/// What counts, and when.
struct Measure {
    v1::GoalKind kind = v1::GOAL_KIND_UNSPECIFIED;
    ValueId value = {};  ///< of GOAL_KIND_VALUE
    Day first = {};
    Day last = {};

    /// Whether numbers close to all there are would point at who is missing.
    [[nodiscard]] bool is_of_a_group() const {
        return kind == v1::GOAL_KIND_PARTICIPATION || kind == v1::GOAL_KIND_TEAMS_REACHED;
    }

    /// Refuses with kInvalidArgument GOAL_INVALID, GOAL_DAYS_INVALID (no such days, the last before the first, too
    /// many).
    static Result<Measure> from_message(const v1::GoalPlan& plan);
};

/// What somebody wants to be reached.
struct Plan {
    GoalId id = {};  ///< empty: a new one
    std::string title;
    Measure measure;
    std::uint32_t target = 0;

    /// Refuses as Measure does, and with kInvalidArgument TITLE_REQUIRED, TITLE_TOO_LONG, TITLE_INVALID,
    /// TARGET_INVALID.
    static Result<Plan> from_message(const v1::SaveGoalRequest& request);
};

/// A goal as it stands in SQL.
struct Goal {
    GoalId id;
    std::string title;
    Measure measure;
    std::uint32_t target = 0;
    std::optional<Instant> reached_at;
    std::string told_at;  ///< JSON: the places in the log where it is told that it was reached
    PersonId set_by;

    static Goal from(const store::Row& row);

    [[nodiscard]] bool runs(Day today) const { return measure.first <= today && today <= measure.last; }
};

/// Its first moment, and the first one after it.
struct Bounds {
    Instant from;
    Instant until;
};
[[nodiscard]] Bounds bounds_of(const Zone& zone, const Measure& measure);

/// "2026-10-01"; none for anything else, and for days outside the years 2000 to 2199.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
[[nodiscard]] std::string to_text(Day day);

/// A day as SQL keeps it.
[[nodiscard]] inline std::int64_t number_of(Day day) {
    return day.time_since_epoch().count();
}

/// What is shown of it to everyone when `counted` is what counts now: of people and teams never more than the target,
/// once it is reached never fewer.
[[nodiscard]] v1::Goal to_message(const Goal& goal, std::uint32_t counted);

}  // namespace koebel::game
