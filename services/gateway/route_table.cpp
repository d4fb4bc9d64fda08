#include "gateway/route_table.hpp"

#include <algorithm>
#include <array>

namespace koebel::gateway {
namespace {

constexpr rpc::Roles kEveryone{v1::ROLE_NOBODY};
constexpr rpc::Roles kInside{
    v1::ROLE_EMPLOYEE, v1::ROLE_CURATOR, v1::ROLE_LEADER, v1::ROLE_ADMIN, v1::ROLE_SCREEN, v1::ROLE_LOBBY
};
constexpr auto kSignedIn = kInside | rpc::Roles{v1::ROLE_TOKEN};
constexpr auto kWhoSees = kInside | rpc::Roles{v1::ROLE_KIOSK};

constexpr std::array kRoutes{
    Route{.path = "/koebel.v1.", .prefix = true, .kind = RouteKind::kCall, .who = kEveryone},
    Route{
        .path = "/live",
        .kind = RouteKind::kLive,
        .who = kSignedIn,
        .scope = {v1::SCOPE_READ},
        .relation = v1::RELATION_SELF
    },
    Route{
        .path = "/media/",
        .prefix = true,
        .kind = RouteKind::kMedium,
        .who = kWhoSees,
        .scope = {v1::SCOPE_KIOSK},
        .relation = v1::RELATION_AUDIENCE
    },
    Route{
        .path = "/feed.atom",
        .kind = RouteKind::kAtom,
        .who = {v1::ROLE_EMPLOYEE, v1::ROLE_TOKEN},
        .scope = {v1::SCOPE_READ},
        .relation = v1::RELATION_ANY
    },
    Route{.path = "/conformance-echo", .kind = RouteKind::kEcho, .who = kEveryone},
    Route{.path = "/healthz", .kind = RouteKind::kAlive, .who = kEveryone},
    Route{.path = "/readyz", .kind = RouteKind::kReady, .who = kEveryone},
    Route{.path = "/", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/enter", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/demo", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/sign-in", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/setup", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/archive", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/admin", .kind = RouteKind::kPage, .who = kEveryone, .file = "/index.html"},
    Route{.path = "/card", .kind = RouteKind::kPage, .who = kEveryone, .file = "/kiosk.html"},
    Route{.path = "/kiosk", .kind = RouteKind::kPage, .who = kEveryone, .file = "/kiosk.html", .camera = true},
    Route{.path = "/screen", .kind = RouteKind::kPage, .who = kEveryone, .file = "/screen.html"},
    Route{.path = "/studio", .kind = RouteKind::kPage, .who = kEveryone, .file = "/studio.html"},
    Route{.path = "/", .prefix = true, .kind = RouteKind::kFile, .who = kEveryone},
};

}  // namespace

bool may_have(const Route& route, const rpc::Caller& caller) {
    if (!route.who.overlaps(caller.roles)) return false;
    return caller.scopes.empty() || route.scope.overlaps(caller.scopes);
}

std::span<const Route> routes() {
    return kRoutes;
}

const Route& find_route(std::string_view path) {
    const auto* const found = std::ranges::find_if(kRoutes, [path](const Route& route) {
        return route.prefix ? path.starts_with(route.path) : path == route.path;
    });
    return found == kRoutes.end() ? kRoutes.back() : *found;
}

}  // namespace koebel::gateway
