#pragma once

#include "koebeld/doctor/finding.hpp"
#include "koebeld/doctor/settings.hpp"
#include "koebeld/doctor/visit.hpp"

#include <string>

namespace koebel::doctor {

/// Where public_url leads. It has been found to be one.
[[nodiscard]] Destination destination_of(const std::string& public_url);

/// What a visit to /healthz of public_url means: whether it is https, leads somewhere, and that is a Koebel; and how
/// long its certificate holds.
[[nodiscard]] Findings judge_address(const std::string& public_url, const Visit& visit, const Settings& settings);

/// Goes there and looks. Blocks for some seconds.
[[nodiscard]] Findings examine_address(const std::string& public_url, const Settings& settings);

}  // namespace koebel::doctor
