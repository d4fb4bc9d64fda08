#include "base/log.hpp"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>
#include <string>

namespace koebel {
namespace {

constexpr auto kText = "%Y-%m-%dT%H:%M:%S.%e%z %-5l %-12n %v";
// The messages of a room are plain ASCII with ids in them, so that they need no escaping here.
constexpr auto kJson = R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","room":"%n","thread":%t,"message":"%v"})";

struct Registry {
    std::mutex mutex;
    std::string pattern = kText;
    spdlog::level::level_enum level = spdlog::level::info;
    std::shared_ptr<spdlog::sinks::sink> sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
};

Registry& registry() {
    static Registry instance;
    return instance;
}

}  // namespace

void configure_logging(LogFormat format, std::string_view level) {
    auto& r = registry();
    const std::lock_guard lock{r.mutex};
    r.pattern = format == LogFormat::kJson ? kJson : kText;
    r.level = spdlog::level::from_str(std::string{level});
    r.sink->set_pattern(r.pattern);
    spdlog::apply_all([&](const std::shared_ptr<spdlog::logger>& logger) { logger->set_level(r.level); });
}

spdlog::logger& log(std::string_view room) {
    const std::string name{room};
    if (const auto known = spdlog::get(name)) return *known;
    auto& r = registry();
    const std::lock_guard lock{r.mutex};
    if (const auto known = spdlog::get(name)) return *known;
    const auto made = std::make_shared<spdlog::logger>(name, r.sink);
    r.sink->set_pattern(r.pattern);
    made->set_level(r.level);
    made->flush_on(spdlog::level::warn);
    spdlog::register_logger(made);
    return *made;
}

}  // namespace koebel
