#pragma once

#include "koebeld/doctor/finding.hpp"
#include "koebeld/settings.hpp"

namespace koebel::doctor {

/// Looks at everything koebeld stands on, whether one runs or not, and changes nothing. Blocks, some seconds.
[[nodiscard]] Findings examine(const koebel::Settings& settings);

}  // namespace koebel::doctor
