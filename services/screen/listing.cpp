#include "screen/listing.hpp"

#include "base/timestamp.hpp"
#include "people/person.hpp"
#include "screen/repository.hpp"

#include <algorithm>
#include <map>
#include <set>

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

v1::Screen to_message(const Screen& screen, const Filter& filter, const People& people) {
    v1::Screen message;
    *message.mutable_settings() = to_settings(screen, filter);
    *message.mutable_added_at() = to_timestamp(screen.added_at);
    if (screen.last_seen_at) *message.mutable_last_seen_at() = to_timestamp(*screen.last_seen_at);
    message.set_revoked(screen.revoked);
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
    v1::ListScreensResponse response;
    for (const auto& screen : all) {
        auto& message = *response.add_screens();
        message = to_message(screen, shown[screen.id], people);
        message.set_is_new(!screen.revoked && std::ranges::find(news, screen.id) != news.end());
    }
    return response;
}

v1::Screen listed(store::Reader& reader, const Screen& screen, const Filter& filter) {
    return to_message(screen, filter, people_of(reader, {screen}));
}

}  // namespace koebel::screen
