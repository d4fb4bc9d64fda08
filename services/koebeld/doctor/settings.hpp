#pragma once

#include <chrono>
#include <cstdint>

namespace koebel::doctor {

/// Where the doctor begins to worry. Bounds stand in the option table.
struct Settings {
    std::uint64_t free_mib = 1'024;               ///< free space of the data directory; a quarter of it is a problem
    std::chrono::milliseconds fsync{50};          ///< longer ones make every thank-you wait
    std::chrono::days certificate{21};            ///< left of public_url's certificate; a third of it is a problem
    std::chrono::milliseconds connection{3'000};  ///< to connect to public_url, and to be answered
    std::chrono::seconds file_check{20};          ///< to look for damage in the database's file
};

}  // namespace koebel::doctor
