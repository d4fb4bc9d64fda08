#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

namespace koebel::live {

/// How many people have a topic in front of them, on this node. Counts people, not pages, and never
/// says who. Thread-safe.
class Watchers {
public:
    void enter(const std::string& topic, const std::string& principal);
    void leave(const std::string& topic, const std::string& principal);

    /// What may be told: topics with at least kSmallestGroup people.
    [[nodiscard]] std::unordered_map<std::string, std::uint32_t> counts() const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::unordered_map<std::string, std::size_t>> pages_;  // topic → person → pages
};

}  // namespace koebel::live
