#pragma once

#include "koebeld/doctor/finding.hpp"
#include "redis/settings.hpp"

namespace koebel::doctor {

/// The shared Redis as koebeld would meet it, or the program of the private one. Blocks for as long as Redis may take.
[[nodiscard]] Finding examine_redis(const redis::Settings& settings);

}  // namespace koebel::doctor
