#pragma once

#include "gateway/websocket.hpp"

#include "live/hub.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/router.hpp"
#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace koebel::gateway {

class WebSocketSession;

/// What all WebSockets of a node share: their surroundings, their register, their figures. Owned by
/// WebSockets and by the sessions.
struct WebSocketShared {
    live::Hub& hub;
    rpc::Router& router;
    rpc::Authenticator& authenticator;
    Clock& clock;
    runtime::IoThreads& threads;
    const WebSocketSettings settings;
    const std::string build;

    runtime::Tasks tasks{};
    /// By io thread, from construction to destruction; each list is touched on its thread only.
    std::vector<std::vector<WebSocketSession*>> sessions{};
    /// What is degraded, by io thread, as its sessions were told; each set is touched on its thread only.
    struct Degraded {
        std::set<std::string> components;
        std::map<std::string, std::uint64_t> tellings;  // of each: a later one ends those before it
    };
    std::vector<Degraded> degraded{};
    std::atomic<bool> draining{false};
    std::atomic<std::size_t> leaving{0};  // sent away, and not yet gone
    std::atomic<std::uint64_t> accepted{0};
    std::atomic<std::uint64_t> calls{0};
    std::atomic<std::uint64_t> frames_in{0};
    std::atomic<std::size_t> open{0};

    std::mutex closed_mutex{};
    std::map<std::uint16_t, std::uint64_t> closed{};
};

}  // namespace koebel::gateway
