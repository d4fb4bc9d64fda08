#include "runtime/heartbeat.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <exception>

namespace koebel::runtime {

void Heartbeat::add(std::string name, Ask ask) {
    auto part = std::make_shared<Part>();
    part->name = std::move(name);
    part->ask = std::move(ask);
    parts_.push_back(std::move(part));
}

void Heartbeat::beat(Clock::time_point now) {
    for (const auto& part : parts_) {
        if (part->asked.load() != Clock::time_point{}) continue;
        part->asked = now;
        const auto answered = [part, now] {
            part->took = Clock::now() - now;
            part->asked = Clock::time_point{};
        };
        try {
            part->ask(answered);
        } catch (const std::exception& e) {
            log("runtime").debug("heartbeat of {}: {}", part->name, e.what());
            answered();
        }
    }
}

Heartbeat::Clock::duration Heartbeat::slowest(Clock::time_point now) const {
    Clock::duration slowest{};
    for (const auto& part : parts_) {
        const auto asked = part->asked.load();
        slowest = std::max(slowest, asked == Clock::time_point{} ? part->took.load() : now - asked);
    }
    return slowest;
}

std::optional<std::string> Heartbeat::silent(Clock::duration at_most, Clock::time_point now) const {
    for (const auto& part : parts_) {
        const auto asked = part->asked.load();
        if (asked != Clock::time_point{} && now - asked > at_most) return part->name;
    }
    return std::nullopt;
}

}  // namespace koebel::runtime
