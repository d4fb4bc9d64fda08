#pragma once

#include "support/websocket_client.hpp"

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::conformance {

// RFC 6455's first byte: FIN, then an opcode.
inline constexpr std::uint8_t kFinal = 0x80;
inline constexpr std::uint8_t kContinuation = 0;
inline constexpr std::uint8_t kText = 1;
inline constexpr std::uint8_t kBinary = 2;
inline constexpr std::uint8_t kClose = 8;
inline constexpr std::uint8_t kPing = 9;
inline constexpr std::uint8_t kPong = 10;

/// How a frame is written, where that is not as it should be.
struct Form {
    bool masked = true;
    std::string mask = "\x37\xfa\x21\x3d";  // the RFC's own example
    int length_octets = -1;                 // 0, 2 or 8; -1: the shortest that fits
    std::uint64_t extra_length = 0;         // said, and not sent
};

/// A client's frame, right or wrong. `first`: FIN, RSV1 to RSV3 and the opcode.
[[nodiscard]] std::string frame(std::uint8_t first, std::string_view payload = {}, const Form& form = {});

/// The payload of a close frame.
[[nodiscard]] std::string close_payload(std::uint16_t code, std::string_view reason = {});

/// What a server says: a message, a control frame, or at last how it ends.
struct Heard {
    std::uint8_t opcode;  // kText … kPong; 0: the connection ended
    std::string payload;  // of a close frame: its code in decimals

    friend bool operator==(const Heard&, const Heard&) = default;
    friend std::ostream& operator<<(std::ostream& out, const Heard& heard);
};

inline const Heard kEnd{0, ""};

/// A client that says exactly the bytes it is given over a raw socket, and reads strictly.
class Peer {
public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    /// Connects and shakes hands; throws unless that is answered with 101.
    Peer(std::uint16_t port, std::string_view path, const Headers& more = {});

    /// In pieces of `piece` bytes; a server that has hung up stops it.
    void say(std::string_view bytes, std::size_t piece = std::string::npos);
    /// The next thing the server says; a close is answered. Throws WireViolation when it breaks the RFC, WireTimeout
    /// when it is silent.
    [[nodiscard]] Heard hear();
    /// Everything up to the end of the connection.
    [[nodiscard]] std::vector<Heard> hear_all();

    /// The answer's head.
    [[nodiscard]] const std::string& head() const { return head_; }

private:
    test::Wire wire_;
    test::WireReader reader_;
    std::string head_;
};

/// A handshake's request, with headers replaced, or left out where their value is empty.
[[nodiscard]] std::string handshake(std::uint16_t port, std::string_view path, const Peer::Headers& more = {});

}  // namespace koebel::conformance
