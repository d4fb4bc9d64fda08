#include "gateway/listener.hpp"

#include "base/log.hpp"
#include "gateway/client_address.hpp"
#include "rpc/rate_limits.hpp"
#include "runtime/as_tuple.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace koebel::gateway {
namespace {

using boost::system::error_code;

constexpr std::chrono::milliseconds kFirstPause{10};
constexpr std::chrono::milliseconds kLongestPause{1'000};

constexpr std::string_view kNodeFull =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr std::string_view kAddressFull =
    "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// Says why and hangs up, without waiting for anything: a fresh socket has room for one line.
void turn_away(Socket socket, std::string_view answer) {
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.send(asio::buffer(answer), 0, ignored);
    socket.shutdown(asio::socket_base::shutdown_send, ignored);
    socket.close(ignored);
}

}  // namespace

Listener::Listener(const HttpBounds& bounds, Parts parts)
    : bounds_(bounds),
      parts_(std::move(parts)),
      acceptor_(parts_.threads.context(0)),
      sessions_(parts_.threads.size()) {}

Listener::~Listener() = default;

void Listener::open(const std::string& address, std::uint16_t port) {
    try {
        const asio::ip::tcp::endpoint endpoint{asio::ip::make_address(address), port};
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(asio::socket_base::reuse_address(true));
        acceptor_.bind(endpoint);
        acceptor_.listen();
        port_ = acceptor_.local_endpoint().port();
    } catch (const boost::system::system_error& e) {
        throw std::runtime_error(
            "cannot listen on " + address + " port " + std::to_string(port) + ": " + e.code().message() +
            "; choose another address or port"
        );
    }
}

void Listener::start() {
    tasks_.spawn(parts_.threads.context(0).get_executor(), "gateway.accept", accept_loop());
}

asio::awaitable<void> Listener::accept_loop() {
    asio::steady_timer pause{co_await asio::this_coro::executor};
    auto wait = kFirstPause;
    for (std::size_t next = 0; !draining_;) {
        auto [error, socket] = co_await acceptor_.async_accept(parts_.threads.context(next), kAsTuple);
        if (draining_ || !acceptor_.is_open()) co_return;
        if (error == asio::error::connection_aborted) continue;  // its client was faster
        if (error) {
            // Out of descriptors, most likely: the waiting connections stay in the kernel's queue.
            log("gateway").warn("accept: {}; again in {} ms", error.message(), wait.count());
            parts_.refused("accept");
            pause.expires_after(wait);
            co_await pause.async_wait(kAsTuple);
            wait = std::min(2 * wait, kLongestPause);
            continue;
        }
        wait = kFirstPause;
        receive(std::move(socket), next);
        next = (next + 1) % parts_.threads.size();
    }
}

/// Gives a new connection its places, and to its thread.
void Listener::receive(Socket socket, std::size_t io_thread) {
    error_code error;
    const auto peer = socket.remote_endpoint(error);
    if (error) return;  // gone already
    auto ticket = parts_.connections.admit();
    if (!ticket) {
        parts_.refused("node");
        return turn_away(std::move(socket), kNodeFull);
    }
    const auto key = rpc::address_key(unmapped(peer.address()).to_string());
    if (!parts_.is_proxy(peer.address()) && !parts_.connections.take_address(*ticket, key)) {
        parts_.refused("address");
        return turn_away(std::move(socket), kAddressFull);
    }
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    auto executor = parts_.threads.context(io_thread).get_executor();
    tasks_.spawn(executor, "gateway.http", serve(std::move(socket), *std::move(ticket), io_thread));
}

asio::awaitable<void> Listener::serve(Socket socket, ConnectionTicket ticket, std::size_t io_thread) {
    HttpSession session{std::move(socket), std::move(ticket), io_thread, bounds_, parts_.door};
    auto& sessions = sessions_[io_thread];
    sessions.insert(&session);
    if (draining_) session.drain();
    try {
        co_await session.run();
    } catch (const std::exception& e) {
        log("gateway").error("a session ended by an exception: {}", e.what());
    }
    sessions.erase(&session);
}

void Listener::drain() {
    draining_ = true;
    asio::post(acceptor_.get_executor(), [this] {
        error_code ignored;
        acceptor_.close(ignored);
    });
    on_each_thread([](Sessions& sessions) {
        for (auto* session : sessions) session->drain();
    });
}

bool Listener::stop(std::chrono::milliseconds at_most) {
    drain();
    on_each_thread([](Sessions& sessions) {
        for (auto* session : sessions) session->cut();
    });
    return tasks_.wait(at_most);
}

void Listener::on_each_thread(std::function<void(Sessions&)> work) {
    for (std::size_t i = 0; i < sessions_.size(); ++i) {
        asio::post(parts_.threads.context(i), [this, i, work] { work(sessions_[i]); });
    }
}

}  // namespace koebel::gateway
