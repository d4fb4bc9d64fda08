#pragma once

#include <chrono>
#include <string>

namespace koebel::screen {

/// The room's limits. Defaults here; koebeld's option table fills them. What the contract fixes
/// (characters of a name, recognitions on a wall) stands in screen.hpp and wall.hpp.
struct Settings {
    /// What a screen's address starts with.
    std::string public_url;
    /// 24 h to 2 years: how long a screen stays signed in. Its token signs in again.
    std::chrono::hours session{24 * 365};
};

}  // namespace koebel::screen
