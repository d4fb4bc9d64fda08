#pragma once

#include "base/time.hpp"
#include "gateway/atom_door.hpp"
#include "gateway/client_address.hpp"
#include "gateway/connect.hpp"
#include "gateway/health.hpp"
#include "gateway/http_door.hpp"
#include "gateway/media_door.hpp"
#include "gateway/metrics.hpp"
#include "gateway/public_url.hpp"
#include "gateway/settings.hpp"
#include "gateway/static_files.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/rate_limits.hpp"
#include "rpc/router.hpp"

#include <memory>

namespace koebel::gateway {

struct Route;

/// What the public listener serves: calls, the WebSocket's door, health, pages and files, by the route
/// table. Lives as long as the server; called on every io thread; its parts are immutable or
/// thread-safe.
class Site final : public HttpDoor {
public:
    /// What it stands on; all of it outlives the site.
    struct Parts {
        rpc::Router& router;
        rpc::Authenticator& authenticator;
        Clock& clock;
        Health& health;
        Metrics& metrics;
        ConnectionLimits& connections;
        AcceptWebSocket websocket;
        AcceptWebSocket echo;      ///< the conformance echo; empty: there is none
        FindMedium media;          ///< empty: there are none
        MakeAtom atom;             ///< empty: there is no feed
        TakesUpload takes_upload;  ///< empty: no call does
    };

    /// Throws std::invalid_argument or std::runtime_error for settings that cannot be.
    Site(const Settings& settings, Parts parts);

    [[nodiscard]] std::optional<HttpResponse> refuse(HttpRequest& head, ConnectionTicket& ticket) override;
    asio::awaitable<std::variant<UploadSlot, HttpResponse>> admit_upload(const HttpRequest& head) override;
    asio::awaitable<HttpResponse> answer(HttpRequest request) override;
    [[nodiscard]] bool wants_websocket(const HttpRequest& request) const override;
    [[nodiscard]] std::variant<std::chrono::milliseconds, HttpResponse> queue_websocket(const HttpRequest& request
    ) override;
    asio::awaitable<std::variant<rpc::Caller, HttpResponse>> admit_websocket(
        const HttpRequest& request, ConnectionTicket& ticket
    ) override;
    [[nodiscard]] const AcceptWebSocket& websocket(const HttpRequest& request) const override;
    void count(unsigned status) override;

    [[nodiscard]] const TrustedProxies& proxies() const { return proxies_; }

private:
    asio::awaitable<HttpResponse> route(HttpRequest request);
    asio::awaitable<HttpResponse> list_feed(const HttpRequest& request, const Route& route);
    asio::awaitable<HttpResponse> show(const HttpRequest& request, const Route& route);
    asio::awaitable<std::variant<UploadSlot, HttpResponse>> find_room(const HttpRequest& head);
    [[nodiscard]] HttpBounds bounds_for(const HttpRequest& head) const;
    [[nodiscard]] HttpResponse serve_file(const HttpRequest& request, const Route& route) const;
    [[nodiscard]] bool is_echo(const HttpRequest& request) const;
    [[nodiscard]] std::optional<HttpResponse> refuse_work(const HttpRequest& request);
    [[nodiscard]] std::optional<HttpResponse> refuse_handshake(const HttpRequest& request) const;

    const Settings settings_;
    const PublicUrl url_;
    const TrustedProxies proxies_;
    Parts parts_;
    const StaticFiles files_;
    ConnectDoor connect_;
    rpc::RateLimits requests_;
    UpgradeQueue upgrades_;
    Uploads uploads_;
};

}  // namespace koebel::gateway
