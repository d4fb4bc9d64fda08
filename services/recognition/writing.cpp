#include "recognition/writing.hpp"

#include "conversation/entries.hpp"
#include "people/mentions.hpp"
#include "people/organisation.hpp"
#include "recognition/projection.hpp"

#include <algorithm>
#include <iterator>
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

constexpr store::Sql kInsertMention{
    "recognition.insert_mention",
    "INSERT INTO recognition_mention (recognition_id, field, start, length, person_id) VALUES ($1, $2, $3, $4, $5)"
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

void give_back(store::Transaction& tx, const PersonId& person, Credits credits) {
    if (credits <= Credits{0}) return;
    const auto [organisations, allowance] = tx.read(people::organisation(), allowance_row(person));
    if (organisations.empty()) return;
    const auto& organisation = organisations.front();
    const Bucket bucket{organisation.allowance_weekly, organisation.allowance_cap};
    const auto week = organisation.zone.week(tx.now());
    const auto before = first_of(allowance);
    const auto left = returned(left_now(before, bucket, week), credits, bucket);
    write_allowance(tx, person, written(before, left, week));
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

std::string words_of(const Stored& recognition) {
    auto words = recognition.message + '\n' + recognition.customer_moment;
    if (recognition.picture) words += '\n' + recognition.picture->alternative_text;
    return words;
}

void write_mention(store::Transaction& tx, const RecognitionId& id, const people::Mention& mention) {
    tx.run(kInsertMention, id, static_cast<int>(mention.field), mention.start, mention.length, mention.person);
}

std::vector<people::Mention> find_names(store::Reader& reader, const Stored& recognition) {
    const people::NamesInWords message{recognition.message};
    const people::NamesInWords customer_moment{recognition.customer_moment};
    const auto [known] = reader.read(people::names_in({&message, &customer_moment}));
    auto participants = recognition.recipients;
    participants.push_back(recognition.giver);
    auto found = message.find(people::Field::kMessage, known, participants);
    std::ranges::move(
        customer_moment.find(people::Field::kCustomerMoment, known, participants), std::back_inserter(found)
    );
    return found;
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

std::map<std::string, std::vector<std::uint64_t>> by_topic(const std::vector<PositionRow>& rows) {
    std::map<std::string, std::vector<std::uint64_t>> topics;
    for (const auto& row : rows) topics[row.topic].push_back(row.position);
    return topics;
}

std::map<std::string, std::vector<std::uint64_t>> all_words_by_topic(
    store::Reader& reader, const RecognitionId& id, const std::vector<PositionRow>& rows
) {
    auto topics = by_topic(rows);
    for (const auto& [topic, around] : conversation::positions_on(reader, id)) {
        std::ranges::copy(around, std::back_inserter(topics[topic]));
    }
    return topics;
}

void forget_words(store::Transaction& tx, const std::vector<std::uint64_t>& positions) {
    forget_positions(tx, positions);
    conversation::forget_positions(tx, positions);
}

}  // namespace koebel::recognition
