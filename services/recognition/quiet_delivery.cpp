#include "recognition/quiet_delivery.hpp"

#include "access/rights.hpp"
#include "people/organisation.hpp"
#include "recognition/projection.hpp"
#include "recognition/quiet_rule.hpp"
#include "recognition/said_to_me.hpp"
#include "recognition/stored.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr store::Sql kWantsItQuietly{"recognition.wants_it_quietly", "SELECT quiet_delivery FROM person WHERE id = $1"};
constexpr store::Sql kWhoWantItQuietly{
    "recognition.who_want_it_quietly",
    "SELECT p.id FROM person p WHERE p.quiet_delivery = 1 AND (p.id IN @list($1) OR EXISTS (SELECT 1 FROM membership m"
    " WHERE m.person_id = p.id AND m.team_id = $2))"
};
constexpr store::Sql kWantItQuietly{
    "recognition.want_it_quietly", "UPDATE person SET quiet_delivery = $2 WHERE id = $1 AND quiet_delivery <> $2"
};

// What waits is little: a cross join keeps SQLite from walking otherwise. $2: for one person, or for everybody.
constexpr store::Sql kArriving{
    "recognition.arriving",
    "SELECT waits.recognition_id, waits.person_id FROM recognition_recipient waits CROSS JOIN recognition r"
    " CROSS JOIN person p WHERE waits.withheld = 2 AND r.id = waits.recognition_id AND p.id = waits.person_id"
    " AND r.state = 0 AND (r.given_at < $1 OR p.quiet_delivery = 0) AND ($2 = '' OR waits.person_id = $2)"
    " ORDER BY r.position, waits.person_id LIMIT $3"
};
constexpr auto kArrivingInFullText = "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id IN @list($2)";
constexpr store::Sql kArrivingInFull{"recognition.arriving_in_full", kArrivingInFullText};
constexpr store::Sql kArrive{
    "recognition.arrive",
    "UPDATE recognition_recipient SET withheld = 0, position = $3, arrived_at = $4 WHERE recognition_id = $1"
    " AND person_id = $2"
};
constexpr store::Sql kNeverArrive{
    "recognition.never_arrive",
    "UPDATE recognition_recipient SET withheld = 1 WHERE withheld = 2 AND EXISTS (SELECT 1 FROM recognition r"
    " WHERE r.id = recognition_recipient.recognition_id AND r.state IN (1, 2))"
};

constexpr std::int64_t kAtOnce = 500;  // arrivals in a transaction
// Writes travel with the next read, and the store waits for their answers only so long.
constexpr store::Sql kArrivalPace{"recognition.arrival_pace", "SELECT 1"};
constexpr std::size_t kArrivalPiece = 100;

constexpr auto kMonday = "recognition.monday";
constexpr auto kMoreOfMonday = "recognition.monday.more";

using Arrival = std::tuple<RecognitionId, PersonId>;

std::map<RecognitionId, Stored> in_full(store::Reader& reader, const std::vector<Arrival>& arrivals) {
    std::set<RecognitionId> ids;
    for (const auto& [recognition, person] : arrivals) ids.insert(recognition);
    std::map<RecognitionId, Stored> recognitions;
    auto rows = reader.rows<StoredRow>(kArrivingInFull, "", std::vector<RecognitionId>{ids.begin(), ids.end()});
    for (auto& one : complete(reader, std::move(rows))) {
        const auto id = one.id;
        recognitions.emplace(id, std::move(one));
    }
    return recognitions;
}

/// For one person: nobody, for everybody.
bool let_arrive_for(store::Transaction& tx, const PersonId& person) {
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty()) return false;
    const auto due = latest_arrival(tx.now(), organisations.front().zone);
    tx.run(kNeverArrive);
    const auto arrivals = tx.rows<Arrival>(kArriving, due, person, kAtOnce);
    const auto recognitions = in_full(tx, arrivals);
    std::size_t arrived = 0;
    for (const auto& [id, thanked] : arrivals) {
        const auto position = tx.next_position();
        append_words(tx, id, arrived_at(recognitions.at(id), thanked, position));
        tx.run(kArrive, id, thanked, position, tx.now());
        if (++arrived % kArrivalPiece == 0) std::ignore = tx.row<std::int64_t>(kArrivalPace);
    }
    return std::ssize(arrivals) == kAtOnce;
}

}  // namespace

store::Query<std::int64_t> wants_it_quietly(const PersonId& person) {
    return store::query<std::int64_t>(kWantsItQuietly, person);
}

store::Query<PersonId> who_want_it_quietly(const std::vector<PersonId>& people, const std::optional<TeamId>& team) {
    return store::query<PersonId>(kWhoWantItQuietly, people, team.value_or(TeamId{}));
}

Result<v1::SetQuietDeliveryResponse> set_quiet_delivery(store::Transaction& tx, const rpc::Caller& caller, bool quiet) {
    if (auto may = access::authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    v1::SetQuietDeliveryResponse response;
    response.set_quiet(quiet);
    if (tx.change(kWantItQuietly, caller.person, quiet) == 0) return response;
    if (!quiet && let_arrive_for(tx, caller.person)) tx.schedule(kMoreOfMonday, tx.now());
    // Open pages learn by it that the choice is another one.
    const auto [read] = tx.read(read_position_of(caller.person));
    const auto read_position = read.empty() ? 0 : read.front();
    tell_read(tx, caller.person, read_position, unread_after(tx, caller.person, read_position));
    return response;
}

bool let_arrive(store::Transaction& tx) {
    return let_arrive_for(tx, PersonId{});
}

void keep_mondays(store::Schedule& schedule) {
    const auto arrive = [](store::Transaction& tx, const store::Due& due) {
        // Its own key: the one that repeats stays as it is planned.
        if (!let_arrive(tx)) return;
        tx.schedule(kMoreOfMonday, std::max(tx.now(), due.due_at + std::chrono::microseconds{1}));
    };
    schedule.on(kMoreOfMonday, arrive);
    schedule.repeat(kMonday, store::Rule{"every 15"}, arrive);
}

}  // namespace koebel::recognition
