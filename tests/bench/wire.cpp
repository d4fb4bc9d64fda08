#include "bench/wire.hpp"

namespace koebel::bench {

namespace {

std::uint64_t take_varint(std::string_view& bytes) {
    std::uint64_t value = 0;
    for (int shift = 0; !bytes.empty() && shift < 64; shift += 7) {
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        bytes.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7fU} << shift;
        if ((byte & 0x80U) == 0) break;
    }
    return value;
}

std::string_view take_bytes(std::string_view& bytes) {
    const auto size = std::min<std::uint64_t>(take_varint(bytes), bytes.size());
    const auto taken = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return taken;
}

}  // namespace

std::optional<WireFrame> take_frame(std::string_view& bytes) {
    if (bytes.size() < 2) return std::nullopt;
    const auto at = [&](std::size_t index) { return static_cast<std::uint8_t>(bytes[index]); };
    std::size_t header = 2;
    std::uint64_t length = at(1) & 0x7fU;
    if (length >= 126) {
        const std::size_t octets = length == 126 ? 2 : 8;
        header += octets;
        if (bytes.size() < header) return std::nullopt;
        length = 0;
        for (std::size_t i = 0; i < octets; ++i) length = (length << 8) | at(2 + i);
    }
    if (bytes.size() < header + length) return std::nullopt;
    const WireFrame frame{.opcode = static_cast<std::uint8_t>(at(0) & 0x0fU), .payload = bytes.substr(header, length)};
    bytes.remove_prefix(header + length);
    return frame;
}

std::string masked_frame(std::string_view message) {
    std::string bytes{'\x82'};
    if (message.size() < 126) {
        bytes += static_cast<char>(0x80U | message.size());
    } else {
        bytes += '\xfe';
        bytes += static_cast<char>(message.size() >> 8);
        bytes += static_cast<char>(message.size() & 0xffU);
    }
    bytes.append(4, '\0');
    return bytes.append(message);
}

ServerMessage open_message(std::string_view payload) {
    const auto tag = take_varint(payload);
    return {.field = static_cast<ServerField>(tag >> 3), .body = take_bytes(payload)};
}

EventPlace place_of(std::string_view event) {
    EventPlace place;  // Event{topic = 1, seq = 2, ...}, in this order as Protobuf writes them
    if (take_varint(event) == (1U << 3 | 2U)) place.topic = take_bytes(event);
    if (take_varint(event) == (2U << 3)) place.seq = take_varint(event);
    return place;
}

std::optional<EventPlace> take_event(std::string_view& block) {
    while (!block.empty()) {
        const auto tag = take_varint(block);
        const auto body = take_bytes(block);
        if (tag == (2U << 3 | 2U)) return place_of(body);
    }
    return std::nullopt;
}

}  // namespace koebel::bench
