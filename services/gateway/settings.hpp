#pragma once

#include "gateway/connection_limits.hpp"
#include "gateway/upgrade_queue.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace koebel::gateway {

/// What one HTTP request may take. The bounds beside them are the option table's.
struct HttpBounds {
    std::size_t header_bytes = 8 * 1024;  ///< request line and headers; 1 KiB to 64 KiB
    std::size_t body_bytes = 64 * 1024;   ///< 1 KiB to 16 MiB
    std::size_t upload_bytes = 0;         ///< of a call that brings a file, by somebody signed in; 0: as any other
    /// To begin the first request, and for the headers of each; 100 ms to 60 s.
    std::chrono::milliseconds header_time{10'000};
    std::chrono::milliseconds body_time{10'000};    ///< from the headers' end; 100 ms to 60 s
    std::chrono::milliseconds upload_time{60'000};  ///< the same for an upload; 1 s to 10 min
    std::chrono::milliseconds idle_time{75'000};    ///< between two requests; 1 s to 10 min
    std::chrono::milliseconds write_time{60'000};   ///< for one answer to leave; 1 s to 10 min
};

/// How the edge is set up. koebeld's option table fills it.
struct Settings {
    std::string address = "127.0.0.1";  ///< to listen on
    std::uint16_t port = 8080;          ///< 0: one that is free

    /// What people type: the one source for links, cookies, Host and Origin checks. A scheme and a
    /// host, without a path.
    std::string public_url = "http://localhost:8080";

    /// Addresses and networks ("10.0.0.0/8") whose X-Forwarded-For is believed. None by default.
    std::vector<std::string> trusted_proxies;

    std::string web_root = "web/dist";         ///< the built pages; empty: none
    std::size_t web_bytes = 64 * 1024 * 1024;  ///< of files kept in memory; 1 MiB to 1 GiB

    std::string metrics_address = "127.0.0.1";  ///< never a public one
    std::uint16_t metrics_port = 9464;          ///< 0: no metrics

    HttpBounds http;
    ConnectionBounds connections;

    double requests_per_second = 200;  ///< calls and upgrades of one address, signed in or not; 1 to 100,000
    double requests_burst = 2'000;     ///< at once; 1 to 100,000

    UpgradeBounds upgrades;

    std::size_t uploads = 4;  ///< at once, one of a person; 1 to 64
};

}  // namespace koebel::gateway
