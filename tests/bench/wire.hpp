#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::bench {

/// One frame that a server sent.
struct WireFrame {
    std::uint8_t opcode = 0;
    std::string_view payload;
};

/// Takes the first whole frame off `bytes`; nothing: it is not complete. Only what our servers send: unmasked, final.
[[nodiscard]] std::optional<WireFrame> take_frame(std::string_view& bytes);

/// A client's frame around a message: binary, masked with zeros.
[[nodiscard]] std::string masked_frame(std::string_view message);

/// The kinds of a ServerFrame: the number of its one field.
enum class ServerField : std::uint8_t { kNone = 0, kWelcome = 1, kEvent = 3, kBlock = 4, kSubscribed = 6, kPing = 7 };

/// A ServerFrame's kind and the bytes of the message in it.
struct ServerMessage {
    ServerField field = ServerField::kNone;
    std::string_view body;
};
[[nodiscard]] ServerMessage open_message(std::string_view payload);

/// What a reader looks at in an Event: parsing whole messages would cost more than receiving them.
struct EventPlace {
    std::string_view topic;
    std::uint64_t seq = 0;
};
[[nodiscard]] EventPlace place_of(std::string_view event);

/// Takes the next event off the body of a Block; nothing: there is none left.
[[nodiscard]] std::optional<EventPlace> take_event(std::string_view& block);

}  // namespace koebel::bench
