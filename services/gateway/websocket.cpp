#include "gateway/websocket.hpp"

#include "gateway/websocket_session.hpp"

#include <boost/asio/post.hpp>

namespace koebel::gateway {

namespace {

constexpr std::size_t kDrainsPerTurn = 64;

/// Drains the sessions of one io thread, some in each turn, so that farewells come in waves.
void drain_some(
    const std::shared_ptr<WebSocketShared>& shared,
    std::size_t io_thread,
    std::chrono::milliseconds window,
    const std::shared_ptr<std::vector<std::weak_ptr<WebSocketSession>>>& left
) {
    for (std::size_t i = 0; i < kDrainsPerTurn && !left->empty(); ++i) {
        if (const auto session = left->back().lock()) session->drain(window);
        left->pop_back();
    }
    if (left->empty()) return;
    asio::post(shared->threads.context(io_thread), [=] { drain_some(shared, io_thread, window, left); });
}

}  // namespace

WebSockets::WebSockets(
    live::Hub& hub,
    rpc::Router& router,
    rpc::Authenticator& authenticator,
    Clock& clock,
    runtime::IoThreads& threads,
    WebSocketSettings settings,
    std::string build
)
    : shared_(new WebSocketShared{
          .hub = hub,
          .router = router,
          .authenticator = authenticator,
          .clock = clock,
          .threads = threads,
          .settings = settings,
          .build = std::move(build),
      }) {
    shared_->sessions.resize(threads.size());
}

WebSockets::~WebSockets() = default;

void WebSockets::accept(Upgrade upgrade) {
    ++shared_->accepted;
    const auto executor = shared_->threads.context(upgrade.io_thread).get_executor();
    auto session = std::make_shared<WebSocketSession>(shared_, std::move(upgrade));
    shared_->tasks.spawn(executor, "gateway.websocket", WebSocketSession::run(std::move(session)));
}

void WebSockets::drain(std::chrono::milliseconds window) {
    shared_->draining = true;
    for (std::size_t i = 0; i < shared_->sessions.size(); ++i) {
        asio::post(shared_->threads.context(i), [shared = shared_, i, window] {
            const auto left = std::make_shared<std::vector<std::weak_ptr<WebSocketSession>>>();
            for (auto* session : shared->sessions[i]) left->push_back(session->weak_from_this());
            drain_some(shared, i, window, left);
        });
    }
}

bool WebSockets::wait(std::chrono::milliseconds at_most) {
    return shared_->tasks.wait(at_most);
}

void WebSockets::cut() {
    for (std::size_t i = 0; i < shared_->sessions.size(); ++i) {
        asio::post(shared_->threads.context(i), [shared = shared_, i] {
            std::vector<std::shared_ptr<WebSocketSession>> all;  // cutting may end one
            for (auto* session : shared->sessions[i]) all.push_back(session->weak_from_this().lock());
            for (const auto& session : all) {
                if (session) session->cut();
            }
        });
    }
}

WebSocketStatistics WebSockets::statistics() const {
    const std::lock_guard lock(shared_->closed_mutex);
    return {
        .open = shared_->open,
        .accepted = shared_->accepted,
        .calls = shared_->calls,
        .frames_in = shared_->frames_in,
        .closed = shared_->closed,
    };
}

}  // namespace koebel::gateway
