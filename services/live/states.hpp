#pragma once

#include "live/frame.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace koebel::live {

/// Topics that have no events, only a State that somebody pushes: boards, for people and for screens, and goals. Who
/// looks at them is not counted.
[[nodiscard]] inline bool is_pushed(std::string_view topic) {
    return topic.starts_with("board:") || topic.starts_with("wall:board:") || topic == "goals";
}

/// A State as it goes out.
struct PushedState {
    Frame frame;
    std::uint64_t version = 0;
};

/// The newest State of each pushed topic that somebody on this node follows: for whoever comes later. Thread-safe.
class States {
public:
    void keep(const std::string& topic, PushedState state);
    void forget(const std::string& topic);
    void forget_all();
    [[nodiscard]] std::optional<PushedState> find(const std::string& topic) const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, PushedState> newest_;
};

}  // namespace koebel::live
