#pragma once

#include "gateway/connection_limits.hpp"
#include "gateway/socket.hpp"
#include "rpc/caller.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <cstddef>
#include <string>

namespace koebel::gateway {

/// A connection that asked for a WebSocket and may have it. Everything that can refuse it has been asked:
/// Host, Origin, handshake and framing headers, session, limits, admission; nothing was sent behind the
/// request. Handed over on the io thread that owns the socket; from then on the WebSocket side owns
/// all of it.
struct Upgrade {
    Socket socket;
    /// For websocket::stream::async_accept.
    boost::beast::http::request<boost::beast::http::empty_body> request;
    rpc::Caller caller;         ///< a nobody only for the conformance echo
    std::string device;         ///< the User-Agent, for rpc::Router::call
    std::size_t io_thread = 0;  ///< index into runtime::IoThreads
    ConnectionTicket ticket;    ///< gives its places (node, address, person) back when destroyed
};

}  // namespace koebel::gateway
