#pragma once

#include "redis/codec.hpp"
#include "redis/endpoint.hpp"
#include "redis/settings.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace koebel::redis {

namespace asio = boost::asio;

/// Why boards may not stand in a Redis that says this to INFO memory: it may evict a part of them. Empty: they may.
[[nodiscard]] std::string policy_fault(const Reply& info);

/// One connection from its beginning to its end. Lives on its io thread; shared by what is under way on it.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::io_context& context, const Endpoint& endpoint, const Settings& settings);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Connects, signs in, and looks whom it met, all within `connect`: it must be a master that evicts nothing. Throws
    /// Fault.
    asio::awaitable<void> open(const std::string& name);

    /// Sends behind what was sent before. A failure is seen by receive().
    void send(std::string_view bytes);

    /// Bytes that the kernel has not taken yet.
    [[nodiscard]] std::size_t unsent() const { return waiting_.size() + under_way_.size(); }

    /// The next answer. Throws Fault.
    asio::awaitable<Reply> receive();

    /// Ends whatever is under way.
    void close();

private:
    using Socket = asio::basic_stream_socket<asio::generic::stream_protocol, asio::io_context::executor_type>;

    using Places = std::vector<asio::generic::stream_protocol::endpoint>;

    asio::awaitable<Places> places();
    asio::awaitable<void> connect();
    asio::awaitable<void> greet(const std::string& name);
    /// Throws Fault where Redis refuses.
    asio::awaitable<Reply> ask(std::vector<std::string> arguments);
    void write();
    void fail_if_closed() const;

    const Endpoint endpoint_;
    const Settings settings_;
    Socket socket_;
    ReplyReader reader_;
    asio::steady_timer limit_;     // of open()
    asio::steady_timer resolved_;  // or given up
    std::array<char, 65'536> buffer_{};
    std::string waiting_;    // to be written next
    std::string under_way_;  // being written
    bool open_ = false;
    bool late_ = false;
    bool closed_ = false;
};

}  // namespace koebel::redis
