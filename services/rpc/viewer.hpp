#pragma once

#include "rpc/caller.hpp"

namespace koebel::rpc {

/// With whose eyes a caller reads what was said: its person's; nobody's in particular (empty), so only what everyone
/// may see, when it is limited to scopes. A token leaks more easily than a session, and others stand around a shared
/// tablet.
[[nodiscard]] inline PersonId viewer_of(const Caller& caller) {
    return caller.scopes.empty() ? caller.person : PersonId{};
}

}  // namespace koebel::rpc
