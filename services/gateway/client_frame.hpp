#pragma once

#include <koebel/v1/live.pb.h>

#include <optional>
#include <string_view>

namespace koebel::gateway {

/// The ClientFrame in a binary message. Nothing for what ends a connection with 4400: not a ClientFrame, none with
/// something in it, a topic above 200 bytes.
[[nodiscard]] std::optional<v1::ClientFrame> read_client_frame(std::string_view message);

}  // namespace koebel::gateway
