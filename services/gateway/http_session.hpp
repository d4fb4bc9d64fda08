#pragma once

#include "gateway/connection_limits.hpp"
#include "gateway/http_door.hpp"
#include "gateway/settings.hpp"
#include "gateway/socket.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>

namespace koebel::gateway {

/// One HTTP connection: reads request after request, asks the door, writes the answers. Lives on the
/// io thread of its socket, owned by the coroutine run(). At any moment at most one deadline is armed;
/// whatever a peer does or does not do, it ends by it.
class HttpSession {
public:
    /// `io_thread` is the index of the socket's own thread.
    HttpSession(
        Socket socket, ConnectionTicket ticket, std::size_t io_thread, const HttpBounds& bounds, HttpDoor& door
    );
    HttpSession(const HttpSession&) = delete;
    HttpSession& operator=(const HttpSession&) = delete;
    ~HttpSession();

    /// Ends when the connection has ended or was handed to the WebSocket side.
    asio::awaitable<void> run();

    /// Ends once what was asked is answered; at once when nothing was. On its io thread.
    void drain();

    /// Ends now. On its io thread.
    void cut();

private:
    class Connection;
    std::shared_ptr<Connection> connection_;  // shared with the deadline's handler, which may outlive the session
};

}  // namespace koebel::gateway
