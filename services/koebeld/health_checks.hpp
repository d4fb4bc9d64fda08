#pragma once

#include "base/time.hpp"
#include "gateway/health.hpp"
#include "koebeld/redis_side.hpp"
#include "store/store.hpp"

#include <vector>

namespace koebel {

/// What /readyz asks: that SQL answers, that it takes writes, and what Redis says of itself.
[[nodiscard]] std::vector<gateway::HealthCheck> health_checks(
    const store::Store& store, const Clock& clock, const RedisSide& redis
);

}  // namespace koebel
