#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace koebel::redis {

/// How Redis is reached, or kept. Bounds stand in the option table of koebeld.
struct Settings {
    bool enabled = true;  ///< without it boards are answered from SQL
    std::string url;      ///< see parse_endpoint; empty: a private server
    std::chrono::milliseconds connect{2'000};
    std::chrono::milliseconds command{2'000};
    std::chrono::milliseconds retry_first{100};  ///< at most, before the first try to connect anew; doubles
    std::chrono::milliseconds retry_most{5'000};
    std::size_t in_flight = 10'000;         ///< commands without an answer yet; more are refused
    std::size_t send_bytes = 64 << 20;      ///< not taken by the kernel yet; more are refused
    std::size_t reply_bytes = 64 << 20;     ///< of one reply
    std::string server = "redis-server";    ///< the private server's program
    std::size_t memory_bytes = 1ULL << 30;  ///< the private server's
};

}  // namespace koebel::redis
