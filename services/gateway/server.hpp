#pragma once

#include "base/time.hpp"
#include "gateway/atom_door.hpp"
#include "gateway/health.hpp"
#include "gateway/http_door.hpp"
#include "gateway/media_door.hpp"
#include "gateway/metrics.hpp"
#include "gateway/settings.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/router.hpp"
#include "runtime/io_threads.hpp"

#include <chrono>
#include <cstdint>
#include <memory>

namespace koebel::gateway {

class WebSockets;

/// The edge of the node over HTTP: the public listener with the site, and the metrics listener. Made
/// and ended by the composition root; its connections live on the io threads.
class Server {
public:
    /// What it stands on; all of it outlives the server.
    struct Parts {
        runtime::IoThreads& threads;
        rpc::Router& router;
        rpc::Authenticator& authenticator;
        Clock& clock;
        Health& health;
        Metrics& metrics;
        AcceptWebSocket websocket;      ///< see into()
        AcceptWebSocket echo = {};      ///< the conformance echo; empty: there is none
        FindMedium media = {};          ///< empty: there are none
        MakeAtom atom = {};             ///< empty: there is no feed
        TakesUpload takes_upload = {};  ///< empty: no call does
    };

    /// Reads the pages and checks what can be checked. Throws std::invalid_argument or
    /// std::runtime_error that names the setting. Counts the router's calls in `metrics`.
    Server(const Settings& settings, Parts parts);
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server();

    /// Listens and accepts. Throws std::runtime_error with the remedy when an address is taken.
    void start();

    /// Not ready any more, accepts nothing more, ends idle connections; requests at work are answered.
    /// Returns at once. The metrics stay until stop().
    void drain();

    /// Blocks until the last connection has ended by itself, or `at_most` has passed; whether none is left.
    bool wait(std::chrono::milliseconds at_most);

    /// Cuts what is left and blocks until it has ended, or `at_most` has passed; whether none is left.
    /// The io threads must still run.
    bool stop(std::chrono::milliseconds at_most);

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::uint16_t metrics_port() const;  ///< 0: no metrics

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Hands upgraded connections to the WebSocket side. In upgrade.cpp, for Beast's sake.
[[nodiscard]] AcceptWebSocket into(WebSockets& websockets);

}  // namespace koebel::gateway
