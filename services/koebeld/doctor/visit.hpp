#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace koebel::doctor {

/// Where to go.
struct Destination {
    std::string host;
    std::uint16_t port = 0;
    bool is_secure = false;  ///< TLS, with the system's certificate authorities
    std::string host_header;
};

/// What was found there.
struct Visit {
    std::string unresolved = {};   ///< why the host has no address
    std::string unreachable = {};  ///< why nothing came of it after that
    std::string mistrust = {};     ///< why a browser would not trust the certificate; it is read all the same
    std::optional<std::chrono::days> certificate_left = {};  ///< negative: it is over
    std::string answer = {};                                 ///< the status line, headers and body, at most 16 KiB
};

/// Asks for a path. Blocks: `patience` for each address and each step, name servers as long as the system lets them.
[[nodiscard]] Visit visit(const Destination& destination, const std::string& path, std::chrono::milliseconds patience);

}  // namespace koebel::doctor
