#pragma once

#include "e2e/followed.hpp"
#include "e2e/server.hpp"

#include <chrono>
#include <filesystem>
#include <vector>

namespace koebel::e2e {

/// The clients of one host, and where to.
struct Assignment {
    Server server;
    std::uint64_t seed = 0;  ///< of the first client; the next one's is one more
    std::chrono::milliseconds pace{};
    std::vector<Identity> identities;
};

// Words separated by white space: what the test and its hosts tell each other in files.
void write_assignment(const std::filesystem::path& path, const Assignment& assignment);
[[nodiscard]] Assignment read_assignment(const std::filesystem::path& path);
void write_outcomes(const std::filesystem::path& path, const std::vector<Outcome>& outcomes);
[[nodiscard]] std::vector<Outcome> read_outcomes(const std::filesystem::path& path);

}  // namespace koebel::e2e
