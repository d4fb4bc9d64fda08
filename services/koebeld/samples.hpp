#pragma once

#include "gateway/metrics.hpp"
#include "gateway/websocket.hpp"
#include "koebeld/vital_signs.hpp"
#include "live/bus.hpp"
#include "live/relay_statistics.hpp"
#include "live/statistics.hpp"
#include "redis/client.hpp"
#include "store/statistics.hpp"

#include <vector>

namespace koebel {

// The rooms' figures as Prometheus reads them. Names are part of what operators build on.

[[nodiscard]] std::vector<gateway::Sample> to_samples(const store::Statistics& store);
[[nodiscard]] std::vector<gateway::Sample> to_samples(const live::Statistics& live);
[[nodiscard]] std::vector<gateway::Sample> to_samples(const live::RelayStatistics& relay);
[[nodiscard]] std::vector<gateway::Sample> to_samples(const live::BusStatistics& bus);
[[nodiscard]] std::vector<gateway::Sample> to_samples(const redis::Statistics& redis);
[[nodiscard]] std::vector<gateway::Sample> to_samples(const gateway::WebSocketStatistics& sockets);
[[nodiscard]] std::vector<gateway::Sample> to_samples(const VitalSigns& signs);

}  // namespace koebel
