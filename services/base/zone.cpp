#include "base/zone.hpp"

#include <date/tz.h>

#include <stdexcept>

namespace koebel {
namespace {

constexpr auto kFirstMonday = std::chrono::local_days{std::chrono::year{1970} / 1 / 5};

const date::time_zone* find(std::string_view name) {
    return date::locate_zone(std::string{name});
}

}  // namespace

Zone::Zone(std::string_view name) : name_(name), zone_(find(name)) {}

bool Zone::is_known(std::string_view name) {
    try {
        return find(name) != nullptr;
    } catch (const std::runtime_error&) {
        return false;
    }
}

std::chrono::local_days Zone::local_day(Instant at) const {
    const auto local = zone_->to_local(at);
    return std::chrono::local_days{std::chrono::floor<std::chrono::days>(local.time_since_epoch())};
}

std::chrono::local_seconds Zone::local(Instant at) const {
    const auto local = zone_->to_local(std::chrono::floor<std::chrono::seconds>(at));
    return std::chrono::local_seconds{local.time_since_epoch()};
}

std::int64_t Zone::week(Instant at) const {
    return std::chrono::floor<std::chrono::weeks>(local_day(at) - kFirstMonday).count();
}

Instant Zone::week_start(Instant at) const {
    return to_instant(kFirstMonday + std::chrono::weeks{week(at)});
}

Instant Zone::to_instant(std::chrono::local_seconds local) const {
    return zone_->to_sys(date::local_seconds{local.time_since_epoch()}, date::choose::earliest);
}

}  // namespace koebel
