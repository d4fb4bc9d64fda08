#pragma once

#include "base/time.hpp"
#include "base/zone.hpp"

#include <koebel/v1/leaderboard.pb.h>

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::leaderboard {

// A stretch of the organisation's calendar. Pure.

/// The kinds there are, shortest first.
inline constexpr std::array kPeriodKinds{
    v1::PERIOD_KIND_WEEK, v1::PERIOD_KIND_MONTH, v1::PERIOD_KIND_QUARTER, v1::PERIOD_KIND_YEAR
};

/// One week, month, quarter or year.
struct Period {
    v1::PeriodKind kind = v1::PERIOD_KIND_UNSPECIFIED;
    std::int64_t number = 0;

    /// "w2918", "m24311", "q8103", "y2026".
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<Period> parse(std::string_view text);

    [[nodiscard]] Period before(std::int64_t periods = 1) const { return {kind, number - periods}; }

    friend auto operator<=>(const Period&, const Period&) = default;
};

/// The periods a moment lies in. A recognition keeps those it was given in, and they are never recomputed.
struct Periods {
    std::int64_t week = 0;     ///< Zone::week
    std::int64_t month = 0;    ///< year · 12 + month - 1
    std::int64_t quarter = 0;  ///< year · 4 + quarter - 1
    std::int64_t year = 0;

    [[nodiscard]] Period of(v1::PeriodKind kind) const;
    [[nodiscard]] std::array<Period, kPeriodKinds.size()> all() const;
};

[[nodiscard]] Periods periods_of(const Zone& zone, Instant at);

/// From its first moment up to the first one after it.
struct Bounds {
    Instant from;
    Instant until;
};

/// By the zone's calendar: a day may have 23 or 25 hours, and a midnight may not exist.
[[nodiscard]] Bounds bounds_of(const Zone& zone, const Period& period);

/// "week", "month", "quarter", "year": the word of a topic.
[[nodiscard]] std::string_view word_of(v1::PeriodKind kind);
[[nodiscard]] std::optional<v1::PeriodKind> kind_of_word(std::string_view word);

}  // namespace koebel::leaderboard
