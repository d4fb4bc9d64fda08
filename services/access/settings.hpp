#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace koebel::access {

/// Shared tablets.
struct KioskSettings {
    std::chrono::seconds idle{60};            ///< without a sign of life a person is signed out; 5 s to 10 min
    std::chrono::seconds warning{20};         ///< the tablet warns so long before; 2 s to 5 min
    std::chrono::minutes longest{15};         ///< and at the latest then; 1 to 120 min
    std::uint32_t person_failures = 5;        ///< wrong PINs of one person before a pause; 3 to 20
    std::chrono::minutes person_pause{15};    ///< at all kiosks, and nowhere else; 1 min to 24 h
    std::uint32_t failures = 20;              ///< at one kiosk in a window, before an administrator is needed; 5 to 500
    std::chrono::minutes failure_window{60};  ///< 1 min to 24 h
    std::chrono::hours link_lifetime{24};     ///< of the link that pairs a tablet; 1 h to 30 d
    std::chrono::hours session{24 * 365};     ///< how long a tablet stays paired; 24 h to 2 years
};

/// What koebeld's options say. Bounds stand in its option table, and here.
struct Settings {
    std::chrono::hours session_idle{24 * 14};      ///< a person's session ends when unused that long; 1 h to 90 d
    std::chrono::hours session_absolute{24 * 90};  ///< and at the latest then; 1 h to 365 d
    std::chrono::hours remembered{24 * 90};        ///< a remembered session ends then, used or not; 1 d to 365 d
    std::chrono::seconds last_used_every{60};      ///< how exactly "last used" is kept; 10 s to 1 h

    std::uint32_t failures = 30;              ///< failed attempts of one address in a window; 5 to 1,000
    std::chrono::minutes failure_window{15};  ///< then it waits for the window's end; 1 min to 24 h

    std::chrono::hours invitation_lifetime{24 * 14};  ///< unless the administrator says otherwise; 1 h to 90 d
    std::chrono::minutes recovery_lifetime{60};       ///< 5 min to 24 h
    std::chrono::minutes password_without_old{15};    ///< after a one-time link; 1 to 60 min
    std::uint64_t password_passes = 2;                ///< argon2id's work; 2 to 10
    std::uint64_t password_memory = 64U << 20U;       ///< and its bytes; 64 MiB to 1 GiB
    std::size_t password_threads = 0;                 ///< that hash at once; 0: one per core; at most 64
    std::uint32_t login_failures = 5;                 ///< of one login at one address before it waits there; 3 to 100
    std::uint32_t login_failures_everywhere = 50;     ///< and at all addresses; 10 to 10,000
    std::chrono::seconds login_wait_first{30};        ///< then this long, each time twice as long; 1 s to 10 min
    std::chrono::minutes login_wait_most{15};         ///< but never longer; 1 min to 24 h

    std::string code_key;                  ///< seals the secrets of codes, 64 hex characters; empty: none can be set up
    std::chrono::minutes code_set_up{15};  ///< from the offer of a code to its confirmation; 5 to 60 min
    std::uint32_t recovery_codes = 10;     ///< made with a code, each good once; 4 to 20

    std::chrono::hours set_up_lifetime{24};  ///< of the link that begins the set-up; 1 h to 7 d
    std::chrono::days token_usual{90};  ///< how long a token works unless its maker says otherwise; 1 d to token_most
    std::chrono::days token_most{365};  ///< and at most; 1 d to 365 d
    std::uint32_t tokens{20};           ///< living ones of a person, and of the organisation; 1 to 1,000
    KioskSettings kiosk;

    bool demonstration_lan = false;  ///< the demonstration also from private addresses, not only this machine

    std::size_t cached_sessions = 50'000;     ///< callers this node remembers; 100 to 1,000,000
    std::chrono::seconds cached_for{60};      ///< and how long at most; 1 s to 10 min
    std::chrono::hours audit_kept{24 * 365};  ///< 30 d to 10 years
    std::chrono::seconds take_back{60};       ///< told to pages; the rule itself is recognition's
    std::string public_url = "http://localhost:8080";
    std::string build = "development";
};

}  // namespace koebel::access
