#include "gateway/metrics_door.hpp"

#include "gateway/http_guard.hpp"
#include "gateway/refusal.hpp"

namespace koebel::gateway {
namespace {

HttpResponse nothing_here() {
    return refusal(404, {.code = Code::kNotFound, .reason = "ROUTE_UNKNOWN", .message = "only /metrics is here"});
}

}  // namespace

std::optional<HttpResponse> MetricsDoor::refuse(HttpRequest& head, ConnectionTicket&) {
    return refuse_head(head, bounds_);
}

asio::awaitable<HttpResponse> MetricsDoor::answer(HttpRequest request) {
    if (request.path() != "/metrics" || request.method == "POST") co_return nothing_here();
    // A page in some browser on this machine has no business here.
    if (request.count("origin") != 0) co_return nothing_here();
    HttpResponse response{.body = metrics_.text()};
    response.headers.push_back({"Content-Type", "text/plain; version=0.0.4; charset=utf-8"});
    response.headers.push_back({"Cache-Control", "no-store"});
    co_return response;
}

asio::awaitable<std::variant<rpc::Caller, HttpResponse>>
MetricsDoor::admit_websocket(const HttpRequest&, ConnectionTicket&) {
    co_return nothing_here();
}

}  // namespace koebel::gateway
