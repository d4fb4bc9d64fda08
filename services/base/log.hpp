#pragma once

#include <spdlog/logger.h>

#include <string_view>

namespace koebel {

/// How log lines are written to standard error.
enum class LogFormat { kText, kJson };

/// Sets format and level for every room's logger. Call once, before threads start.
void configure_logging(LogFormat format, std::string_view level);

/// The logger of a room, for example "gateway". Lines hold ids, never names or words. Thread-safe.
[[nodiscard]] spdlog::logger& log(std::string_view room);

}  // namespace koebel
