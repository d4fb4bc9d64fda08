#include "live/interest.hpp"

namespace koebel::live {

void Interest::add(const std::string& topic) {
    const std::lock_guard lock(mutex_);
    ++shards_[topic];
}

void Interest::remove(const std::string& topic) {
    const std::lock_guard lock(mutex_);
    const auto found = shards_.find(topic);
    if (found != shards_.end() && --found->second == 0) shards_.erase(found);
}

bool Interest::has(const std::string& topic) const {
    const std::lock_guard lock(mutex_);
    return shards_.contains(topic);
}

}  // namespace koebel::live
