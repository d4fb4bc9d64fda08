#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace koebel::redis {

/// Where a Redis is, and as whom to go there.
struct Endpoint {
    std::string socket;  ///< a Unix socket's path; empty: host and port
    std::string host;
    std::uint16_t port = 6379;
    std::string user;  ///< empty: the default user
    std::string password;
    std::uint32_t database = 0;

    /// For logs: without the password.
    [[nodiscard]] std::string display() const;
};

/// Reads `redis://[[user]:password@]host[:port][/database]` or `unix:///path[?password=…&database=…]`, percent-encoded
/// where it must be. Throws std::invalid_argument, whose text holds no secret.
[[nodiscard]] Endpoint parse_endpoint(std::string_view url);

}  // namespace koebel::redis
