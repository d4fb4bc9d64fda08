#pragma once

#include "gateway/connection_limits.hpp"
#include "gateway/http_door.hpp"
#include "gateway/http_session.hpp"
#include "gateway/settings.hpp"
#include "gateway/socket.hpp"
#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace koebel::gateway {

/// Accepts on one address and gives each connection to an io thread, round robin, for life. The
/// acceptor lives on the first io thread. Owns the HTTP sessions; outlives them by stop().
class Listener {
public:
    /// What it stands on; all of it outlives the listener.
    struct Parts {
        runtime::IoThreads& threads;
        HttpDoor& door;
        ConnectionLimits& connections;
        /// Whether a peer's own address says nothing about its clients: a trusted proxy.
        std::function<bool(const asio::ip::address&)> is_proxy;
        /// A connection was turned away: "node", "address", "accept".
        std::function<void(std::string_view)> refused;
    };

    Listener(const HttpBounds& bounds, Parts parts);
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    ~Listener();

    /// Binds and listens; port 0 takes a free one. Throws std::runtime_error with the remedy.
    void open(const std::string& address, std::uint16_t port);
    void start();

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// Accepts no more; what is at work is answered, idle connections end. From any thread.
    void drain();

    /// Blocks until every connection has ended by itself, or `at_most` has passed; whether none is left.
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most) { return tasks_.wait(at_most); }

    /// Cuts what is left and blocks until it has ended, or `at_most` has passed; whether none is left.
    [[nodiscard]] bool stop(std::chrono::milliseconds at_most);

private:
    using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type>;
    using Sessions = std::set<HttpSession*>;

    asio::awaitable<void> accept_loop();
    void receive(Socket socket, std::size_t io_thread);
    asio::awaitable<void> serve(Socket socket, ConnectionTicket ticket, std::size_t io_thread);
    void on_each_thread(std::function<void(Sessions&)> work);

    const HttpBounds bounds_;
    Parts parts_;
    Acceptor acceptor_;
    std::uint16_t port_ = 0;
    std::atomic<bool> draining_{false};
    std::vector<Sessions> sessions_;  // one per io thread, touched on that thread only
    runtime::Tasks tasks_;
};

}  // namespace koebel::gateway
