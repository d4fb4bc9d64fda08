#pragma once

#include "koebeld/doctor/finding.hpp"

#include <string>
#include <vector>

namespace koebel::doctor {

/// Whether this koebeld has the key that seals the secrets of time-based codes. `sealed_by`: the marks in the database.
/// Reads code.key of the data directory unless an option gives the key; makes nothing.
[[nodiscard]] Finding examine_codes(
    const std::vector<std::string>& sealed_by, const std::string& data_directory, const std::string& option
);

}  // namespace koebel::doctor
