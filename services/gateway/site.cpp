#include "gateway/site.hpp"

#include "base/log.hpp"
#include "gateway/credentials.hpp"
#include "gateway/handshake.hpp"
#include "gateway/http_guard.hpp"
#include "gateway/refusal.hpp"
#include "gateway/route_table.hpp"
#include "gateway/security_headers.hpp"

#include <algorithm>

namespace koebel::gateway {
namespace {

constexpr std::string_view kSubProtocol = "koebel.v1";
constexpr std::uint32_t kTooManyRetryMs = 30'000;
constexpr std::uint32_t kDrainRetryMs = 2'000;
constexpr std::uint32_t kFaultRetryMs = 1'000;

HttpResponse host_refused() {
    return final_refusal(
        421, {.code = Code::kInvalidArgument, .reason = "HOST_REFUSED", .message = "this host is not public_url's"}
    );
}

HttpResponse too_many_connections(std::string message) {
    return refusal({
        .code = Code::kResourceExhausted,
        .reason = "TOO_MANY_CONNECTIONS",
        .message = std::move(message),
        .retry_after_ms = kTooManyRetryMs,
    });
}

HttpResponse unavailable(std::string_view reason, std::string message, std::uint32_t retry_after_ms) {
    return refusal({
        .code = Code::kUnavailable,
        .reason = reason,
        .message = std::move(message),
        .retry_after_ms = retry_after_ms,
    });
}

HttpResponse fault(std::string_view where, const std::exception& e) {
    log("gateway").error("{}: {}", where, e.what());
    return unavailable("INTERNAL_FAULT", "something broke; it was logged", kFaultRetryMs);
}

HttpResponse draining() {
    return unavailable("DRAINING", "this node goes away", kDrainRetryMs);
}

HttpResponse sign_in_required(std::string what) {
    return refusal(
        {.code = Code::kUnauthenticated, .reason = "SIGN_IN_REQUIRED", .message = std::move(what) + " needs a session"}
    );
}

/// Why this caller may not have the route: signing in helps, or it is somebody whose scopes leave it out.
HttpResponse may_not_have(const Route& route, const rpc::Caller& caller, const std::string& what) {
    if (!route.who.overlaps(caller.roles)) return sign_in_required(what);
    return refusal(
        {.code = Code::kPermissionDenied,
         .reason = "SCOPE_REQUIRED",
         .message = what + " is not within the caller's scopes"}
    );
}

HttpResponse method_not_allowed() {
    auto response =
        refusal(405, {.code = Code::kUnimplemented, .reason = "METHOD_NOT_ALLOWED", .message = "GET and HEAD only"});
    response.headers.push_back({"Allow", "GET, HEAD"});
    return response;
}

/// Without pages there is nothing to serve, and that is said at start.
StaticFiles load_files(const Settings& settings) {
    if (settings.web_root.empty()) return {};
    return StaticFiles{settings.web_root, settings.web_bytes};
}

}  // namespace

Site::Site(const Settings& settings, Parts parts)
    : settings_(settings),
      url_(settings.public_url),
      proxies_(settings.trusted_proxies),
      parts_(std::move(parts)),
      files_(load_files(settings)),
      connect_(parts_.router, parts_.authenticator, url_),
      upgrades_(settings.upgrades),
      uploads_(settings.uploads) {}

std::optional<HttpResponse> Site::refuse(HttpRequest& head, ConnectionTicket& ticket) {
    const auto sealed = [&](HttpResponse response) {
        response.close = true;  // the body, if there is one, is not read
        add_security_headers(response, head.header("host").value_or(""), url_);
        return response;
    };
    if (auto refused = refuse_head(head, bounds_for(head))) return sealed(*std::move(refused));
    if (!url_.is_our_host(*head.header("host"))) return sealed(host_refused());
    head.address = proxies_.client(head.peer, head.joined("x-forwarded-for", ","));
    // A proxy that names nobody asks for itself: its own health checks, of which there may be many.
    const bool is_client = !proxies_.trusts(asio::ip::make_address(head.address));
    if (is_client && !parts_.connections.take_address(ticket, rpc::address_key(head.address))) {
        parts_.metrics.refused("address");
        return sealed(too_many_connections("too many connections of this address"));
    }
    return std::nullopt;
}

/// Larger for calls that bring files; who may send so much is asked after the head.
HttpBounds Site::bounds_for(const HttpRequest& head) const {
    auto bounds = settings_.http;
    if (parts_.takes_upload && parts_.takes_upload(head.path())) {
        bounds.body_bytes = std::max(bounds.body_bytes, bounds.upload_bytes);
    }
    return bounds;
}

asio::awaitable<std::variant<UploadSlot, HttpResponse>> Site::admit_upload(const HttpRequest& head) {
    std::variant<UploadSlot, HttpResponse> admitted;
    try {
        admitted = co_await find_room(head);
    } catch (const std::exception& e) {
        admitted = fault("admit_upload", e);
    }
    if (auto* refused = std::get_if<HttpResponse>(&admitted)) {
        add_security_headers(*refused, head.header("host").value_or(""), url_);
    }
    co_return std::move(admitted);
}

asio::awaitable<std::variant<UploadSlot, HttpResponse>> Site::find_room(const HttpRequest& head) {
    if (auto refused = refuse_work(head)) co_return *std::move(refused);
    auto credentials = credentials_of(head, url_);
    if (!credentials) co_return refusal(credentials.error());
    const auto caller = co_await parts_.authenticator.authenticate(*std::move(credentials));
    if (!caller.is_person() || !caller.scopes.empty()) co_return sign_in_required("an upload");
    auto slot = uploads_.take(caller.principal());
    if (slot) co_return *std::move(slot);
    parts_.metrics.refused("uploads");
    co_return unavailable("OVERLOADED", "too many uploads at once", rpc::kOverloadedRetryMs);
}

asio::awaitable<HttpResponse> Site::answer(HttpRequest request) {
    const std::string host{request.header("host").value_or("")};
    HttpResponse response;
    try {
        response = co_await route(std::move(request));
    } catch (const std::exception& e) {
        response = fault("answer", e);
    }
    add_security_headers(response, host, url_);
    co_return response;
}

asio::awaitable<HttpResponse> Site::route(HttpRequest request) {
    const auto& route = find_route(request.path());
    if (route.kind == RouteKind::kCall) {
        if (auto refused = refuse_work(request)) co_return *std::move(refused);
        co_return co_await connect_.answer(std::move(request));
    }
    if (request.method == "POST") co_return method_not_allowed();
    switch (route.kind) {
        case RouteKind::kMedium:
            co_return co_await show(request, route);
        case RouteKind::kAtom:
            co_return co_await list_feed(request, route);
        case RouteKind::kAlive:
            co_return Health::alive();
        case RouteKind::kReady:
            co_return parts_.health.ready();
        case RouteKind::kEcho:
            if (!is_echo(request)) co_return files_.answer(request, {});
            [[fallthrough]];
        case RouteKind::kLive: {
            auto response = refusal(
                426, {.code = Code::kInvalidArgument, .reason = "UPGRADE_REQUIRED", .message = "a WebSocket lives here"}
            );
            response.headers.push_back({"Upgrade", "websocket"});
            co_return response;
        }
        case RouteKind::kCall:
        case RouteKind::kPage:
        case RouteKind::kFile:
            break;
    }
    co_return serve_file(request, route);
}

/// A picture, to whom it may be shown.
asio::awaitable<HttpResponse> Site::show(const HttpRequest& request, const Route& route) {
    if (auto refused = refuse_work(request)) co_return *std::move(refused);
    auto credentials = credentials_of_picture(request, url_);
    if (!credentials) co_return refusal(credentials.error());
    auto caller = co_await caller_of(parts_.authenticator, *std::move(credentials));
    if (!caller) co_return refusal(caller.error());
    if (!may_have(route, *caller)) co_return may_not_have(route, *caller, "a picture");
    co_return co_await answer_medium(parts_.media, request, *std::move(caller));
}

/// What everyone may see, for feed readers: these ask for name and password and send the token as the latter.
asio::awaitable<HttpResponse> Site::list_feed(const HttpRequest& request, const Route& route) {
    if (auto refused = refuse_work(request)) co_return *std::move(refused);
    auto credentials = credentials_of_feed(request, url_);
    if (!credentials) co_return refusal(credentials.error());
    auto caller = co_await caller_of(parts_.authenticator, *std::move(credentials));
    if (!caller || !may_have(route, *caller)) {
        auto response = caller ? may_not_have(route, *caller, "the feed") : refusal(caller.error());
        if (response.status == 401) response.headers.push_back({"WWW-Authenticate", "Basic realm=\"Koebel\""});
        co_return response;
    }
    co_return co_await answer_atom(parts_.atom, request);
}

HttpResponse Site::serve_file(const HttpRequest& request, const Route& route) const {
    if (route.kind == RouteKind::kPage) {
        auto page = files_.answer(request, route.file);
        if (route.camera) page.headers.push_back({"Permissions-Policy", std::string{kOnlyCamera}});
        return page;
    }
    // Pages have their own addresses; under their file names they would be second ones.
    if (request.path().ends_with(".html")) return files_.answer(request, {});
    return files_.answer(request, request.path());
}

bool Site::wants_websocket(const HttpRequest& request) const {
    const bool lives_here = find_route(request.path()).kind == RouteKind::kLive || is_echo(request);
    return lives_here && request.method == "GET" && request.lists("upgrade", "websocket") &&
           request.lists("connection", "upgrade");
}

const AcceptWebSocket& Site::websocket(const HttpRequest& request) const {
    return is_echo(request) ? parts_.echo : parts_.websocket;
}

/// Served under loopback names only: a proxy on this machine would hand it to everybody.
bool Site::is_echo(const HttpRequest& request) const {
    return parts_.echo && find_route(request.path()).kind == RouteKind::kEcho &&
           is_loopback_name(request.header("host").value_or(""));
}

std::variant<std::chrono::milliseconds, HttpResponse> Site::queue_websocket(const HttpRequest& request) {
    const auto sealed = [&](HttpResponse response) {
        add_security_headers(response, request.header("host").value_or(""), url_);
        return response;
    };
    // What costs nothing comes first: nobody takes a turn that would be refused by its own words.
    if (auto refused = refuse_handshake(request)) return sealed(*std::move(refused));
    if (is_echo(request)) return std::chrono::milliseconds{0};
    const auto credentials = credentials_of(request, url_);
    if (!credentials) return sealed(refusal(credentials.error()));
    if (credentials->cookie.empty() && credentials->bearer.empty()) return sealed(sign_in_required("/live"));
    if (auto refused = refuse_work(request)) return sealed(*std::move(refused));
    const auto turn = upgrades_.take(UpgradeQueue::Clock::now());
    if (turn.granted) return turn.in;
    parts_.metrics.refused("admission");
    return sealed(unavailable("OVERLOADED", "too many connections at once", static_cast<std::uint32_t>(turn.in.count()))
    );
}

asio::awaitable<std::variant<rpc::Caller, HttpResponse>> Site::admit_websocket(
    const HttpRequest& request, ConnectionTicket& ticket
) {
    const auto sealed = [&](HttpResponse response) {
        add_security_headers(response, request.header("host").value_or(""), url_);
        return response;
    };
    if (parts_.health.is_draining()) co_return sealed(draining());  // since it began to wait
    auto credentials = credentials_of(request, url_);
    if (!credentials) co_return sealed(refusal(credentials.error()));

    Result<rpc::Caller> caller;
    caller->address = request.address;
    if (is_echo(request)) co_return *std::move(caller);
    try {
        caller = co_await caller_of(parts_.authenticator, *std::move(credentials));
    } catch (const std::exception& e) {
        co_return sealed(fault("authenticate", e));
    }
    if (!caller) co_return sealed(refusal(caller.error()));
    const auto& route = find_route(request.path());
    if (!may_have(route, *caller)) co_return sealed(may_not_have(route, *caller, "/live"));
    if (!parts_.connections.take_principal(ticket, caller->principal())) {
        parts_.metrics.refused("principal");
        co_return sealed(too_many_connections("too many connections of this person or screen"));
    }
    co_return *std::move(caller);
}

/// What of a WebSocket's handshake can be refused before anybody is asked who it is.
std::optional<HttpResponse> Site::refuse_handshake(const HttpRequest& request) const {
    if (parts_.health.is_draining()) return draining();
    if (auto refused = gateway::refuse_handshake(request)) return refused;
    if (!is_echo(request) && !request.lists("sec-websocket-protocol", kSubProtocol)) {
        return refusal(
            {.code = Code::kInvalidArgument, .reason = "SUB_PROTOCOL_REFUSED", .message = "koebel.v1 is needed"}
        );
    }
    return std::nullopt;
}

/// What looks somebody up is bounded per address, and refused altogether while the node is behind, before anybody is
/// looked up.
std::optional<HttpResponse> Site::refuse_work(const HttpRequest& request) {
    if (parts_.router.overloaded()) {
        parts_.metrics.refused("overload");
        return unavailable("OVERLOADED", "this node is behind with its work", rpc::kOverloadedRetryMs);
    }
    if (proxies_.trusts(asio::ip::make_address(request.address))) return std::nullopt;
    const rpc::Rate rate{settings_.requests_per_second, settings_.requests_burst};
    const auto wait = requests_.take(rpc::address_key(request.address), rate, 1, parts_.clock.now());
    if (wait == 0) return std::nullopt;
    return refusal({
        .code = Code::kResourceExhausted,
        .reason = "RATE_LIMITED",
        .message = "too many requests of this address",
        .retry_after_ms = wait,
    });
}

void Site::count(unsigned status) {
    parts_.metrics.answered(status);
}

}  // namespace koebel::gateway
