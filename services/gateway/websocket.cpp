#include "gateway/websocket.hpp"

#include "gateway/websocket_session.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace koebel::gateway {

namespace {

constexpr std::size_t kLeavingAtOnce = 256;  // on the node
constexpr std::size_t kToldAtOnce = 256;     // on an io thread
constexpr std::chrono::milliseconds kBetweenWaves{20};

/// Sends the sessions of one io thread away in waves: as many at once as may be under way, and at least so many that
/// the last one is told when `spread` is over, whoever does not take the news.
asio::awaitable<void> send_away(
    std::shared_ptr<WebSocketShared> shared, std::size_t io_thread, std::chrono::milliseconds spread
) {
    std::vector<std::weak_ptr<WebSocketSession>> sessions;
    for (auto* session : shared->sessions[io_thread]) sessions.push_back(session->weak_from_this());
    asio::steady_timer pause(co_await asio::this_coro::executor);
    const auto began = std::chrono::steady_clock::now();
    for (std::size_t told = 0; told < sessions.size();) {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
        const std::chrono::duration<double> all = spread;
        const auto part = passed >= all ? 1.0 : passed / all;
        const auto due = static_cast<std::size_t>(part * static_cast<double>(sessions.size()));
        while (told < sessions.size() && (told < due || shared->leaving < kLeavingAtOnce)) {
            if (const auto session = sessions[told++].lock()) session->drain(spread);
        }
        pause.expires_after(kBetweenWaves);
        co_await pause.async_wait(asio::use_awaitable);
    }
}

/// Tells the sessions of one io thread, some at a time: events go out in between.
asio::awaitable<void> tell_degraded(
    std::shared_ptr<WebSocketShared> shared, std::size_t io_thread, std::string component, bool is_degraded
) {
    auto& degraded = shared->degraded[io_thread];
    if (is_degraded) degraded.components.insert(component);
    if (!is_degraded) degraded.components.erase(component);
    const auto telling = ++degraded.tellings[component];
    const auto frame = live::encode(degraded_notice(component, is_degraded));
    std::vector<std::weak_ptr<WebSocketSession>> sessions;
    for (auto* session : shared->sessions[io_thread]) sessions.push_back(session->weak_from_this());
    std::size_t told = 0;
    for (const auto& one : sessions) {
        if (const auto session = one.lock()) session->tell(frame);
        if (++told % kToldAtOnce == 0) {
            co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
            if (degraded.tellings[component] != telling) co_return;
        }
    }
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
    shared_->degraded.resize(threads.size());
}

WebSockets::~WebSockets() = default;

void WebSockets::accept(Upgrade upgrade) {
    ++shared_->accepted;
    const auto executor = shared_->threads.context(upgrade.io_thread).get_executor();
    auto session = std::make_shared<WebSocketSession>(shared_, std::move(upgrade));
    shared_->tasks.spawn(executor, "gateway.websocket", WebSocketSession::run(std::move(session)));
}

void WebSockets::degraded(const std::string& component, bool is_degraded) {
    for (std::size_t i = 0; i < shared_->sessions.size(); ++i) {
        const auto executor = shared_->threads.context(i).get_executor();
        shared_->tasks.spawn(executor, "gateway.degraded", tell_degraded(shared_, i, component, is_degraded));
    }
}

void WebSockets::drain(std::chrono::milliseconds window) {
    shared_->draining = true;
    for (std::size_t i = 0; i < shared_->sessions.size(); ++i) {
        const auto executor = shared_->threads.context(i).get_executor();
        shared_->tasks.spawn(executor, "gateway.drain", send_away(shared_, i, window));
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
