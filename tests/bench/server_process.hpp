#pragma once

#include "bench/load_messages.hpp"
#include "bench/node.hpp"

#include <sys/types.h>

#include <cstdint>
#include <filesystem>

namespace koebel::bench {

/// A node in a process of its own, that can be killed. A fork: make it before any thread is started.
class ServerProcess {
public:
    /// Returns when it listens.
    ServerProcess(const std::filesystem::path& data, const Node::Options& options);
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ~ServerProcess();

    [[nodiscard]] std::uint16_t port() const { return greeting_.port; }
    [[nodiscard]] std::string_view epoch() const { return greeting_.epoch.view(); }
    /// Of the feed when it began to listen.
    [[nodiscard]] std::uint64_t feed() const { return greeting_.feed; }
    [[nodiscard]] live::Statistics statistics();
    /// kill -9.
    void kill();

private:
    struct Greeting {
        std::uint16_t port = 0;
        std::uint64_t feed = 0;
        FixedText<64> epoch;
    };
    static void serve(int control, const std::filesystem::path& data, const Node::Options& options);

    int control_ = -1;
    pid_t process_ = -1;
    Greeting greeting_;
};

/// Appends events to the feed of a database that no node has open.
void append(const std::filesystem::path& data, std::size_t events);

}  // namespace koebel::bench
