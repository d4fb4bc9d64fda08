#pragma once

#include "gateway/http_door.hpp"
#include "gateway/metrics.hpp"
#include "gateway/settings.hpp"

namespace koebel::gateway {

/// What the metrics listener serves: GET /metrics and nothing else. Lives as long as the server.
class MetricsDoor final : public HttpDoor {
public:
    MetricsDoor(const HttpBounds& bounds, const Metrics& metrics) : bounds_(bounds), metrics_(metrics) {}

    [[nodiscard]] std::optional<HttpResponse> refuse(HttpRequest& head, ConnectionTicket& ticket) override;
    asio::awaitable<HttpResponse> answer(HttpRequest request) override;
    [[nodiscard]] bool wants_websocket(const HttpRequest&) const override { return false; }
    asio::awaitable<std::variant<rpc::Caller, HttpResponse>> admit_websocket(
        const HttpRequest& request, ConnectionTicket& ticket
    ) override;
    [[nodiscard]] const AcceptWebSocket& websocket() const override { return none_; }
    void count(unsigned) override {}

private:
    const HttpBounds bounds_;
    const Metrics& metrics_;
    const AcceptWebSocket none_;
};

}  // namespace koebel::gateway
