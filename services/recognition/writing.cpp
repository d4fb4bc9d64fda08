#include "recognition/writing.hpp"

#include "recognition/projection.hpp"

#include <utility>

namespace koebel::recognition {
namespace {

constexpr store::Sql kAllowance{
    "recognition.allowance", "SELECT credits_left, week FROM allowance WHERE person_id = $1"
};
constexpr store::Sql kWriteAllowance{
    "recognition.write_allowance",
    "INSERT INTO allowance (person_id, credits_left, week) VALUES ($1, $2, $3)"
    " ON CONFLICT (person_id) DO UPDATE SET credits_left = excluded.credits_left, week = excluded.week"
};
constexpr store::Sql kPositions{
    "recognition.positions",
    "SELECT recognition_id, position, topic FROM recognition_position WHERE recognition_id IN @list($1)"
    " ORDER BY position"
};
constexpr store::Sql kAddPosition{
    "recognition.add_position", "INSERT INTO recognition_position (position, recognition_id, topic) VALUES ($1, $2, $3)"
};
constexpr store::Sql kForgetPosition{
    "recognition.forget_position", "DELETE FROM recognition_position WHERE position = $1"
};

constexpr store::Sql kTold{
    "recognition.told",
    "SELECT person_id FROM recognition_recipient WHERE recognition_id = $1 AND withheld = 0 ORDER BY ordinal"
};

}  // namespace

AllowanceRow AllowanceRow::from(const store::Row& row) {
    return {{.left = row.get<Credits>(0), .week = row.integer(1)}};
}

store::Query<AllowanceRow> allowance_row(const PersonId& person) {
    return store::query<AllowanceRow>(kAllowance, person);
}

std::optional<Allowance> first_of(const std::vector<AllowanceRow>& rows) {
    if (rows.empty()) return std::nullopt;
    return rows.front().allowance;
}

void write_allowance(store::Transaction& tx, const PersonId& person, const Allowance& allowance) {
    tx.run(kWriteAllowance, person, allowance.left, allowance.week);
    store::NewEntry entry{.topic = topic_of(person)};
    entry.body.mutable_allowance_changed()->set_left(static_cast<std::uint32_t>(allowance.left.count()));
    tx.append(std::move(entry));
}

PositionRow PositionRow::from(const store::Row& row) {
    return {
        .recognition = row.get<RecognitionId>(0),
        .position = row.get<std::uint64_t>(1),
        .topic = row.text(2),
    };
}

store::Query<PositionRow> positions_of(const std::vector<RecognitionId>& recognitions) {
    return store::query<PositionRow>(kPositions, recognitions);
}

std::uint64_t append_words(store::Transaction& tx, const RecognitionId& id, store::NewEntry entry) {
    const auto topic = entry.topic;
    const auto position = tx.append(std::move(entry));
    tx.run(kAddPosition, position, id, topic);
    return position;
}

store::NewEntry carrying(std::string& index_updates, store::NewEntry entry) {
    entry.index_updates = std::exchange(index_updates, {});
    return entry;
}

void forget_positions(store::Transaction& tx, const std::vector<std::uint64_t>& positions) {
    for (const auto position : positions) tx.run(kForgetPosition, position);
}

store::Query<PersonId> told_of(const RecognitionId& recognition) {
    return store::query<PersonId>(kTold, recognition);
}

bool is_persons(std::string_view topic) {
    return topic.starts_with("person:");
}
bool is_screens(std::string_view topic) {
    return topic.starts_with(kWallTopic) || topic == kLobbyTopic;
}

std::map<std::string, std::vector<std::uint64_t>> by_topic(const std::vector<PositionRow>& rows) {
    std::map<std::string, std::vector<std::uint64_t>> topics;
    for (const auto& row : rows) topics[row.topic].push_back(row.position);
    return topics;
}

}  // namespace koebel::recognition
