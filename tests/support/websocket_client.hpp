#pragma once

#include <koebel/v1/live.pb.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::test {

/// The bytes broke RFC 6455.
class WireViolation : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Nothing came in time.
class WireTimeout : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Reads what a server writes, byte by byte and strictly: unmasked, no reserved bits, whole control
/// frames, fragments in order, nothing after a close frame. Throws WireViolation.
class WireReader {
public:
    struct Message {
        std::uint8_t opcode;  // 1 text, 2 binary, 8 close, 9 ping, 10 pong
        std::string payload;
    };

    void feed(std::string_view bytes);
    [[nodiscard]] std::optional<Message> next();
    [[nodiscard]] bool closed() const { return closed_; }
    /// Bytes of a frame that is not complete.
    [[nodiscard]] std::size_t incomplete() const { return bytes_.size(); }

private:
    void take(std::uint8_t first, std::string payload);

    std::string bytes_;
    std::deque<Message> messages_;
    std::optional<Message> fragments_;
    bool closed_ = false;
};

/// A TCP connection to this machine that blocks, with a deadline on every read. Closed by its destructor.
class Wire {
public:
    explicit Wire(int descriptor) : descriptor_(descriptor) {}
    /// Connects to 127.0.0.1; `receive_buffer` in bytes, 0: the kernel's choice. Throws when refused.
    explicit Wire(std::uint16_t port, int receive_buffer = 0);
    Wire(Wire&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Wire& operator=(Wire&&) = delete;
    ~Wire();

    void write(std::string_view bytes);
    /// At least one byte; nothing: the peer closed or reset. Throws WireTimeout after `wait`.
    [[nodiscard]] std::optional<std::string> read(std::chrono::milliseconds wait, std::size_t at_most = 65'536);
    /// Closes at once, with a reset.
    void reset();
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_ = -1;
};

/// A WebSocket client written from the RFC's text, for koebel.v1. Blocks.
class WebSocketClient {
public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    /// Does the handshake; status() says how it went.
    WebSocketClient(Wire wire, const std::string& path, const Headers& headers);

    /// 101, or the HTTP status it was refused with.
    [[nodiscard]] int status() const { return status_; }

    void send(const v1::ClientFrame& frame);
    void send_frame(std::uint8_t opcode, std::string_view payload, bool final = true);
    void send_close(std::uint16_t code);

    /// The next message of any kind; nothing: the connection ended. Answers no ping by itself.
    [[nodiscard]] std::optional<WireReader::Message> receive(std::chrono::milliseconds wait = std::chrono::seconds{10});
    /// The next ServerFrame; answers Pings on the way and skips them. Nothing: closed (close_code) or cut.
    [[nodiscard]] std::optional<v1::ServerFrame> receive_frame(
        std::chrono::milliseconds wait = std::chrono::seconds{10}
    );
    /// Of the server's close frame; 0: none came.
    [[nodiscard]] std::uint16_t close_code() const { return close_code_; }
    /// Reads to the end; the close code.
    std::uint16_t await_close();

    [[nodiscard]] Wire& wire() { return wire_; }

private:
    Wire wire_;
    WireReader reader_;
    int status_ = 0;
    std::uint16_t close_code_ = 0;
};

}  // namespace koebel::test
