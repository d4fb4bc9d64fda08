#include "screen/missed.hpp"

#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "recognition/projection.hpp"
#include "screen/pin.hpp"
#include "screen/state.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
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
// The same the other way round: what $1 is told of.
constexpr store::Sql kMissedBy{
    "screen.missed_by",
    "SELECT s.id, s.name, s.place, s.missed_since FROM screen s LEFT JOIN person owner ON owner.id = s.owner_id"
    " AND owner.active = 1 WHERE s.missed_since IS NOT NULL AND s.revoked_at IS NULL AND (owner.id = $1 OR"
    " (owner.id IS NULL AND EXISTS (SELECT 1 FROM person_role given JOIN person p ON p.id = given.person_id"
    " WHERE given.person_id = $1 AND given.role = 5 AND p.active = 1))) ORDER BY s.folded, s.id"
};
static_assert(v1::ROLE_ADMIN == 5);

/// A look that is later than this was nobody's: no node ran.
constexpr std::chrono::minutes kLate{2};

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
std::optional<Instant> last_sign(const Screen& screen, const std::map<ScreenId, Instant>& reports) {
    const auto report = reports.find(screen.id);
    if (report == reports.end()) return screen.last_seen_at;
    return std::max(report->second, screen.last_seen_at.value_or(Instant{}));
}

}  // namespace

void look_for_missed(store::Transaction& tx, const Settings& settings) {
    const auto [all, organisations] = tx.read(screens(), people::organisation());
    if (organisations.empty()) return;
    const auto reports = last_reports(tx);
    const auto since = tx.now() - settings.missed;
    for (const auto& screen : all) {
        if (screen.revoked || screen.missed_since) continue;
        const auto sign = last_sign(screen, reports);
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
    using Missed = std::tuple<ScreenId, std::string, std::string, Instant>;
    for (const auto& [id, name, place, since] : reader.rows<Missed>(kMissedBy, viewer)) {
        auto& missed = *response.add_screens();
        missed.set_screen_id(id.text());
        missed.set_name(name);
        missed.set_place(place);
        *missed.mutable_last_seen_at() = to_timestamp(since);
    }
    return response;
}

void keep_fleet(store::Schedule& schedule, const Settings& settings) {
    const auto again_since = std::make_shared<std::optional<Instant>>();
    const auto look = [settings, again_since](store::Transaction& tx, const store::Due& due) {
        // While no node ran, no screen could give a sign: each has its time from here on.
        if (tx.now() - due.due_at > kLate) *again_since = tx.now();
        const bool has_time = *again_since && tx.now() - **again_since < settings.missed;
        if (!has_time) look_for_missed(tx, settings);
    };
    schedule.repeat("screen.missed", store::Rule{"every 1"}, look);
    schedule.repeat("screen.forget", store::Rule{"daily 03:40"}, [settings](store::Transaction& tx, const store::Due&) {
        forget_shown(tx, settings);
        forget_pins(tx, settings);
    });
}

}  // namespace koebel::screen
