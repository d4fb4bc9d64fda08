#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace koebel::live {

/// The limits of live delivery on one node. koebeld's option table fills it and holds the bounds.
struct Settings {
    /// Encoded frames kept for all rings and blocks together; 1 MiB to 4 GiB. Three quarters are for
    /// rings, in equal shares per io thread (a frame two io threads hold counts twice), one for blocks.
    std::size_t byte_budget = 64UL << 20;
    /// Frames kept per topic and io thread; 1 to 65,536.
    std::size_t ring_frames = 4'096;
    /// How long a ring outlives its last subscriber; 0 to 3,600 s.
    std::chrono::seconds ring_kept{60};
    /// How often SQL is asked for entries no commit of this node announced; 50 to 10,000 ms.
    std::chrono::milliseconds poll{1'000};
    /// The beat of everything with a deadline, and the shortest time between two State frames of a
    /// topic; 10 to 1,000 ms.
    std::chrono::milliseconds tick{1'000};
    /// Without SQL for this long the node closes its connections; 2 to 300 s.
    std::chrono::seconds isolated_after{10};
    /// How long "I am looking at this" holds without being repeated; 20 to 300 s.
    std::chrono::seconds watching_kept{45};
};

/// Events in a catch-up block: block n holds seq 64·n+1 to 64·n+64.
inline constexpr std::uint64_t kBlockEvents = 64;

/// Fewer people than this are never counted out loud.
inline constexpr std::size_t kSmallestGroup = 5;

}  // namespace koebel::live
