#include "access/rights.hpp"
#include "leaderboard/standings.hpp"
#include "people/organisation.hpp"
#include "people/visible_to.hpp"
#include "recognition/projection.hpp"
#include "recognition/repository.hpp"
#include "recognition/writing.hpp"

#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

namespace koebel::recognition {
namespace {

/// What taking back decides on.
struct OwnRow {
    State state;
    Instant given_at;
    Credits credits_total;

    static OwnRow from(const store::Row& row) {
        return {static_cast<State>(row.integer(0)), row.get<Instant>(1), row.get<Credits>(2)};
    }
};

constexpr auto kOwnText =
    "SELECT r.state, r.given_at, r.credits_total FROM recognition r"
    " WHERE r.id = $2 AND r.giver_id = $1 AND " +
    people::visible_to("$1");
constexpr store::Sql kOwn{"recognition.own", kOwnText};

constexpr auto kVisibleText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id = $2 AND " + people::visible_to("$1");
constexpr store::Sql kVisible{"recognition.visible", kVisibleText};

constexpr auto kNamingText = "SELECT " + kStoredColumns +
                             " FROM recognition r WHERE r.given_at >= $2 AND r.visibility <> 3 AND " +
                             people::visible_to("$1") +
                             " AND r.state = 0 AND (r.giver_id = $1 OR (r.team_id IS NULL AND r.id IN"
                             " (SELECT named.recognition_id FROM recognition_recipient named"
                             " WHERE named.person_id = $1))) ORDER BY r.position";
constexpr store::Sql kNaming{"recognition.naming", kNamingText};

constexpr store::Sql kTakeBack{
    "recognition.take_back",
    "UPDATE recognition SET state = 1, message = '', customer_moment = '', changed_at = $2 WHERE id = $1"
};
constexpr store::Sql kHide{"recognition.hide", "UPDATE recognition SET state = 2, changed_at = $2 WHERE id = $1"};
constexpr store::Sql kHiding{
    "recognition.hiding",
    "INSERT INTO recognition_hiding (recognition_id, curator_id, reason, hidden_at) VALUES ($1, $2, $3, $4)"
};
constexpr store::Sql kThanked{
    "recognition.thanked", "SELECT person_id FROM recognition_recipient WHERE recognition_id = $1 ORDER BY ordinal"
};

// Writes travel with the next read, and the store waits for their answers only so long: what reaches far
// back goes in pieces, in the same transaction.
constexpr store::Sql kPace{"recognition.reproject_pace", "SELECT 1"};
constexpr std::size_t kPiece = 100;  // log entries

bool is_persons(std::string_view topic) {
    return topic.starts_with("person:");
}
bool is_screens(std::string_view topic) {
    return topic.starts_with(kWallTopic) || topic == kLobbyTopic;
}

/// Whether screens that still show `before` show more than `after` allows.
bool shows_too_much(const people::Person& before, const people::Person& after) {
    const auto shown = people::card_for_wall(before);
    const auto allowed = people::card_for_wall(after);
    const auto grown = [](const std::string& from, const std::string& to) { return to.starts_with(from); };
    return !grown(shown.id(), allowed.id()) || !grown(shown.name(), allowed.name()) ||
           !grown(shown.photo_path(), allowed.photo_path()) || !grown(shown.job_title(), allowed.job_title());
}

bool feed_differs(const people::Person& before, const people::Person& after) {
    return people::card_for_feed(before).SerializeAsString() != people::card_for_feed(after).SerializeAsString();
}

/// The first entry of a job carries its index updates.
store::NewEntry carrying(std::string& index_updates, store::NewEntry entry) {
    entry.index_updates = std::exchange(index_updates, {});
    return entry;
}

std::unexpected<Error> not_found() {
    return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
}

}  // namespace

Result<v1::TakeBackResponse> Repository::take_back(
    store::Transaction& tx, const rpc::Caller& caller, const RecognitionId& id
) const {
    const auto [rights, own, positions, organisation, allowance] = tx.read(
        access::rights_query(caller),
        store::query<OwnRow>(kOwn, caller.person, id),
        positions_of({id}),
        people::organisation(),
        allowance_row(caller.person)
    );
    if (auto allowed = access::require(rights, {v1::ROLE_EMPLOYEE}); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (own.empty() || organisation.empty()) return not_found();
    const auto& recognition = own.front();
    if (auto may = may_take_back(recognition.state, recognition.given_at, tx.now(), settings_); !may) {
        return std::unexpected(may.error());
    }

    const auto counted = leaderboard::counted(tx, id);
    tx.run(kTakeBack, id, tx.now());
    auto index_updates = counted ? leaderboard::discount(tx, *counted) : std::string{};
    std::uint64_t first = 0;
    for (const auto& [topic, redacted] : by_topic(positions)) {
        const auto position = tx.append(carrying(index_updates, withdrawn(id, topic, redacted)));
        if (first == 0) first = position;
        forget_positions(tx, redacted);
    }

    const Bucket bucket{organisation.front().allowance_weekly, organisation.front().allowance_cap};
    const auto week = organisation.front().zone.week(tx.now());
    const auto before = first_of(allowance);
    const auto left = returned(left_now(before, bucket, week), recognition.credits_total, bucket);
    if (recognition.credits_total > Credits{0}) write_allowance(tx, caller.person, written(before, left, week));

    v1::TakeBackResponse response;
    response.set_allowance_left(static_cast<std::uint32_t>(left.count()));
    response.set_position(first);
    return response;
}

Result<v1::HideResponse> Repository::hide(
    store::Transaction& tx, const rpc::Caller& caller, const RecognitionId& id, const std::string& reason
) const {
    auto [rights, rows, positions, thanked] = tx.read(
        access::rights_query(caller),
        store::query<StoredRow>(kVisible, caller.person, id),
        positions_of({id}),
        store::query<PersonId>(kThanked, id)
    );
    if (auto allowed = access::require(rights, {v1::ROLE_CURATOR}); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (rows.empty() || rows.front().state == State::kHidden) return not_found();
    auto recognition = std::move(complete(tx, std::move(rows)).front());
    recognition.state = State::kHidden;

    const auto counted = leaderboard::counted(tx, id);
    tx.run(kHide, id, tx.now());
    auto index_updates = counted ? leaderboard::discount(tx, *counted) : std::string{};
    tx.run(kHiding, id, caller.person, reason, tx.now());
    v1::HideResponse response;
    const auto topics = by_topic(positions);
    for (const auto& [topic, redacted] : topics) {
        if (is_persons(topic)) continue;
        const auto position = tx.append(carrying(index_updates, withdrawn(id, topic, redacted)));
        if (response.position() == 0) response.set_position(position);
        forget_positions(tx, redacted);
    }
    // The giver and the people thanked keep the words, and see that others do not.
    auto participants = std::move(thanked);
    participants.push_back(recognition.giver.id);
    for (const auto& person : participants) {
        auto entry = carrying(index_updates, changed(for_participants(recognition), topic_of(person), {}));
        const auto position = append_words(tx, id, std::move(entry));
        if (response.position() == 0) response.set_position(position);
    }
    return response;
}

void Repository::reproject(store::Transaction& tx, const people::Person& before, const people::Person& after) const {
    const bool feed = feed_differs(before, after);
    const bool screens = shows_too_much(before, after);
    if (!feed && !screens) return;

    const auto recognitions = complete(tx, tx.rows<StoredRow>(kNaming, after.id, tx.now() - settings_.log_kept));
    std::vector<RecognitionId> ids;
    ids.reserve(recognitions.size());
    for (const auto& recognition : recognitions) ids.push_back(recognition.id);
    std::map<RecognitionId, std::vector<PositionRow>> positions;
    auto [rows] = tx.read(positions_of(ids));
    for (auto& row : rows) positions[row.recognition].push_back(std::move(row));

    std::size_t appended = 0;
    const auto write_again = [&](bool on_screens) {
        for (const auto& recognition : recognitions) {
            for (const auto& [topic, redacted] : by_topic(positions[recognition.id])) {
                if (is_persons(topic) || topic == kLobbyTopic || is_screens(topic) != on_screens) continue;
                forget_positions(tx, redacted);
                if (on_screens) {
                    tx.append(withdrawn(recognition.id, topic, redacted));
                } else {
                    append_words(tx, recognition.id, changed(for_colleagues(recognition), topic, redacted));
                }
                if (++appended % kPiece == 0) std::ignore = tx.row<std::int64_t>(kPace);
            }
        }
    };
    // Visitors see the screens: they come first.
    if (screens) write_again(true);
    if (feed) write_again(false);
}

}  // namespace koebel::recognition
