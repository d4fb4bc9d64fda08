#pragma once

#include "gateway/health.hpp"
#include "gateway/metrics.hpp"
#include "koebeld/settings.hpp"
#include "live/bus.hpp"
#include "live/hub.hpp"
#include "live/index_source.hpp"
#include "live/relay.hpp"
#include "redis/client.hpp"
#include "redis/private_server.hpp"
#include "runtime/io_threads.hpp"
#include "store/store.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace koebel {

/// All that this node has to do with Redis: a server of its own where no address is given, two connections, the relay
/// and the bus, on a thread of their own, so that nothing of it ever takes an io thread's time. Where Redis is switched
/// off, or redis-server is not installed, there is none of it, and SQL answers.
class RedisSide {
public:
    RedisSide(const Settings& settings, store::Store& store, live::Hub& hub, live::IndexSource& boards);
    RedisSide(const RedisSide&) = delete;
    RedisSide& operator=(const RedisSide&) = delete;

    /// Told when boards have to be answered from SQL for a while (true), and when that is over. Before start().
    void on_degraded(std::function<void(bool)> listener);

    void start();
    /// Ends relay and bus, then the connections and the server. What was not shipped is, when the next node starts.
    void stop(std::chrono::milliseconds at_most);

    /// The log has an entry. On the tail's thread.
    void appended();

    /// Whether there is one at all.
    [[nodiscard]] bool exists() const { return client_.has_value(); }
    /// Null: there is none.
    [[nodiscard]] redis::Client* client() { return client_ ? &*client_ : nullptr; }
    [[nodiscard]] live::Relay* relay() { return relay_ ? &*relay_ : nullptr; }
    /// Whether boards may be read from Redis. From any thread.
    [[nodiscard]] bool trusted() const { return relay_ && relay_->trusted(); }

    [[nodiscard]] std::vector<gateway::HealthCheck> checks() const;
    [[nodiscard]] std::vector<gateway::Sample> samples() const;

private:
    const Settings settings_;
    store::Store& store_;
    live::Hub& hub_;
    runtime::IoThreads thread_{1};
    std::optional<redis::PrivateServer> server_;
    std::optional<redis::Client> client_;
    std::optional<redis::Client> ear_;  // the bus's
    std::optional<live::Relay> relay_;
    std::optional<live::Bus> bus_;
};

}  // namespace koebel
