#pragma once

#include "base/time.hpp"
#include "base/zone.hpp"

#include <string>
#include <string_view>

namespace koebel::studio {

/// A month's first moment by the organisation's clock, and the first one after it.
struct MonthBounds {
    Instant from;
    Instant until;
};
/// Of a month as show::is_month has it: "2026-12".
[[nodiscard]] MonthBounds bounds_of(std::string_view month, const Zone& zone);

/// A day by the organisation's clock, as SQL keeps it: "2026-03-01".
[[nodiscard]] std::string day_of(Instant at, const Zone& zone);

}  // namespace koebel::studio
