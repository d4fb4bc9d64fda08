#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace koebel::access {

/// What koebeld's options say. Bounds stand in its option table, and here.
struct Settings {
    std::chrono::hours session_idle{24 * 14};      ///< a person's session ends when unused that long; 1 h to 90 d
    std::chrono::hours session_absolute{24 * 90};  ///< and at the latest then; 1 h to 365 d
    std::chrono::seconds last_used_every{60};      ///< how exactly "last used" is kept; 10 s to 1 h

    std::uint32_t failures = 30;              ///< failed attempts of one address in a window; 5 to 1,000
    std::chrono::minutes failure_window{15};  ///< then it waits for the window's end; 1 min to 24 h

    bool demonstration_lan = false;  ///< the demonstration also from private addresses, not only this machine

    std::size_t cached_sessions = 50'000;     ///< callers this node remembers; 100 to 1,000,000
    std::chrono::seconds cached_for{60};      ///< and how long at most; 1 s to 10 min
    std::chrono::hours audit_kept{24 * 365};  ///< 30 d to 10 years
    std::chrono::seconds take_back{60};       ///< told to pages; the rule itself is recognition's
    std::string public_url = "http://localhost:8080";
    std::string build = "development";
};

}  // namespace koebel::access
