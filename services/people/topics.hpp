#pragma once

#include "base/id.hpp"

#include <string>
#include <string_view>

namespace koebel::people {

// A topic is an audience: every subscriber may see everything in it (services/README.md).

inline constexpr std::string_view kFeedTopic = "feed";    ///< what everyone may see
inline constexpr std::string_view kWallTopic = "wall";    ///< what all screens may show
inline constexpr std::string_view kLobbyTopic = "lobby";  ///< without names and words

/// Only for that person.
[[nodiscard]] inline std::string topic_of(const PersonId& person) {
    return "person:" + person.text();
}
/// Only for who belongs to that team.
[[nodiscard]] inline std::string topic_of(const TeamId& team) {
    return "team:" + team.text();
}
/// What the screens of a team may show.
[[nodiscard]] inline std::string wall_topic_of(const TeamId& team) {
    return "wall:team:" + team.text();
}

[[nodiscard]] inline bool is_persons(std::string_view topic) {
    return topic.starts_with("person:");
}
/// The lobby among them.
[[nodiscard]] inline bool is_screens(std::string_view topic) {
    return topic.starts_with(kWallTopic) || topic == kLobbyTopic;
}

}  // namespace koebel::people
