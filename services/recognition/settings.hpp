#pragma once

#include <chrono>
#include <cstddef>

namespace koebel::recognition {

/// The room's limits. Defaults here; koebeld's option table fills them. What the contract fixes (people,
/// characters, values, credits) stands in command.hpp.
struct Settings {
    std::chrono::seconds take_back{60};    ///< 10 to 600: how long a giver may take a recognition back
    std::chrono::minutes edit{15};         ///< 1 to 1,440: how long a giver may change its words
    std::size_t team_members = 500;        ///< 1 to 5,000: a larger team is not thanked as a whole
    std::size_t open_reports = 10;         ///< 1 to 100: undecided at once, of one person
    std::chrono::hours picture{48};        ///< 1 to 720: one that goes along with nothing is forgotten after this
    std::size_t unused_pictures = 20;      ///< 5 to 50: such at once, of one person; the oldest goes
    std::chrono::days long_ago{60};        ///< 7 to 730: whom one has not thanked for so long is offered again
    std::chrono::hours log_kept{24 * 90};  ///< store's: a change of publicity reaches this far back
};

}  // namespace koebel::recognition
