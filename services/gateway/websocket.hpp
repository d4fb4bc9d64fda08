#pragma once

#include "base/time.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace koebel::live {
class Hub;
}
namespace koebel::rpc {
class Authenticator;
class Router;
}  // namespace koebel::rpc
namespace koebel::runtime {
class IoThreads;
}

namespace koebel::gateway {

struct Upgrade;  // upgrade.hpp, with Beast in it
struct WebSocketShared;

/// The limits of a WebSocket. koebeld's option table fills it and holds the bounds.
struct WebSocketSettings {
    std::size_t read_message_max = 64UL << 10;       ///< bytes of one message; 4 KiB to 1 MiB
    std::size_t call_queue = 8;                      ///< calls that wait; full: reading stops; 1 to 64
    std::size_t outbox_frames = 16;                  ///< replies and notices that wait; full: reading stops; 4 to 256
    std::size_t outbox_bytes = 64UL << 10;           ///< the same in bytes; 16 KiB to 1 MiB
    std::size_t subscriptions = 128;                 ///< topics one connection may follow; 1 to 1,024
    double frames_rate = 50;                         ///< frames a second from one client, pings and fragments among
                                                     ///< them; 1 to 1,000
    double frames_burst = 400;                       ///< and at once; 10 to 10,000
    std::chrono::milliseconds handshake{10'000};     ///< for the upgrade's own handshake
    std::chrono::milliseconds ping{10'000};          ///< between two Pings, ± 25 %; 1 to 60 s
    std::chrono::milliseconds pong_deadline{8'000};  ///< for the Pong; later: 4003
    std::chrono::milliseconds write_stall{10'000};   ///< without progress in writing; longer: 4002
    std::chrono::milliseconds closing{3'000};        ///< for the closing handshake; then the socket is cut
    std::chrono::milliseconds expiring_notice{60'000};  ///< before the session's end: Notice EXPIRING
    int send_buffer = 0;                                ///< SO_SNDBUF in bytes; 0: the kernel's choice
};

/// What the WebSocket side counts, for /metrics.
struct WebSocketStatistics {
    std::size_t open = 0;
    std::uint64_t accepted = 0;
    std::uint64_t calls = 0;
    std::uint64_t frames_in = 0;
    std::map<std::uint16_t, std::uint64_t> closed;  ///< by the code it closed with; 1006: without one
};

/// The WebSocket side of the gateway: takes over connections that were upgraded and owns them until
/// they have closed. Thread-safe. Destroy it after the io threads have stopped, before the hub.
class WebSockets {
public:
    static constexpr std::chrono::seconds kFlush{1};  ///< for what is queued when the node goes away

    /// `build` is what Welcome says.
    WebSockets(
        live::Hub& hub,
        rpc::Router& router,
        rpc::Authenticator& authenticator,
        Clock& clock,
        runtime::IoThreads& threads,
        WebSocketSettings settings,
        std::string build
    );
    WebSockets(const WebSockets&) = delete;
    WebSockets& operator=(const WebSockets&) = delete;
    ~WebSockets();

    /// Takes over. On the io thread that owns the socket.
    void accept(Upgrade upgrade);

    /// Tells every client that a part ("redis") is away, or that it is back; who connects meanwhile is told after its
    /// Welcome. From any thread; returns at once.
    void degraded(const std::string& component, bool is_degraded);

    /// Tells every client to come back within `window`, lets what is queued go out and calls at work be answered, and
    /// closes with 4000: at most 256 at a time, the last of them told when the window ends. New ones are closed
    /// at once. From any thread; returns at once.
    void drain(std::chrono::milliseconds window);

    /// Blocks until the last connection has ended, or `at_most` has passed; whether none is left. After
    /// drain() none lasts longer than its window, kFlush, the closing handshake and two of the shards' ticks.
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most);

    /// Takes every connection off its shard and cuts its socket: for those that a drain left over. From any thread;
    /// returns at once.
    void cut();

    [[nodiscard]] WebSocketStatistics statistics() const;

private:
    std::shared_ptr<WebSocketShared> shared_;
};

}  // namespace koebel::gateway
