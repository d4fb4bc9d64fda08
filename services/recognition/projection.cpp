#include "recognition/projection.hpp"

#include "base/timestamp.hpp"

#include <algorithm>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr std::uint32_t kSmallestTeamNamed = 5;  // PRODUCT.md, rule 7

bool is_unnamed(const Stored& stored, const PersonId& person) {
    return std::ranges::find(stored.unnamed, person) != stored.unnamed.end();
}

/// The words name nobody who gets it quietly.
std::vector<people::MentionedPerson> mentions_on_screens(const Stored& stored) {
    auto mentions = stored.mentions;
    for (auto& [mention, person] : mentions) {
        if (is_unnamed(stored, person.id)) person.publicity.screens = v1::SCREEN_PUBLICITY_NO;
    }
    return mentions;
}

template <class CardOf>
v1::Recognition recognition(const Stored& stored, CardOf card_of) {
    v1::Recognition message;
    message.set_id(stored.id.text());
    *message.mutable_giver() = card_of(stored.giver);
    for (const auto& person : stored.recipients) *message.add_recipients() = card_of(person);
    if (stored.team) *message.mutable_team() = people::card(*stored.team);
    message.set_message(stored.message);
    for (const auto& value : stored.values) message.add_value_ids(value.text());
    message.set_credits_each(static_cast<std::uint32_t>(stored.credits_each.count()));
    message.set_customer_moment(stored.customer_moment);
    message.set_visibility(stored.visibility);
    *message.mutable_given_at() = to_timestamp(stored.given_at);
    message.set_position(stored.position);
    message.set_hidden(stored.state == State::kHidden);
    message.set_held(stored.state == State::kHeld);
    if (stored.edited_at) *message.mutable_edited_at() = to_timestamp(*stored.edited_at);
    for (const auto& person : stored.added) *message.add_added() = card_of(person);
    if (stored.picture) *message.mutable_picture() = to_message(*stored.picture);
    return message;
}

v1::EventBody given(v1::Recognition recognition) {
    v1::EventBody body;
    *body.mutable_recognition_given()->mutable_recognition() = std::move(recognition);
    return body;
}

v1::EventBody shown(v1::WallRecognition recognition) {
    v1::EventBody body;
    *body.mutable_recognition_shown()->mutable_recognition() = std::move(recognition);
    return body;
}

v1::EventBody rang(v1::BellRang bell) {
    v1::EventBody body;
    *body.mutable_bell_rang() = std::move(bell);
    return body;
}

}  // namespace

v1::RecognitionPicture to_message(const StoredPicture& picture) {
    v1::RecognitionPicture message;
    message.set_path(picture.path);
    message.set_width(picture.width);
    message.set_height(picture.height);
    message.set_alternative_text(picture.alternative_text);
    return message;
}

v1::Recognition for_colleagues(const Stored& stored) {
    return recognition(stored, [&](const people::Person& person) {
        return is_unnamed(stored, person.id) ? v1::PersonCard{} : people::card_for_feed(person);
    });
}

v1::Recognition for_who_takes_part(const Stored& stored) {
    return recognition(stored, people::card_for_feed);
}

v1::Recognition for_participants(const Stored& stored) {
    return recognition(stored, people::card_in_full);
}

bool sees_all(const Stored& stored) {
    return stored.viewer_takes_part && (stored.visibility != v1::VISIBILITY_EVERYONE || stored.state != State::kLiving);
}

v1::Recognition for_viewer(const Stored& stored) {
    if (sees_all(stored)) return for_participants(stored);
    return stored.viewer_takes_part ? for_who_takes_part(stored) : for_colleagues(stored);
}

v1::WallRecognition for_wall(const Stored& stored) {
    const auto mentions = mentions_on_screens(stored);
    v1::WallRecognition message;
    message.set_id(stored.id.text());
    *message.mutable_giver() = people::card_for_wall(stored.giver);
    for (const auto& person : stored.recipients) {
        *message.add_recipients() = is_unnamed(stored, person.id) ? v1::PersonCard{} : people::card_for_wall(person);
    }
    if (stored.team) *message.mutable_team() = people::card(*stored.team);
    message.set_message(people::for_screens(stored.message, people::Field::kMessage, mentions, stored.language));
    for (const auto& value : stored.values) message.add_value_ids(value.text());
    message.set_customer_moment(
        people::for_screens(stored.customer_moment, people::Field::kCustomerMoment, mentions, stored.language)
    );
    *message.mutable_given_at() = to_timestamp(stored.given_at);
    message.set_position(stored.position);
    message.set_recipient_count(stored.thanked);
    for (const auto& person : stored.added) *message.add_added() = people::card_for_wall(person);
    if (stored.picture) {
        *message.mutable_picture() = to_message(*stored.picture);
        message.mutable_picture()->clear_alternative_text();  // it may name who is not on screens
    }
    return message;
}

