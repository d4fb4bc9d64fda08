#pragma once

#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace koebel::gateway {

namespace asio = boost::asio;

/// A client's socket, with the concrete executor of the io thread it lives on for life.
using Socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

}  // namespace koebel::gateway
