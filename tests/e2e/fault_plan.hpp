#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace koebel::e2e {

/// What befalls koebeld and the hosts of clients, and when, counted from the first thank-you.
struct Fault {
    enum class Kind : std::uint8_t { kKill, kStop, kContinue };

    std::chrono::milliseconds at{};
    Kind kind{};
    std::size_t host = 0;  ///< of kStop and kContinue
};

/// How much of it.
struct Load {
    std::chrono::seconds length{};
    int kills = 0;
    int stops = 0;  ///< SIGSTOPs of a host; every fourth outlasts the server's patience with a silent client
    std::size_t hosts = 0;
};

/// In order of time, the same for a seed. Kills are spread over the length, each somewhere in its own part;
/// no host is stopped twice at once, and all run again before the end.
[[nodiscard]] std::vector<Fault> plan_faults(std::uint64_t seed, const Load& load);

/// Of `faults`, how long a host ran during [begin, end) of the same clock.
[[nodiscard]] std::chrono::milliseconds awake(
    const std::vector<Fault>& faults, std::size_t host, std::chrono::milliseconds begin, std::chrono::milliseconds end
);

}  // namespace koebel::e2e
