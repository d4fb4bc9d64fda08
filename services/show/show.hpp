#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/static_text.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/show.pb.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::show {

// A show and its rules. Pure.

using ShowId = Id<struct ShowTag>;

/// A show is planned for a month at most so far away, either way.
inline constexpr std::chrono::months kFurthest{12};
/// And held at most so long after now.
inline constexpr std::chrono::days kLatest{400};
inline constexpr std::chrono::minutes kShortest{5};
inline constexpr std::chrono::minutes kLongest{240};
inline constexpr std::chrono::minutes kUsual{30};
inline constexpr std::size_t kStreamUrl = 500;  ///< characters

/// When nominations are taken, and when the show is.
struct Times {
    Instant opens_at;
    Instant closes_at;
    Instant airs_at;

    friend bool operator==(const Times&, const Times&) = default;
};

/// A show as it stands in SQL.
struct Show {
    ShowId id;
    std::string month;  ///< "2026-12"
    v1::ShowState state = v1::SHOW_STATE_PLANNED;
    Times times;
    std::chrono::minutes length = kUsual;
    std::string stream_url = {};  ///< empty: there is none

    /// From columns as in kShowColumns.
    static Show from(const store::Row& row);

    /// Whether nominations are taken.
    [[nodiscard]] bool is_open() const { return state == v1::SHOW_STATE_COLLECTING; }
};
inline constexpr auto kShowColumns =
    static_text("s.id, s.month, s.state, s.opens_at, s.closes_at, s.airs_at, s.minutes, s.stream_url");

/// What somebody wants planned.
struct Plan {
    ShowId id;  ///< empty: a new one
    std::string month;
    Times times;
    std::optional<std::chrono::minutes> length = {};
    std::string stream_url = {};
    v1::ShowState seen_in = v1::SHOW_STATE_UNSPECIFIED;  ///< unspecified: whatever it is

    /// Refuses with kInvalidArgument MONTH_INVALID (its form), SHOW_TIMES_INVALID (no such times, or in another order),
    /// SHOW_LENGTH_INVALID, STREAM_URL_INVALID.
    static Result<Plan> from_message(const v1::SaveShowRequest& request);
};

/// Whether it has the form of a month.
[[nodiscard]] bool is_month(std::string_view text);

/// A new show as it is to be written: it begins with collecting if its window is open. Refuses with
///   kInvalidArgument  MONTH_INVALID (too far away), SHOW_TIMES_INVALID (over already, or too far away)
[[nodiscard]] Result<Show> planned(const Plan& plan, Instant now, const Zone& zone);

/// A show as it is to be written after a change: one whose window ends later again collects again. Refuses as planned,
/// and with
///   kFailedPrecondition  SHOW_AIRED, SHOW_READY, WINDOW_OPENED, SHOW_MOVED
[[nodiscard]] Result<Show> changed(const Show& before, const Plan& plan, Instant now, const Zone& zone);

/// A show as it is to be written after a step of a curator's: MoveShow lists them. Refuses with
///   kInvalidArgument     SHOW_STATE_INVALID
///   kFailedPrecondition  SHOW_STATE_FORBIDDEN (details: where it is), SHOW_TOO_EARLY
[[nodiscard]] Result<Show> moved(const Show& before, v1::ShowState to, Instant now);

/// A show as its window has it at this moment: opened and closed by itself.
[[nodiscard]] Show at_this_moment(const Show& before, Instant now);

[[nodiscard]] v1::Show to_message(const Show& show);

/// Without where it is streamed: nobody clicks on a screen.
[[nodiscard]] v1::Show for_screens(const Show& show);

}  // namespace koebel::show
