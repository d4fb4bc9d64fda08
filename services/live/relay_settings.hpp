#pragma once

#include <chrono>
#include <cstddef>

namespace koebel::live {

/// The limits of the relay and the bus. koebeld's option table fills it and holds the bounds.
struct RelaySettings {
    /// Between two looks at Redis and at the log for what nobody announced; 50 to 10,000 ms.
    std::chrono::milliseconds poll{1'000};
    /// Who does not hold the lease ships when Redis is behind for this long; 100 to 60,000 ms.
    std::chrono::milliseconds lag{1'000};
    /// Boards are read from Redis while it was up to date this long ago or less; 500 to 60,000 ms.
    std::chrono::milliseconds trusted_for{3'000};
    /// Between two comparisons of Redis with SQL; 1 to 3,600 s.
    std::chrono::milliseconds check{60'000};
    /// How long the lease holds without being renewed; 1 to 300 s.
    std::chrono::milliseconds lease{10'000};
    /// Boards that are wrong are rebuilt by who does not hold the lease after this long; 100 to 60,000 ms.
    std::chrono::milliseconds others_rebuild{5'000};
    /// People hear of it when boards are answered from SQL for this long; 0 to 60,000 ms.
    std::chrono::milliseconds notice{1'000};
    /// Updates in one call of the script; 10 to 10,000.
    std::size_t batch = 500;
    /// Updates, or members, read from SQL at once; 100 to 100,000.
    std::size_t page = 5'000;
    /// Members of each board that are compared; 1 to 1,000.
    std::size_t sample = 20;
    /// No other process has this database: there is nobody to share the work with. Not an option.
    bool is_alone = false;

    /// Between two canaries through the bus; 50 to 10,000 ms.
    std::chrono::milliseconds canary{500};
    /// A bus through which one did not come back for this long is deaf; 500 to 60,000 ms. Found within both together.
    std::chrono::milliseconds deaf{2'000};
};

}  // namespace koebel::live
