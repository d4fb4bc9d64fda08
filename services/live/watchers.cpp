#include "live/watchers.hpp"

#include "live/settings.hpp"

namespace koebel::live {

void Watchers::enter(const std::string& topic, const std::string& principal) {
    const std::lock_guard lock(mutex_);
    ++pages_[topic][principal];
}

void Watchers::leave(const std::string& topic, const std::string& principal) {
    const std::lock_guard lock(mutex_);
    const auto people = pages_.find(topic);
    if (people == pages_.end()) return;
    const auto person = people->second.find(principal);
    if (person == people->second.end()) return;
    if (--person->second == 0) people->second.erase(person);
    if (people->second.empty()) pages_.erase(people);
}

std::unordered_map<std::string, std::uint32_t> Watchers::counts() const {
    std::unordered_map<std::string, std::uint32_t> counts;
    const std::lock_guard lock(mutex_);
    for (const auto& [topic, people] : pages_) {
        if (people.size() >= kSmallestGroup) counts.emplace(topic, static_cast<std::uint32_t>(people.size()));
    }
    return counts;
}

}  // namespace koebel::live
