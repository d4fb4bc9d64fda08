#pragma once

#include "koebeld/doctor/finding.hpp"

#include <string>

namespace koebel::doctor {

/// A line per finding, and under it what to do.
[[nodiscard]] std::string as_text(const Findings& findings);

/// {"healthy": …, "findings": [{"check", "verdict", "what", "remedy"}]}
[[nodiscard]] std::string as_json(const Findings& findings);

}  // namespace koebel::doctor
