#pragma once

#include <cstddef>

namespace koebel::moderation {

/// The room's limits. Defaults here; koebeld's option table fills them.
struct Settings {
    std::size_t held_words = 1'000;  ///< 300 to 5,000: on the organisation's list
};

}  // namespace koebel::moderation
