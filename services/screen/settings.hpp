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
    /// 0 s to 1 h: after one ring the bell is silent for so long.
    std::chrono::seconds ring_pause{300};
    /// 10 s to 10 min: how often a screen says what it shows when nothing happens.
    std::chrono::seconds report{60};
    /// 5 min to 4 h, shorter than any night: a screen that is not seen for so long within its waking hours is missed.
    std::chrono::minutes missed{15};
    /// 1 to 365 days: how long it is known which screens have shown a recognition.
    std::chrono::days shown_kept{90};
    /// 0 to 90 days: for so long a colleague who joined stands in the rail; 0: not at all.
    std::chrono::days newcomer{14};
    /// 1 to 1,000: pins that are not over.
    std::uint32_t pins = 50;
    /// 1 to 365 days: how long pins are kept that are over.
    std::chrono::days pins_kept{30};
};

}  // namespace koebel::screen
