#include "screen/missed.hpp"

#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "recognition/projection.hpp"
#include "screen/state.hpp"

#include <algorithm>
#include <utility>

namespace koebel::screen {

namespace {

constexpr store::Sql kMiss{"screen.miss", "UPDATE screen SET missed_since = $2 WHERE id = $1"};
constexpr store::Sql kSeen{"screen.seen", "UPDATE screen SET missed_since = NULL WHERE id = $1"};

// Who is told of the screen $1. The role is that of administrators.
constexpr store::Sql kLooksAfter{
    "screen.looks_after",
    "SELECT p.id FROM screen s JOIN person p ON p.active = 1 AND p.id = s.owner_id WHERE s.id = $1 UNION SELECT p.id"
    " FROM person p JOIN person_role given ON given.person_id = p.id AND given.role = 5 WHERE p.active = 1 AND NOT"
    " EXISTS (SELECT 1 FROM screen s JOIN person owner ON owner.id = s.owner_id AND owner.active = 1 WHERE s.id = $1)"
};
static_assert(v1::ROLE_ADMIN == 5);

void tell_who_looks_after(store::Transaction& tx, const ScreenId& screen) {
    for (const auto& person : tx.rows<PersonId>(kLooksAfter, screen)) {
        store::NewEntry entry{.topic = recognition::topic_of(person), .body = {}};
        entry.body.mutable_screens_missed();
        tx.append(std::move(entry));
    }
}

/// Whether it should have given a sign ever since `since`.
bool was_awake(const Screen& screen, const Zone& organisation, Instant since, Instant now) {
    if (!screen.manner.hours) return true;
    const auto zone = screen.time_zone.empty() ? organisation : Zone{screen.time_zone};
    const auto& hours = *screen.manner.hours;
    return hours.contain(zone, since) && hours.contain(zone, now);
}

/// A report, or a use of its session; none: it never hung yet.
std::optional<Instant> last_sign(const Screen& screen, const std::map<ScreenId, Reported>& states) {
    const auto state = states.find(screen.id);
    if (state == states.end()) return screen.last_seen_at;
    return std::max(state->second.at, screen.last_seen_at.value_or(Instant{}));
}

}  // namespace

void look_for_missed(store::Transaction& tx, const Settings& settings) {
    const auto [all, organisations] = tx.read(screens(), people::organisation());
    if (organisations.empty()) return;
    const auto states = reported(tx);
    const auto since = tx.now() - settings.missed;
    for (const auto& screen : all) {
        if (screen.revoked || screen.missed_since) continue;
        const auto sign = last_sign(screen, states);
        if (!sign || *sign > since || !was_awake(screen, organisations.front().zone, since, tx.now())) continue;
        tx.run(kMiss, screen.id, *sign);
        tell_who_looks_after(tx, screen.id);
    }
}

void seen_again(store::Transaction& tx, const Screen& screen) {
    tx.run(kSeen, screen.id);
    tell_who_looks_after(tx, screen.id);
}

v1::ListMissedScreensResponse missed_screens(store::Reader& reader, const PersonId& viewer) {
    v1::ListMissedScreensResponse response;
    const auto [all] = reader.read(screens());
    for (const auto& screen : all) {
        if (screen.revoked || !screen.missed_since) continue;
        const auto told = reader.rows<PersonId>(kLooksAfter, screen.id);
        if (std::ranges::find(told, viewer) == told.end()) continue;
        auto& missed = *response.add_screens();
        missed.set_screen_id(screen.id.text());
        missed.set_name(screen.name);
        missed.set_place(screen.place);
        *missed.mutable_last_seen_at() = to_timestamp(*screen.missed_since);
    }
    return response;
}

void keep_fleet(store::Schedule& schedule, const Settings& settings) {
    schedule.repeat("screen.missed", store::Rule{"every 1"}, [settings](store::Transaction& tx, const store::Due&) {
        look_for_missed(tx, settings);
    });
    schedule.repeat(
        "screen.forget_shown",
        store::Rule{"daily 03:40"},
        [settings](store::Transaction& tx, const store::Due&) { forget_shown(tx, settings); }
    );
}

}  // namespace koebel::screen
