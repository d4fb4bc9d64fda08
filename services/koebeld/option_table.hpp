#pragma once

#include "base/options.hpp"

#include <span>

namespace koebel {

/// Every option of koebeld, once: --help, --print-config, --check-config and the configuration file all
/// come from here.
[[nodiscard]] std::span<const OptionSpec> option_table();

}  // namespace koebel
