#pragma once

#include "people/topics.hpp"
#include "recognition/quiet_rule.hpp"
#include "recognition/stored.hpp"
#include "store/log_entry.hpp"

#include <koebel/v1/event.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <string>
#include <string_view>
#include <vector>

namespace koebel::recognition {

// What an audience may see of a recognition. Pure. A page and an event of the same audience show the
// same. Someone who may not be named is an empty card in their place: "a colleague". On screens the words name
// nobody else either: see mentions.hpp; elsewhere they are the giver's as they are.

using people::kFeedTopic;
using people::kLobbyTopic;
using people::kWallTopic;
using people::topic_of;
using people::wall_topic_of;

/// For everyone, and for a team: publicity in the feed applied, nobody named who gets it quietly among others.
[[nodiscard]] v1::Recognition for_colleagues(const Stored& stored);

/// The same for its giver, and for who is thanked: who gets it quietly is named as ever.
[[nodiscard]] v1::Recognition for_who_takes_part(const Stored& stored);

/// For the giver and the people thanked: they know each other. Praise is never anonymous to them.
[[nodiscard]] v1::Recognition for_participants(const Stored& stored);

[[nodiscard]] v1::RecognitionPicture to_message(const StoredPicture& picture);

/// Whether a viewer who takes part sees it as participants do: what is not for everyone, and what is hidden or held.
[[nodiscard]] bool sees_all(const Stored& stored);

/// For a page of one viewer who may see it: as the event of the audience through which they see it.
[[nodiscard]] v1::Recognition for_viewer(const Stored& stored);

/// For office screens: publicity on screens applied. Only of what everyone may see.
[[nodiscard]] v1::WallRecognition for_wall(const Stored& stored);

/// For a lobby: no names, no words. Of teams only those of five and more, or thanked as a whole: a
/// smaller one would name a person.
[[nodiscard]] v1::BellRang for_lobby(const Stored& stored);

/// The log entries of a recognition for screens: wall, wall:team:ID of the direct teams, lobby. None of what not
/// everyone may see.
[[nodiscard]] std::vector<store::NewEntry> for_all_screens(const Stored& stored);

/// The log entries of a new recognition, one for each audience. "Everyone thanked" are those who are told now. What is
/// off from the start is on the topics of persons only; its giver's page sees what it would see in the feed, also where
/// the feed does not name somebody who gets it quietly.
///
///   everyone  feed, person:ID of everyone thanked, wall, wall:team:ID of the direct teams, lobby
///   team      team:ID of the direct teams, person:ID of everyone thanked and of the giver
///   only us   person:ID of everyone thanked and of the giver
[[nodiscard]] std::vector<store::NewEntry> announce(const Stored& stored, const Hearing& hearing);

/// A recognition that arrives later than it was given with one of the people thanked, at `position`.
[[nodiscard]] store::NewEntry arrived_at(const Stored& stored, const PersonId& person, std::uint64_t position);

/// The only log entry of one that is held: on its giver's topic.
[[nodiscard]] store::NewEntry held(const Stored& stored);

/// A recognition that is gone from `topic`; the positions named lose their payload.
[[nodiscard]] store::NewEntry withdrawn(const RecognitionId& id, std::string topic, std::vector<std::uint64_t> redacts);

/// A recognition that the screens of `topic` show otherwise from now on.
[[nodiscard]] store::NewEntry shown_again(const Stored& stored, std::string topic, std::vector<std::uint64_t> redacts);

/// A recognition that `topic` sees otherwise from now on.
[[nodiscard]] store::NewEntry changed(
    const v1::Recognition& recognition, std::string topic, std::vector<std::uint64_t> redacts
);

/// As `topic` sees it from now on, whichever of the two; not for the lobby.
[[nodiscard]] store::NewEntry again(const Stored& stored, const std::string& topic, std::vector<std::uint64_t> redacts);

}  // namespace koebel::recognition
