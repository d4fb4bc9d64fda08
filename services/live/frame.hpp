#pragma once

#include "store/log_entry.hpp"

#include <koebel/v1/live.pb.h>

#include <memory>
#include <span>
#include <string>

namespace koebel::live {

/// A message ready for any number of sockets: one complete, final, unmasked binary WebSocket frame,
/// header included. Never changes once made, so its bytes are shared.
using Frame = std::shared_ptr<const std::string>;

/// The frame around a message.
[[nodiscard]] Frame encode(const v1::ServerFrame& message);

/// An entry as clients see it. A redacted one has no contents; one of a type this node does not know
/// carries them as JSON.
[[nodiscard]] v1::Event to_event(const store::LogEntry& entry);

/// The frame of one event.
[[nodiscard]] Frame event_frame(const store::LogEntry& entry);

/// The frame of several events of one topic, in order.
[[nodiscard]] Frame block_frame(std::span<const store::LogEntry> entries);

}  // namespace koebel::live
