#pragma once

#include <chrono>
#include <cstddef>

namespace koebel::story {

/// The room's limits. Defaults here; koebeld's option table fills them and holds the bounds. What the contract fixes
/// stands in words.hpp and rules.hpp.
struct Settings {
    std::size_t nominations = 30;    ///< 1 to 500: of one person for one show
    std::size_t team_members = 250;  ///< 1 to 5,000: a larger team is not nominated as a whole
    std::chrono::days ageing{5};     ///< 1 to 60: unread for so long, a nomination has waited too long
};

}  // namespace koebel::story
