#include "gateway/metrics_door.hpp"

#include "gateway/http_guard.hpp"
#include "gateway/refusal.hpp"

#include <string>

namespace koebel::gateway {
namespace {

HttpResponse nothing_here() {
    return refusal(404, {.code = Code::kNotFound, .reason = "ROUTE_UNKNOWN", .message = "only /metrics is here"});
}

/// The address under which the listener is asked for, or none when it listens on all of them.
std::optional<PublicUrl> url_of(const Settings& settings) {
    const auto& address = settings.metrics_address;
    if (address == "0.0.0.0" || address == "::") return std::nullopt;
    const bool is_v6 = address.find(':') != std::string::npos;
    return PublicUrl{"http://" + (is_v6 ? "[" + address + "]" : address) + ":" + std::to_string(settings.metrics_port)};
}

}  // namespace

MetricsDoor::MetricsDoor(const Settings& settings, const Metrics& metrics)
    : bounds_(settings.http), url_(url_of(settings)), metrics_(metrics) {}

bool MetricsDoor::is_our_host(const HttpRequest& request) const {
    return !url_ || url_->is_our_host(request.header("host").value_or(""));
}

std::optional<HttpResponse> MetricsDoor::refuse(HttpRequest& head, ConnectionTicket&) {
    return refuse_head(head, bounds_);
}

asio::awaitable<std::variant<UploadSlot, HttpResponse>> MetricsDoor::admit_upload(const HttpRequest&) {
    co_return nothing_here();
}

asio::awaitable<HttpResponse> MetricsDoor::answer(HttpRequest request) {
    if (request.path() != "/metrics" || request.method == "POST") co_return nothing_here();
    // A page in some browser on this machine has no business here, also not under a name of its own that
    // leads to this address (DNS rebinding).
    if (request.count("origin") != 0 || !is_our_host(request)) co_return nothing_here();
    HttpResponse response{.body = metrics_.text()};
    response.headers.push_back({"Content-Type", "text/plain; version=0.0.4; charset=utf-8"});
    response.headers.push_back({"Cache-Control", "no-store"});
    co_return response;
}

std::variant<std::chrono::milliseconds, HttpResponse> MetricsDoor::queue_websocket(const HttpRequest&) {
    return nothing_here();
}

asio::awaitable<std::variant<rpc::Caller, HttpResponse>>
MetricsDoor::admit_websocket(const HttpRequest&, ConnectionTicket&) {
    co_return nothing_here();
}

}  // namespace koebel::gateway
