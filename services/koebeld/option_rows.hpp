#pragma once

#include "koebeld/option_row.hpp"
#include "koebeld/settings.hpp"

#include <vector>

namespace koebel {

/// The data directory, the store, Redis, the edge and live.
[[nodiscard]] std::vector<OptionRow> node_option_rows(Settings& d);

/// Who may come in, and how: the access and mail rooms.
[[nodiscard]] std::vector<OptionRow> access_option_rows(Settings& d);

/// Screens, pictures, recognitions, boards, calls, and the doctor who looks at it all.
[[nodiscard]] std::vector<OptionRow> product_option_rows(Settings& d);

}  // namespace koebel