v1::BellRang for_lobby(const Stored& stored) {
    v1::BellRang message;
    message.set_recognition_id(stored.id.text());
    if (!stored.values.empty()) message.set_value_id(stored.values.front().text());
    for (const auto& team : stored.direct_teams) {
        if (stored.team || team.size >= kSmallestTeamNamed) message.add_team_names(team.name);
    }
    message.set_recipients(stored.thanked);
    *message.mutable_at() = to_timestamp(stored.given_at);
    return message;
}

std::vector<store::NewEntry> for_all_screens(const Stored& stored) {
    if (stored.visibility != v1::VISIBILITY_EVERYONE) return {};
    const auto entry = [](std::string topic, v1::EventBody body) {
        return store::NewEntry{.topic = std::move(topic), .body = std::move(body)};
    };
    std::vector<store::NewEntry> entries;
    entries.push_back(entry(std::string{kWallTopic}, shown(for_wall(stored))));
    for (const auto& team : stored.direct_teams) {
        entries.push_back(entry(wall_topic_of(team.id), shown(for_wall(stored))));
    }
    entries.push_back(entry(std::string{kLobbyTopic}, rang(for_lobby(stored))));
    return entries;
}

std::vector<store::NewEntry> announce(const Stored& stored, const Hearing& hearing) {
    std::vector<store::NewEntry> entries;
    const auto add = [&](std::string topic, v1::EventBody body) {
        entries.push_back({.topic = std::move(topic), .body = std::move(body)});
    };
    const bool everyone = stored.visibility == v1::VISIBILITY_EVERYONE;

    if (everyone && !hearing.off) add(std::string{kFeedTopic}, given(for_colleagues(stored)));
    if (stored.visibility == v1::VISIBILITY_TEAM && !hearing.off) {
        for (const auto& team : stored.direct_teams) add(topic_of(team.id), given(for_colleagues(stored)));
    }
    // After the team's: a page that follows both ends with what the participant may see.
    for (const auto& person : hearing.told) add(topic_of(person), given(for_participants(stored)));
    const auto givers = topic_of(stored.giver.id);
    if (!everyone) add(givers, given(for_participants(stored)));
    if (everyone && hearing.off) add(givers, given(for_who_takes_part(stored)));
    if (everyone && !stored.unnamed.empty()) entries.push_back(changed(for_who_takes_part(stored), givers, {}));
    if (hearing.off) return entries;
    std::ranges::move(for_all_screens(stored), std::back_inserter(entries));
    return entries;
}

store::NewEntry arrived_at(const Stored& stored, const PersonId& person, std::uint64_t position) {
    auto recognition = for_participants(stored);
    recognition.set_said_position(position);
    return {.topic = topic_of(person), .body = given(std::move(recognition))};
}

store::NewEntry held(const Stored& stored) {
    return {.topic = topic_of(stored.giver.id), .body = given(for_participants(stored))};
}

store::NewEntry withdrawn(const RecognitionId& id, std::string topic, std::vector<std::uint64_t> redacts) {
    store::NewEntry entry{.topic = std::move(topic), .redacts = std::move(redacts)};
    entry.body.mutable_recognition_withdrawn()->set_recognition_id(id.text());
    return entry;
}

store::NewEntry shown_again(const Stored& stored, std::string topic, std::vector<std::uint64_t> redacts) {
    return {.topic = std::move(topic), .body = shown(for_wall(stored)), .redacts = std::move(redacts)};
}

store::NewEntry changed(const v1::Recognition& recognition, std::string topic, std::vector<std::uint64_t> redacts) {
    store::NewEntry entry{.topic = std::move(topic), .redacts = std::move(redacts)};
    *entry.body.mutable_recognition_changed()->mutable_recognition() = recognition;
    return entry;
}

store::NewEntry again(const Stored& stored, const std::string& topic, std::vector<std::uint64_t> redacts) {
    if (people::is_screens(topic)) return shown_again(stored, topic, std::move(redacts));
    if (!people::is_persons(topic)) return changed(for_colleagues(stored), topic, std::move(redacts));
    // Of what everyone may see its giver's topic holds the page's own card.
    const bool is_for_everyone = stored.visibility == v1::VISIBILITY_EVERYONE && stored.state == State::kLiving;
    const bool is_givers = is_for_everyone && topic == topic_of(stored.giver.id);
    const auto seen = is_givers ? for_who_takes_part(stored) : for_participants(stored);
    return changed(seen, topic, std::move(redacts));
}

}  // namespace koebel::recognition
