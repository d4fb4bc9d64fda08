#pragma once

#include "gateway/frame_gate.hpp"
#include "gateway/inbound_frames.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/beast/core/bind_handler.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/websocket/teardown.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace koebel::gateway {

/// The layer below Beast's WebSocket stream: reads are counted by frame, writes go through the gate.
/// Never call async_write on a stream above it: a message in several pieces would hold back every
/// broadcast. Shares the gate with its session.
class GateStream {
public:
    using executor_type = Socket::executor_type;

    GateStream(std::shared_ptr<FrameGate> gate, std::shared_ptr<InboundFrames> inbound)
        : gate_(std::move(gate)), inbound_(std::move(inbound)) {}

    [[nodiscard]] executor_type get_executor() noexcept { return gate_->socket().get_executor(); }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        auto read = [gate = gate_, inbound = inbound_, buffers, begun = false](
                        auto& self, boost::system::error_code error = {}, std::size_t size = 0
                    ) mutable {
            if (!std::exchange(begun, true)) {
                if (!inbound->exceeded()) return gate->socket().async_read_some(buffers, std::move(self));
                // A client that had its share is read no more: only its end, or the closing deadline, counts.
                return gate->socket().async_wait(Socket::wait_error, std::move(self));
            }
            if (!error && size == 0) error = asio::error::eof;  // the wait ended
            const auto now = InboundFrames::Clock::now();
            auto left = size;
            for (const auto buffer : boost::beast::buffers_range_ref(buffers)) {
                const auto part = std::min(left, buffer.size());
                inbound->feed(buffer.data(), part, now);
                left -= part;
            }
            self.complete(error, size);
        };
        return asio::async_compose<Token, void(boost::system::error_code, std::size_t)>(
            std::move(read), token, gate_->socket()
        );
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
    std::shared_ptr<InboundFrames> inbound_;
};

}  // namespace koebel::gateway
