#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace koebel::live {

// A board's key ends in its period: "received/m24311" is of the kind m, number 24311. Later periods have greater
// numbers.

/// Boards in Redis whose period is over for so long that SQL lists no board of that kind as old: they may go. `listed`:
/// those that belong there; `standing`: those that are there.
[[nodiscard]] std::vector<std::string> outdated(
    const std::vector<std::string>& listed, const std::vector<std::string>& standing
);

/// The boards that have to be right: those listed, and what stands in Redis beside them without being outdated, which
/// is empty in SQL.
[[nodiscard]] std::vector<std::string> looked_at(
    const std::vector<std::string>& listed, const std::vector<std::string>& standing
);

}  // namespace koebel::live
