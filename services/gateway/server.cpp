#include "gateway/server.hpp"

#include "base/log.hpp"
#include "gateway/listener.hpp"
#include "gateway/metrics_door.hpp"
#include "gateway/site.hpp"

namespace koebel::gateway {
namespace {

/// The metrics listener is for one scraper or two.
constexpr ConnectionBounds kMetricsConnections{.node = 16, .address = 0, .principal = 0};

}  // namespace

struct Server::State {
    State(const Settings& of, Parts parts);

    const Settings settings;
    std::shared_ptr<ConnectionLimits> connections;
    std::shared_ptr<ConnectionLimits> metrics_connections;
    Health& health;
    Site site;
    MetricsDoor metrics_door;
    Listener listener;
    Listener metrics_listener;
};

Server::State::State(const Settings& of, Parts parts)
    : settings(of),
      connections(std::make_shared<ConnectionLimits>(of.connections)),
      metrics_connections(std::make_shared<ConnectionLimits>(kMetricsConnections)),
      health(parts.health),
      site(
          of,
          {.router = parts.router,
           .authenticator = parts.authenticator,
           .clock = parts.clock,
           .health = parts.health,
           .metrics = parts.metrics,
           .connections = *connections,
           .websocket = std::move(parts.websocket),
           .echo = std::move(parts.echo),
           .media = std::move(parts.media),
           .atom = std::move(parts.atom),
           .takes_upload = std::move(parts.takes_upload)}
      ),
      metrics_door(of, parts.metrics),
      listener(
          of.http,
          {.threads = parts.threads,
           .door = site,
           .connections = *connections,
           .is_proxy = [this](const asio::ip::address& peer) { return site.proxies().trusts(peer); },
           .refused = [&metrics = parts.metrics](std::string_view why) { metrics.refused(why); }}
      ),
      metrics_listener(
          of.http,
          {.threads = parts.threads,
           .door = metrics_door,
           .connections = *metrics_connections,
           .is_proxy = [](const asio::ip::address&) { return false; },
           .refused = [](std::string_view) {}}
      ) {
    parts.router.observe([&metrics = parts.metrics](
                             std::string_view method, Code code, std::chrono::nanoseconds taken
                         ) { metrics.called(method, code, taken); });
    parts.metrics.add([open = connections] {
        return std::vector<Sample>{
            {.name = "koebel_connections",
             .help = "Open connections of clients, WebSockets among them",
             .value = static_cast<double>(open->open())}
        };
    });
}

Server::Server(const Settings& settings, Parts parts) : state_(std::make_unique<State>(settings, std::move(parts))) {}

Server::~Server() = default;

void Server::start() {
    auto& [settings, connections, metrics_connections, health, site, door, listener, metrics] = *state_;
    listener.open(settings.address, settings.port);
    if (settings.metrics_port != 0) metrics.open(settings.metrics_address, settings.metrics_port);
    listener.start();
    if (settings.metrics_port != 0) metrics.start();
    log("gateway").info("listening on {} port {}, for {}", settings.address, listener.port(), settings.public_url);
}

void Server::drain() {
    state_->health.drain();
    state_->listener.drain();
}

bool Server::wait(std::chrono::milliseconds at_most) {
    return state_->listener.wait(at_most);
}

bool Server::stop(std::chrono::milliseconds at_most) {
    state_->health.drain();
    const bool ended = state_->listener.stop(at_most);
    return state_->metrics_listener.stop(at_most) && ended;
}

std::uint16_t Server::port() const {
    return state_->listener.port();
}

std::uint16_t Server::metrics_port() const {
    return state_->metrics_listener.port();
}

}  // namespace koebel::gateway
