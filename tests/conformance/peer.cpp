#include "conformance/peer.hpp"

#include <algorithm>
#include <stdexcept>

namespace koebel::conformance {

namespace {

using namespace std::chrono_literals;

std::uint16_t code_of(std::string_view payload) {
    return static_cast<std::uint16_t>(
        static_cast<std::uint8_t>(payload[0]) << 8 | static_cast<std::uint8_t>(payload[1])
    );
}

}  // namespace

std::string frame(std::uint8_t first, std::string_view payload, const Form& form) {
    const std::uint64_t length = payload.size() + form.extra_length;
    const int shortest = length <= 125 ? 0 : length <= 0xffff ? 2 : 8;
    const int octets = form.length_octets < 0 ? shortest : form.length_octets;
    std::string bytes(1, static_cast<char>(first));
    bytes += static_cast<char>((form.masked ? 0x80 : 0) | (octets == 0 ? length : octets == 2 ? 126 : 127));
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(length >> shift);
    if (!form.masked) return bytes.append(payload);
    bytes += form.mask;
    for (std::size_t i = 0; i < payload.size(); ++i) bytes += static_cast<char>(payload[i] ^ form.mask[i % 4]);
    return bytes;
}

std::string close_payload(std::uint16_t code, std::string_view reason) {
    return std::string{static_cast<char>(code >> 8), static_cast<char>(code)}.append(reason);
}

std::ostream& operator<<(std::ostream& out, const Heard& heard) {
    if (heard == kEnd) return out << "the end";
    out << "opcode " << int{heard.opcode} << ", " << heard.payload.size() << " bytes \"";
    for (const char c : heard.payload.substr(0, 60)) out << (c >= ' ' && c <= '~' ? c : '.');
    return out << '"';
}

std::string handshake(std::uint16_t port, std::string_view path, const Peer::Headers& more) {
    Peer::Headers headers{
        {"Host", "localhost:" + std::to_string(port)},
        {"Upgrade", "websocket"},
        {"Connection", "Upgrade"},
        {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
        {"Sec-WebSocket-Version", "13"},
    };
    for (const auto& [name, value] : more) std::erase_if(headers, [&](const auto& one) { return one.first == name; });
    headers.insert(headers.end(), more.begin(), more.end());
    std::string request = "GET " + std::string{path} + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headers) {
        if (!value.empty()) request += name + ": " + value + "\r\n";
    }
    return request + "\r\n";
}

Peer::Peer(std::uint16_t port, std::string_view path, const Headers& more) : wire_(port) {
    wire_.write(handshake(port, path, more));
    while (!head_.contains("\r\n\r\n")) {
        const auto bytes = wire_.read(10s);
        if (!bytes) throw std::runtime_error("the connection ended during the handshake");
        head_ += *bytes;
    }
    const auto end = head_.find("\r\n\r\n") + 4;
    if (!head_.starts_with("HTTP/1.1 101 ")) throw std::runtime_error("answered: " + head_);
    reader_.feed(std::string_view{head_}.substr(end));
    head_.resize(end);
}

void Peer::say(std::string_view bytes, std::size_t piece) {
    try {
        for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) wire_.write(bytes.substr(0, piece));
    } catch (const std::runtime_error&) {
        // It hung up: what it said before is read next.
    }
}

Heard Peer::hear() {
    for (;;) {
        if (auto message = reader_.next()) {
            if (message->opcode != kClose) return {message->opcode, std::move(message->payload)};
            say(frame(kFinal | kClose, std::string_view{message->payload}.substr(0, 2)));
            return {kClose, message->payload.empty() ? "" : std::to_string(code_of(message->payload))};
        }
        const auto bytes = wire_.read(10s);
        if (!bytes) return kEnd;
        reader_.feed(*bytes);
    }
}

std::vector<Heard> Peer::hear_all() {
    std::vector<Heard> all;
    while (all.empty() || all.back() != kEnd) all.push_back(hear());
    return all;
}

}  // namespace koebel::conformance
