#pragma once

#include "koebeld/option_row.hpp"
#include "koebeld/settings.hpp"

#include <span>
#include <vector>

namespace koebel {

/// Every option of koebeld, once, beside the field of `d` it sets. --help, --print-config, --check-config,
/// the configuration file and the rooms' settings all come from here.
[[nodiscard]] std::vector<OptionRow> option_rows(Settings& d);

/// What the options are, with the rooms' own defaults.
[[nodiscard]] std::span<const OptionSpec> option_table();

}  // namespace koebel
