#include "gateway/upgrade.hpp"

#include "gateway/server.hpp"
#include "gateway/websocket.hpp"

namespace koebel::gateway {

AcceptWebSocket into(WebSockets& websockets) {
    return [&websockets](Upgrade upgrade) { websockets.accept(std::move(upgrade)); };
}

}  // namespace koebel::gateway
