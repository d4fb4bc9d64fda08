#pragma once

#include "gateway/frame_gate.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <array>
#include <memory>
#include <utility>

namespace koebel::gateway {

/// The layer below Beast's WebSocket stream: reads go straight to the socket, writes through the gate.
/// Never call async_write on a stream above it: a message in several pieces would hold back every
/// broadcast. Shares the gate with its session.
class GateStream {
public:
    using executor_type = Socket::executor_type;

    explicit GateStream(std::shared_ptr<FrameGate> gate) : gate_(std::move(gate)) {}

    [[nodiscard]] executor_type get_executor() noexcept { return gate_->socket().get_executor(); }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return gate_->socket().async_read_some(buffers, std::forward<Token>(token));
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        auto start = [gate = gate_](auto handler, const Buffers& bytes) {
            using Handler = decltype(handler);
            auto shared = std::make_shared<Handler>(std::move(handler));
            auto done = [shared, gate](boost::system::error_code error, std::size_t size) {
                const auto executor = asio::get_associated_executor(*shared, gate->socket().get_executor());
                asio::dispatch(executor, boost::beast::bind_front_handler(std::move(*shared), error, size));
            };
            std::vector<asio::const_buffer> pieces;
            for (const auto piece : boost::beast::buffers_range_ref(bytes)) pieces.emplace_back(piece);
            gate->write(pieces, std::move(done));
        };
        return asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            std::move(start), token, buffers
        );
    }

    // Beast asks for these; nothing here reads or writes while waiting.
    template <class Buffers>
    std::size_t read_some(const Buffers& buffers, boost::system::error_code& error) {
        return gate_->socket().read_some(buffers, error);
    }
    template <class Buffers>
    std::size_t write_some(const Buffers& buffers, boost::system::error_code& error) {
        return gate_->socket().write_some(buffers, error);
    }

    friend void beast_close_socket(GateStream& stream) { stream.gate_->close(); }

    friend void teardown(boost::beast::role_type role, GateStream& stream, boost::system::error_code& error) {
        boost::beast::websocket::teardown(role, stream.gate_->socket(), error);
    }

    template <class Handler>
    friend void async_teardown(boost::beast::role_type role, GateStream& stream, Handler&& handler) {
        boost::beast::websocket::async_teardown(role, stream.gate_->socket(), std::forward<Handler>(handler));
    }

private:
    std::shared_ptr<FrameGate> gate_;
};

}  // namespace koebel::gateway
