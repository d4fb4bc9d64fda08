#pragma once

#include <chrono>

namespace koebel::recognition {

/// What koebeld's options say about leaving. Bounds stand in its option table, and here.
struct LeavingSettings {
    std::chrono::days archive_kept{30};  ///< who left can read their archive that long; 1 to 90
};

}  // namespace koebel::recognition
