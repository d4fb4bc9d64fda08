#pragma once

#include "rpc/caller.hpp"

#include <koebel/v1/options.pb.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace koebel::gateway {

/// What answers a route.
enum class RouteKind : std::uint8_t {
    kCall,    ///< a method of the contract; its own `allow` says who
    kLive,    ///< the WebSocket
    kEcho,    ///< the conformance echo, where it is switched on
    kAlive,   ///< /healthz
    kReady,   ///< /readyz
    kMedium,  ///< a picture, to whom it may be shown
    kAtom,    ///< the feed of what everyone may see, for feed readers
    kPage,    ///< an HTML file of the build
    kFile,    ///< any other file of the build
};

/// Everything that answers over HTTP. Rows outside the contract say who may have them, as methods do;
/// what names ROLE_NOBODY is for everyone and looks at no cookie.
struct Route {
    std::string_view path;
    bool prefix = false;  ///< also everything below it
    RouteKind kind = RouteKind::kFile;
    rpc::Roles who = {};
    rpc::Scopes scope = {};  ///< what somebody limited to scopes needs one of; empty: the route is not for them
    v1::Relation relation = v1::RELATION_ANY;
    std::string_view file = {};  ///< for pages
    bool camera = false;         ///< the page may ask for the camera
};

/// Whether the route answers this caller.
[[nodiscard]] bool may_have(const Route& route, const rpc::Caller& caller);

/// All rows, the most exact first; the last takes whatever is left.
[[nodiscard]] std::span<const Route> routes();

/// The first row that takes `path`.
[[nodiscard]] const Route& find_route(std::string_view path);

}  // namespace koebel::gateway
