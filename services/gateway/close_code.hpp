#pragma once

#include <cstdint>

namespace koebel::gateway {

/// Why a WebSocket closes. The hundreds tell the client what to do: 40xx come back and resume, 41xx
/// sign in again, 42xx come back later (30 s or more), 44xx stop. Full jitter everywhere. An unknown code is
/// read by its hundreds. Beast itself closes with 1002 (frames that break RFC 6455), 1007 (text that is not
/// UTF-8) and 1009 (a message above read_message_max); all mean stop.
enum class CloseCode : std::uint16_t {
    kDrain = 4000,         ///< this node goes away; the Notice before it said within which time to return
    kInternal = 4001,      ///< a fault of ours
    kSlow = 4002,          ///< nothing could be written for 10 s; resuming loses nothing
    kNoPong = 4003,        ///< a Ping was not answered in time
    kOverloaded = 4004,    ///< this node has no room
    kNodeIsolated = 4005,  ///< this node has not heard from SQL for 10 s

    kSessionExpired = 4100,  ///< the session came to its end
    kSessionEnded = 4101,    ///< signed out, revoked, or replaced at a change of rights

    kRateLimited = 4229,  ///< more frames a second than allowed, pings and fragments among them

    kBadProtocol = 4400,  ///< a text message, or one that is not a ClientFrame with something in it
    kRevoked = 4401,      ///< the person was deactivated, or the screen revoked
};

}  // namespace koebel::gateway
