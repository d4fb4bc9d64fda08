#pragma once

#include "gateway/connection_limits.hpp"
#include "gateway/http_message.hpp"
#include "gateway/uploads.hpp"
#include "rpc/caller.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>
#include <variant>

namespace koebel::gateway {

namespace asio = boost::asio;

struct Upgrade;

/// Whether a path's calls bring files, and so may have HttpBounds::upload_bytes. Called on every io thread.
using TakesUpload = std::function<bool(std::string_view path)>;

/// Takes over an upgraded connection, on the io thread that owns its socket.
using AcceptWebSocket = std::function<void(Upgrade)>;

/// What a session asks about its requests. Outlives every session; called on every io thread.
class HttpDoor {
public:
    HttpDoor() = default;
    HttpDoor(const HttpDoor&) = delete;
    HttpDoor& operator=(const HttpDoor&) = delete;
    virtual ~HttpDoor() = default;

    /// Looks at a head before its body is read; an answer refuses it. Sets the client's address and
    /// counts the connection under it.
    [[nodiscard]] virtual std::optional<HttpResponse> refuse(HttpRequest& head, ConnectionTicket& ticket) = 0;

    /// For a body that is larger than other calls may have, before it is read: room for it, held until it is answered,
    /// or the answer that refuses it. Never throws.
    virtual asio::awaitable<std::variant<UploadSlot, HttpResponse>> admit_upload(const HttpRequest& head) = 0;

    /// Answers. Never throws.
    virtual asio::awaitable<HttpResponse> answer(HttpRequest request) = 0;

    /// Whether the request, already let in, asks for a WebSocket.
    [[nodiscard]] virtual bool wants_websocket(const HttpRequest& request) const = 0;

    /// How long a WebSocket that is asked for waits for its turn, or the answer that refuses it before anybody is
    /// looked up.
    [[nodiscard]] virtual std::variant<std::chrono::milliseconds, HttpResponse> queue_websocket(
        const HttpRequest& request
    ) = 0;

    /// When its turn has come: who it would belong to, or the answer that refuses it. Never throws.
    virtual asio::awaitable<std::variant<rpc::Caller, HttpResponse>> admit_websocket(
        const HttpRequest& request, ConnectionTicket& ticket
    ) = 0;

    /// Where the connection goes then.
    [[nodiscard]] virtual const AcceptWebSocket& websocket(const HttpRequest& request) const = 0;

    /// An answer has left.
    virtual void count(unsigned status) = 0;
};

}  // namespace koebel::gateway
