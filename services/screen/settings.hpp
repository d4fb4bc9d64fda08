#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace koebel::screen {

/// The room's limits. Defaults here; koebeld's option table fills them. What the contract fixes
/// (characters of a name, recognitions on a wall) stands in screen.hpp and wall.hpp.
struct Settings {
    /// What a screen's address starts with.
    std::string public_url;
    /// 24 h to 2 years: how long a screen stays signed in. Its token signs in again.
    std::chrono::hours session{24 * 365};
    /// 1 min to 1 h: how long a television's code is worth something, and how long it may take to ask once it was
    /// paired.
    std::chrono::minutes pairing{10};
    /// 1 to 1,000: codes of one address that are open at once.
    std::uint32_t pairings_of_address = 50;
};

}  // namespace koebel::screen
