#pragma once

#include "gateway/connection_limits.hpp"
#include "rpc/caller.hpp"

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include <cstddef>
#include <string>

namespace koebel::gateway {

namespace asio = boost::asio;

/// A client's socket, with the concrete executor of the io thread it lives on for life.
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

/// A connection that asked for /live and may have it. Everything that can refuse it has been asked:
/// Host, Origin, sub-protocol, framing headers, session, limits, admission. Handed over on the io
/// thread that owns the socket; from then on the WebSocket side owns all of it.
struct Upgrade {
    Socket socket;
    boost::beast::http::request<boost::beast::http::empty_body> request;  ///< for websocket::stream::async_accept
    std::string unread;         ///< bytes that came behind the request: a hasty client's first frames
    rpc::Caller caller;         ///< never a nobody
    std::string device;         ///< the User-Agent, for rpc::Router::call
    std::size_t io_thread = 0;  ///< index into runtime::IoThreads
    ConnectionTicket ticket;    ///< gives its places (node, address, person) back when destroyed
};

}  // namespace koebel::gateway
