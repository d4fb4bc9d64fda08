#include "koebeld/redis_side.hpp"

#include "base/id.hpp"
#include "base/log.hpp"
#include "koebeld/samples.hpp"
#include "people/organisation.hpp"

#include <algorithm>
#include <utility>

namespace koebel {
namespace {

using namespace std::chrono_literals;

std::string installation(store::Reader& reader) {
    const auto organisation = std::get<0>(reader.read(people::organisation()));
    return organisation.empty() ? std::string{} : organisation.front().installation_id;
}

/// The address of the shared Redis, or of the private one; nothing: there is none.
std::optional<redis::Endpoint> place_of_redis(
    const Settings& settings, asio::io_context& context, std::optional<redis::PrivateServer>& server
) {
    if (!settings.redis.enabled) return std::nullopt;
    if (!settings.redis.url.empty()) return redis::parse_endpoint(settings.redis.url);
    try {
        server.emplace(context, settings.redis, settings.data_directory);
    } catch (const std::runtime_error& missing) {
        log("koebeld").warn("no Redis: {}; boards are answered from SQL", missing.what());
        return std::nullopt;
    }
    return server->endpoint();
}

/// SQLite has one process, so there is no other node to agree with.
live::RelaySettings relay_settings(const Settings& settings) {
    auto relay = settings.relay;
    relay.is_alone = settings.store.postgresql.empty();
    return relay;
}

}  // namespace

RedisSide::RedisSide(const Settings& settings, store::Store& store, live::Hub& hub, live::IndexSource& boards)
    : settings_(settings), store_(store), hub_(hub) {
    auto& context = thread_.context(0);
    const auto place = place_of_redis(settings, context, server_);
    if (!place) return;
    const auto node = random_hex(8);
    client_.emplace(context, *place, settings.redis, "koebel");
    ear_.emplace(context, *place, settings.redis, "koebel-bus");
    relay_.emplace(
        live::RelaySurroundings{
            .context = context,
            .store = store,
            .client = *client_,
            .boards = boards,
            .installation = installation,
            .node = node
        },
        relay_settings(settings)
    );
    bus_.emplace(
        live::BusSurroundings{
            .context = context,
            .store = store,
            .mouth = *client_,
            .ear = *ear_,
            .installation = installation,
            .node = node
        },
        settings.relay
    );
    client_->on_connected([this] { relay_->reconnected(); });
    bus_->on_head([this](std::uint64_t position) { hub_.wake(position); });
    store_.on_commit([this](const store::Committed& entries) {
        if (!entries->empty()) relay_->wake(entries->back().position);
    });
}

void RedisSide::on_degraded(std::function<void(bool)> listener) {
    if (!relay_) return;
    relay_->on_trust([listener = std::move(listener)](bool is_trusted) { listener(!is_trusted); });
}

void RedisSide::start() {
    if (!exists()) return;
    thread_.start();
    if (server_) server_->start();
    client_->start();
    ear_->start();
    relay_->start();
    bus_->start();
}

void RedisSide::stop(std::chrono::milliseconds at_most) {
    if (!exists()) return;
    relay_->stop();
    bus_->stop();
    client_->stop();
    ear_->stop();
    if (!relay_->wait(at_most) || !bus_->wait(at_most)) log("koebeld").warn("the relay did not end in time");
    if (server_) server_->stop();
    thread_.stop(100ms);
}

void RedisSide::appended() {
    if (relay_) relay_->wake();
}

std::vector<gateway::HealthCheck> RedisSide::checks() const {
    if (!exists()) return {};
    std::vector<gateway::HealthCheck> checks;
    // SQL answers boards as exactly: no reason to send people elsewhere.
    checks.push_back({.name = "redis", .fault = [this] { return relay_->why_not(); }, .is_required = false});
    // A bus that is deaf while Redis answers is a fault of this node. Where Redis is private there is nobody to hear,
    // and where Redis is away every node is deaf: the log tail's poll does it then, a second later.
    const auto fault = [this]() -> std::optional<std::string> {
        if (!bus_->is_deaf() || !client_->connected()) return std::nullopt;
        return "deaf: its canaries do not come back";
    };
    checks.push_back({.name = "bus", .fault = fault, .is_required = !settings_.redis.url.empty()});
    return checks;
}

std::vector<gateway::Sample> RedisSide::samples() const {
    if (!exists()) return {};
    auto all = to_samples(relay_->statistics());
    for (auto more : {to_samples(bus_->statistics()), to_samples(client_->statistics())}) {
        std::ranges::move(more, std::back_inserter(all));
    }
    return all;
}

}  // namespace koebel
