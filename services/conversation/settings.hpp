#pragma once

#include <chrono>
#include <cstddef>

namespace koebel::conversation {

/// The room's limits. Defaults here; koebeld's option table fills them. What the contract fixes stands in remark.hpp.
struct Settings {
    std::size_t remarks = 1'000;           ///< 50 to 10,000: living ones on one recognition
    std::chrono::minutes edit{15};         ///< 1 to 1,440: how long an author may change a remark
    std::chrono::hours log_kept{24 * 90};  ///< store's: a change of publicity reaches this far back
};

}  // namespace koebel::conversation
