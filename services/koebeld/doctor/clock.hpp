#pragma once

#include "base/time.hpp"
#include "koebeld/doctor/finding.hpp"

#include <optional>
#include <string_view>

namespace koebel::doctor {

/// Whether this machine's clock can be right, and agrees with the database server's (none: SQLite, which has no clock).
[[nodiscard]] Finding examine_clock(Instant here, std::optional<Instant> database);

/// Whether the system knows the organisation's time zone; empty: there is no organisation yet.
[[nodiscard]] Finding examine_zone(std::string_view zone);

}  // namespace koebel::doctor
