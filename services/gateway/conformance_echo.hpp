#pragma once

#include "gateway/http_door.hpp"
#include "gateway/websocket.hpp"
#include "runtime/io_threads.hpp"

#include <chrono>
#include <memory>

namespace koebel::gateway {

/// Echoes text and binary messages through the same FrameGate, GateStream and Beast stream that /live stands on, so
/// that conformance suites, ours and others', test those. Knows no Protobuf, no topics and no rate; its limits are the
/// live connection's. Owns its connections, each on the io thread of its socket. Thread-safe. Destroy it after the io
/// threads have stopped.
class ConformanceEcho {
public:
    ConformanceEcho(runtime::IoThreads& threads, const WebSocketSettings& settings);
    ConformanceEcho(const ConformanceEcho&) = delete;
    ConformanceEcho& operator=(const ConformanceEcho&) = delete;
    ~ConformanceEcho();

    /// Takes over. On the io thread that owns the socket.
    void accept(Upgrade upgrade);

    /// Cuts every connection, also those that still come, and blocks until the last has ended or `at_most` has passed;
    /// whether none is left.
    [[nodiscard]] bool stop(std::chrono::milliseconds at_most);

private:
    class Session;
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

/// Hands upgraded connections to the echo.
[[nodiscard]] AcceptWebSocket into(ConformanceEcho& echo);

}  // namespace koebel::gateway
