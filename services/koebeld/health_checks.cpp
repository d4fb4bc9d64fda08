#include "koebeld/health_checks.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

namespace koebel {
namespace {

constexpr std::chrono::seconds kSqlMayBeAway{10};

/// Why not, when something has not worked for longer than it may.
std::optional<std::string> overdue(std::string_view what, Instant::duration since) {
    if (since < kSqlMayBeAway) return std::nullopt;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since).count();
    return std::string{what} + " for " + std::to_string(seconds) + " s";
}

gateway::HealthCheck store_check(const store::Store& store, const Clock& clock) {
    return {.name = "store", .fault = [&store, &clock]() -> std::optional<std::string> {
                return overdue("no answer", clock.now() - store.last_success());
            }};
}

/// Reads go on where the disk is full, or where the server was made read-only.
gateway::HealthCheck writer_check(const store::Store& store, const Clock& clock) {
    return {.name = "writer", .fault = [&store, &clock]() -> std::optional<std::string> {
                const auto since = store.write_failing_since();
                return since ? overdue("nothing written", clock.now() - *since) : std::nullopt;
            }};
}

}  // namespace

std::vector<gateway::HealthCheck> health_checks(const store::Store& store, const Clock& clock, const RedisSide& redis) {
    std::vector checks{store_check(store, clock), writer_check(store, clock)};
    std::ranges::move(redis.checks(), std::back_inserter(checks));
    return checks;
}

}  // namespace koebel
