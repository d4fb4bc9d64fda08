#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace koebel::live {

/// The topics somebody on this node follows: only their events are encoded. Thread-safe. An io thread
/// enters a topic before it asks SQL for its head, so an event that was not encoded is at or below it.
class Interest {
public:
    void add(const std::string& topic);
    void remove(const std::string& topic);
    [[nodiscard]] bool has(const std::string& topic) const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> shards_;  // how many io threads hold a ring
};

}  // namespace koebel::live
