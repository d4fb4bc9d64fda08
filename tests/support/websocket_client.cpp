#include "support/websocket_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace koebel::test {

namespace {

constexpr std::uint8_t kClose = 8;

void require(bool kept, const char* rule) {
    if (!kept) throw WireViolation(rule);
}

std::uint8_t octet(char byte) {
    return static_cast<std::uint8_t>(byte);
}

}  // namespace

void WireReader::feed(std::string_view bytes) {
    bytes_ += bytes;
    while (bytes_.size() >= 2) {
        const auto first = octet(bytes_[0]);
        const auto second = octet(bytes_[1]);
        require((second & 0x80) == 0, "a server's frame is not masked");
        require((first & 0x70) == 0, "reserved bits are 0");
        std::uint64_t length = second & 0x7f;
        const std::size_t octets = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (bytes_.size() < 2 + octets) return;
        if (octets > 0) length = 0;
        for (std::size_t i = 0; i < octets; ++i) length = length << 8 | octet(bytes_[2 + i]);
        require(octets == 0 || length >= (octets == 2 ? 126U : 0x10000U), "a length is as short as it can be");
        if (bytes_.size() < 2 + octets + length) return;
        auto payload = bytes_.substr(2 + octets, length);
        bytes_.erase(0, 2 + octets + length);
        take(first, std::move(payload));
    }
}

void WireReader::take(std::uint8_t first, std::string payload) {
    const std::uint8_t opcode = first & 0x0f;
    const bool final = (first & 0x80) != 0;
    require(!closed_, "nothing follows a close frame");
    if (opcode >= kClose) {
        require(opcode <= 10, "an opcode that exists");
        require(final && payload.size() <= 125, "a control frame is whole and short");
        closed_ = opcode == kClose;
        messages_.push_back({opcode, std::move(payload)});
        return;
    }
    if (opcode == 0) {
        require(fragments_.has_value(), "a continuation continues something");
        fragments_->payload += payload;
    } else {
        require(opcode <= 2, "an opcode that exists");
        require(!fragments_, "no message begins within another");
        fragments_ = Message{opcode, std::move(payload)};
    }
    if (!final) return;
    messages_.push_back(*std::move(fragments_));
    fragments_.reset();
}

std::optional<WireReader::Message> WireReader::next() {
    if (messages_.empty()) return std::nullopt;
    auto message = std::move(messages_.front());
    messages_.pop_front();
    return message;
}

Wire::Wire(std::uint16_t port, int receive_buffer) {
    descriptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer > 0) {
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const int error = errno;
        ::close(std::exchange(descriptor_, -1));
        throw std::runtime_error(std::string{"connect: "} + std::strerror(error));
    }
    const int on = 1;
    ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Wire::~Wire() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Wire::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) throw std::runtime_error(std::string{"send: "} + std::strerror(errno));
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::optional<std::string> Wire::read(std::chrono::milliseconds wait, std::size_t at_most) {
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(wait.count())) == 0) throw WireTimeout("nothing came in time");
    std::string bytes(at_most, '\0');
    const auto count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return std::nullopt;
    bytes.resize(static_cast<std::size_t>(count));
    return bytes;
}

void Wire::reset() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(std::exchange(descriptor_, -1));
}

WebSocketClient::WebSocketClient(Wire wire, const std::string& path, const Headers& headers) : wire_(std::move(wire)) {
    std::string request = "GET " + path + " HTTP/1.1\r\n";
    request += "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    request += "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: koebel.v1\r\n";
    for (const auto& [name, value] : headers) request += name + ": " + value + "\r\n";
    wire_.write(request + "\r\n");

    std::string answer;
    while (answer.find("\r\n\r\n") == std::string::npos) {
        auto bytes = wire_.read(std::chrono::seconds{10});
        if (!bytes) throw std::runtime_error("the connection ended during the handshake");
        answer += *bytes;
    }
    status_ = std::stoi(answer.substr(answer.find(' ') + 1, 3));
    if (status_ == 101) reader_.feed(std::string_view{answer}.substr(answer.find("\r\n\r\n") + 4));
}

void WebSocketClient::send(const v1::ClientFrame& frame) {
    send_frame(2, frame.SerializeAsString());
}

void WebSocketClient::send_frame(std::uint8_t opcode, std::string_view payload, bool final) {
    constexpr std::string_view kMask = "\x11\x22\x33\x44";
    std::string bytes(1, static_cast<char>((final ? 0x80 : 0) | opcode));
    const auto length = payload.size();
    const int octets = length <= 125 ? 0 : length <= 0xffff ? 2 : 8;
    bytes += static_cast<char>(0x80 | (octets == 0 ? length : octets == 2 ? 126 : 127));
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(length >> shift);
    bytes += kMask;
    for (std::size_t i = 0; i < length; ++i) bytes += static_cast<char>(payload[i] ^ kMask[i % 4]);
    wire_.write(bytes);
}

void WebSocketClient::send_close(std::uint16_t code) {
    send_frame(kClose, std::string{static_cast<char>(code >> 8), static_cast<char>(code)});
}

std::optional<WireReader::Message> WebSocketClient::receive(std::chrono::milliseconds wait) {
    for (;;) {
        if (auto message = reader_.next()) {
            if (message->opcode == kClose && message->payload.size() >= 2) {
                close_code_ = static_cast<std::uint16_t>(octet(message->payload[0]) << 8 | octet(message->payload[1]));
            }
            return message;
        }
        const auto bytes = wire_.read(wait);
        if (!bytes) return std::nullopt;
        reader_.feed(*bytes);
    }
}

std::optional<v1::ServerFrame> WebSocketClient::receive_frame(std::chrono::milliseconds wait) {
    for (;;) {
        const auto message = receive(wait);
        if (!message || message->opcode == kClose) return std::nullopt;
        if (message->opcode != 2) continue;
        v1::ServerFrame frame;
        if (!frame.ParseFromString(message->payload)) throw WireViolation("not a ServerFrame");
        if (!frame.has_ping()) return frame;
        v1::ClientFrame pong;
        pong.mutable_pong()->set_t(frame.ping().t());
        send(pong);
    }
}

std::uint16_t WebSocketClient::await_close() {
    while (receive()) {
    }
    return close_code_;
}

}  // namespace koebel::test
