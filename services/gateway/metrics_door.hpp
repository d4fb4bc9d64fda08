#pragma once

#include "gateway/http_door.hpp"
#include "gateway/metrics.hpp"
#include "gateway/public_url.hpp"
#include "gateway/settings.hpp"

#include <optional>

namespace koebel::gateway {

/// What the metrics listener serves: GET /metrics and nothing else. Lives as long as the server.
class MetricsDoor final : public HttpDoor {
public:
    MetricsDoor(const Settings& settings, const Metrics& metrics);

    [[nodiscard]] std::optional<HttpResponse> refuse(HttpRequest& head, ConnectionTicket& ticket) override;
    asio::awaitable<std::variant<UploadSlot, HttpResponse>> admit_upload(const HttpRequest& head) override;
    asio::awaitable<HttpResponse> answer(HttpRequest request) override;
    [[nodiscard]] bool wants_websocket(const HttpRequest&) const override { return false; }
    [[nodiscard]] std::variant<std::chrono::milliseconds, HttpResponse> queue_websocket(const HttpRequest& request
    ) override;
    asio::awaitable<std::variant<rpc::Caller, HttpResponse>> admit_websocket(
        const HttpRequest& request, ConnectionTicket& ticket
    ) override;
    [[nodiscard]] const AcceptWebSocket& websocket(const HttpRequest&) const override { return none_; }
    void count(unsigned) override {}

private:
    [[nodiscard]] bool is_our_host(const HttpRequest& request) const;

    const HttpBounds bounds_;
    const std::optional<PublicUrl> url_;  ///< none: listening on every address, under any name
    const Metrics& metrics_;
    const AcceptWebSocket none_;
};

}  // namespace koebel::gateway
