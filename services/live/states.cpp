#include "live/states.hpp"

#include <utility>

namespace koebel::live {

void States::keep(const std::string& topic, PushedState state) {
    const std::lock_guard lock(mutex_);
    auto& newest = newest_[topic];
    if (newest.version < state.version) newest = std::move(state);
}

void States::forget(const std::string& topic) {
    const std::lock_guard lock(mutex_);
    newest_.erase(topic);
}

void States::forget_all() {
    const std::lock_guard lock(mutex_);
    newest_.clear();
}

std::optional<PushedState> States::find(const std::string& topic) const {
    const std::lock_guard lock(mutex_);
    const auto found = newest_.find(topic);
    if (found == newest_.end()) return std::nullopt;
    return found->second;
}

}  // namespace koebel::live
