#pragma once

#include "gateway/http_message.hpp"

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace koebel::gateway {

/// One thing that holds or does not. Called on io threads for every /readyz: it reads a few atomics and never waits.
struct HealthCheck {
    std::string name;                                   ///< "store", "writer", "redis", "bus"
    std::function<std::optional<std::string>()> fault;  ///< nothing: it holds; else why not, in a few words
    /// Whether it must hold for this node to be sent work; otherwise its fault is told, and nothing more.
    bool is_required = true;
};

/// Tells the truth about this node. Thread-safe once made.
class Health {
public:
    explicit Health(std::vector<HealthCheck> checks);

    /// Not ready from now on: the node goes away.
    void drain() { draining_ = true; }
    [[nodiscard]] bool is_draining() const { return draining_; }

    /// /healthz: the process answers. Always 200: a restart would not cure what /readyz says.
    [[nodiscard]] static HttpResponse alive();

    /// /readyz: 200 when every required check holds and the node does not go away, else 503; the body names each, and
    /// says `degraded` when one that is not required fails.
    [[nodiscard]] HttpResponse ready() const;

private:
    const std::vector<HealthCheck> checks_;
    std::atomic<bool> draining_{false};
};

}  // namespace koebel::gateway
