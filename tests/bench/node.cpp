#include "bench/node.hpp"

#include "gateway/health.hpp"
#include "gateway/metrics.hpp"
#include "gateway/server.hpp"
#include "live/hub.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/router.hpp"
#include "runtime/io_threads.hpp"
#include "store/store.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include <array>
#include <stdexcept>
#include <vector>

namespace koebel::bench {

namespace {

using namespace std::chrono_literals;

/// Person N by the cookie's number.
class Numbered final : public rpc::Authenticator {
public:
    boost::asio::awaitable<rpc::Caller> authenticate(rpc::Credentials credentials) override {
        auto digits = credentials.cookie;
        digits.insert(0, 12 - std::min<std::size_t>(digits.size(), 12), '0');
        const auto id = "0195e000-0000-7000-8000-" + digits;
        rpc::Caller caller;
        caller.roles = {v1::ROLE_EMPLOYEE};
        caller.person = PersonId{id};
        caller.session = SessionId{id};
        for (const auto topic : {Node::kFeed, Node::kTeam, Node::kWall, Node::kFiller})
            caller.topics.emplace_back(topic);
        caller.topics.push_back("person:" + id);
        co_return caller;
    }
    boost::asio::awaitable<rpc::Caller> refresh(rpc::Caller caller) override { co_return caller; }
};

store::Settings store_settings(const std::filesystem::path& data) {
    store::Settings settings;
    settings.data_directory = data.string();
    return settings;
}

}  // namespace

struct Node::Parts {
    Parts(const std::filesystem::path& data, const Options& options)
        : store(store::Store::open(store_settings(data), clock, ids)),
          hub(*store, io, options.live),
          websockets(hub, router, authenticator, clock, io, options.websocket, "bench"),
          health({}),
          server(
              options.http,
              {.threads = io,
               .router = router,
               .authenticator = authenticator,
               .clock = clock,
               .health = health,
               .metrics = metrics,
               .websocket = gateway::into(websockets)}
          ) {}

    SystemClock clock;
    RandomIdSource ids;
    std::unique_ptr<store::Store> store;
    runtime::IoThreads io{1};
    live::Hub hub;
    rpc::Router router{rpc::Limits{}, clock};
    Numbered authenticator;
    gateway::WebSockets websockets;
    gateway::Health health;
    gateway::Metrics metrics;
    gateway::Server server;
};

Node::Options Node::usual() {
    Options options;
    options.http.port = 0;
    options.http.public_url = "http://" + std::string{kHost};
    options.http.web_root = "";
    options.http.metrics_port = 0;
    options.http.connections = {.node = 100'000, .address = 0, .principal = 100'000};
    options.http.requests_per_second = options.http.requests_burst = 100'000;
    options.http.upgrades.per_second = options.http.upgrades.burst = 100'000;
    return options;
}

Node::Node(const std::filesystem::path& data, const Options& options) : parts_(std::make_unique<Parts>(data, options)) {
    parts_->store->on_commit([this](const store::Committed&) { committed_at_ = now_ns(); });
    parts_->hub.start();
    parts_->io.start();
    parts_->server.start();
    boost::asio::post(parts_->io.context(0), boost::asio::use_future([this] { io_time_ = ThreadTime::mine(); })).get();
}

Node::~Node() {
    parts_->server.drain();
    parts_->websockets.drain(0ms);
    parts_->websockets.cut();
    static_cast<void>(parts_->websockets.wait(10s));
    static_cast<void>(parts_->server.stop(5s));
    static_cast<void>(parts_->router.wait(5s));
    parts_->hub.stop();
    parts_->store->stop();
    parts_->io.stop(5s);
}

std::uint16_t Node::port() const {
    return parts_->server.port();
}

live::Statistics Node::statistics() const {
    return parts_->hub.statistics();
}

gateway::WebSocketStatistics Node::websockets() const {
    return parts_->websockets.statistics();
}

store::LogHead Node::head() const {
    return parts_->store->read_now([](store::Reader& reader) { return store::log_head(reader); });
}

std::uint64_t Node::seq(std::string_view topic) const {
    return parts_->store->read_now([topic](store::Reader& reader) {
        const std::array names{std::string{topic}};
        const auto heads = store::snapshot(reader, names);
        return heads.heads_size() == 0 ? 0 : heads.heads(0).seq();
    });
}

std::size_t Node::frame_bytes() const {
    return parts_->store->read_now([](store::Reader& reader) {
        const auto newest = store::log_after(reader, store::log_head(reader).position - 1, 1);
        return newest.empty() ? 0 : live::event_frame(newest.front())->size();
    });
}

void Node::publish(std::string_view topic, std::size_t events, std::size_t words) {
    v1::EventBody body;
    body.mutable_recognition_given()->mutable_recognition()->set_message(std::string(words, 'w'));
    auto job = [topic = std::string{topic}, events, body](store::Transaction& tx) -> Result<std::uint64_t> {
        std::uint64_t seq = 0;
        for (std::size_t i = 0; i < events; ++i) seq = tx.append({.topic = topic, .body = body});
        return seq;
    };
    if (!parts_->store->write_now("bench.publish", std::move(job))) throw std::runtime_error("bench: not written");
}

void Node::finish_turn() {
    boost::asio::post(parts_->io.context(0), boost::asio::use_future).get();
}

}  // namespace koebel::bench
