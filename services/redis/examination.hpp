#pragma once

#include "redis/endpoint.hpp"
#include "redis/settings.hpp"

#include <string>

namespace koebel::redis {

/// What a look at a Redis found.
struct Examination {
    std::string fault;    ///< why boards cannot stand in it; empty: they can
    std::string version;  ///< empty: it did not say
};

/// Connects as koebeld would, looks, and goes away; changes nothing. Blocks, at most about as long as `connect` and
/// `command` allow.
[[nodiscard]] Examination examine(const Endpoint& endpoint, const Settings& settings);

}  // namespace koebel::redis
