#include "screen/listing.hpp"

#include "base/timestamp.hpp"
#include "people/person.hpp"
#include "recognition/pages.hpp"
#include "screen/pin.hpp"
#include "screen/repository.hpp"
#include "screen/state.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace koebel::screen {

namespace {

using People = std::map<PersonId, people::Person>;

People people_of(store::Reader& reader, const std::vector<Screen>& screens) {
    std::set<PersonId> ids;
    for (const auto& screen : screens) {
        for (const auto& person : {screen.owner, screen.added_by}) {
            if (!person.empty()) ids.insert(person);
        }
    }
    People found;
    const auto [people] = reader.read(people::people_by_id({ids.begin(), ids.end()}));
    for (const auto& person : people) found.emplace(person.id, person);
    return found;
}

using Shown = std::map<std::string, v1::WallRecognition>;

/// What is on their pictures, as far as it may be on screens now.
Shown shown_on(store::Reader& reader, const std::map<ScreenId, Reported>& states) {
    std::vector<RecognitionId> ids;
    for (const auto& [screen, reported] : states) {
        for (const auto& id : reported.state.recognition_ids()) ids.emplace_back(id);
    }
    Shown shown;
    for (auto& one : recognition::list_wall_of(reader, ids)) shown.emplace(one.id(), std::move(one));
    return shown;
}

void add_state(v1::Screen& message, const Reported& reported, const Shown& shown, const std::vector<v1::Pin>& pins) {
    *message.mutable_state() = reported.state;
    *message.mutable_reported_at() = to_timestamp(reported.at);
    for (const auto& id : reported.state.recognition_ids()) {
        if (const auto one = shown.find(id); one != shown.end()) *message.add_showing() = one->second;
    }
    const auto pin = std::ranges::find(pins, reported.state.pin_id(), &v1::Pin::id);
    if (pin != pins.end()) *message.mutable_pin() = *pin;
}

v1::Screen to_message(const Screen& screen, const Filter& filter, const People& people) {
    v1::Screen message;
    *message.mutable_settings() = to_settings(screen, filter);
    *message.mutable_added_at() = to_timestamp(screen.added_at);
    if (screen.last_seen_at) *message.mutable_last_seen_at() = to_timestamp(*screen.last_seen_at);
    message.set_revoked(screen.revoked);
    if (screen.missed_since) *message.mutable_missed_since() = to_timestamp(*screen.missed_since);
    const auto owner = people.find(screen.owner);
    if (owner != people.end() && owner->second.active) *message.mutable_owner() = people::card_in_full(owner->second);
    const auto added_by = people.find(screen.added_by);
    if (added_by != people.end()) *message.mutable_added_by() = people::card_in_full(added_by->second);
    return message;
}

}  // namespace

v1::ListScreensResponse list(store::Reader& reader, const PersonId& viewer) {
    const auto [all, news] = reader.read(screens(), news_for(viewer));
    auto shown = filters(reader);
    const auto people = people_of(reader, all);
    const auto states = reported(reader);
    const auto on_pictures = shown_on(reader, states);
    const auto pins = pins_anywhere(reader);
    v1::ListScreensResponse response;
    for (const auto& screen : all) {
        auto& message = *response.add_screens();
        message = to_message(screen, shown[screen.id], people);
        const auto state = states.find(screen.id);
        if (!screen.revoked && state != states.end()) add_state(message, state->second, on_pictures, pins);
        message.set_is_new(!screen.revoked && std::ranges::find(news, screen.id) != news.end());
    }
    return response;
}

v1::Screen listed(store::Reader& reader, const Screen& screen, const Filter& filter) {
    return to_message(screen, filter, people_of(reader, {screen}));
}

}  // namespace koebel::screen
