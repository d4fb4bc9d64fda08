#include "conversation/entries.hpp"

#include "people/topics.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kCounts{
    "conversation.counts",
    "SELECT COALESCE(SUM(CASE WHEN m.kind = 1 THEN 1 ELSE 0 END), 0),"
    " COALESCE(SUM(CASE WHEN m.kind = 2 THEN 1 ELSE 0 END), 0)"
    " FROM remark m WHERE m.recognition_id = $1 AND m.state = 0"
};
constexpr store::Sql kPositionsOfRemark{
    "conversation.positions_of_remark",
    "SELECT topic, position FROM remark_position WHERE remark_id = $1 ORDER BY position"
};
constexpr store::Sql kPositionsOfAll{
    "conversation.positions_of_all",
    "SELECT remark_id, topic, position FROM remark_position WHERE remark_id IN @list($1) ORDER BY position"
};
constexpr store::Sql kCountsOfEach{
    "conversation.counts_of_each",
    "SELECT m.recognition_id, SUM(CASE WHEN m.kind = 1 THEN 1 ELSE 0 END), SUM(CASE WHEN m.kind = 2 THEN 1 ELSE 0 END)"
    " FROM remark m WHERE m.recognition_id IN @list($1) AND m.state = 0 GROUP BY m.recognition_id"
};
constexpr store::Sql kPositionsOnRecognition{
    "conversation.positions_on_recognition",
    "SELECT topic, position FROM remark_position WHERE recognition_id = $1 ORDER BY position"
};
constexpr store::Sql kAddRemarkPosition{
    "conversation.add_position",
    "INSERT INTO remark_position (position, remark_id, recognition_id, topic) VALUES ($1, $2, $3, $4)"
};
constexpr store::Sql kForgetRemarkPosition{
    "conversation.forget_position", "DELETE FROM remark_position WHERE position = $1"
};

PositionsByTopic by_topic(const std::vector<std::tuple<std::string, std::uint64_t>>& rows) {
    PositionsByTopic topics;
    for (const auto& [topic, position] : rows) topics[topic].push_back(position);
    return topics;
}

std::vector<std::uint64_t> taken(PositionsByTopic& before, const std::string& topic) {
    auto found = before.extract(topic);
    return found.empty() ? std::vector<std::uint64_t>{} : std::move(found.mapped());
}

}  // namespace

Counts Counts::from(const store::Row& row) {
    return {.comments = row.get<std::uint32_t>(0), .boosts = row.get<std::uint32_t>(1)};
}

store::Query<Counts> counts_of(const RecognitionId& recognition) {
    return store::query<Counts>(kCounts, recognition);
}

PositionsByTopic positions_of(store::Reader& reader, const RemarkId& remark) {
    return by_topic(reader.rows<std::tuple<std::string, std::uint64_t>>(kPositionsOfRemark, remark));
}

std::map<RemarkId, PositionsByTopic> positions_of_all(store::Reader& reader, const std::vector<RemarkId>& remarks) {
    using Row = std::tuple<RemarkId, std::string, std::uint64_t>;
    std::map<RemarkId, PositionsByTopic> positions;
    for (const auto& [remark, topic, position] : reader.rows<Row>(kPositionsOfAll, remarks)) {
        positions[remark][topic].push_back(position);
    }
    return positions;
}

std::map<RecognitionId, Counts> counts_of_all(store::Reader& reader, const std::vector<RecognitionId>& recognitions) {
    using Row = std::tuple<RecognitionId, std::uint32_t, std::uint32_t>;
    std::map<RecognitionId, Counts> counts;
    for (const auto& [id, comments, boosts] : reader.rows<Row>(kCountsOfEach, recognitions)) {
        counts[id] = {.comments = comments, .boosts = boosts};
    }
    return counts;
}

PositionsByTopic positions_on(store::Reader& reader, const RecognitionId& recognition) {
    return by_topic(reader.rows<std::tuple<std::string, std::uint64_t>>(kPositionsOnRecognition, recognition));
}

std::uint64_t announce(
    store::Transaction& tx,
    const Remark& remark,
    const Audience& audience,
    const Counts& counts,
    std::string_view language,
    PositionsByTopic before,
    Where where
) {
    std::vector<store::NewEntry> entries;
    const auto add = [&](store::NewEntry entry) {
        entry.redacts = taken(before, entry.topic);
        entries.push_back(std::move(entry));
    };
    for (const auto& topic : audience.pages()) {
        store::NewEntry entry{.topic = topic};
        auto& posted = *entry.body.mutable_remark_posted();
        const bool in_full = audience.is_private() && people::is_persons(topic);
        *posted.mutable_remark() = in_full ? for_participants(remark) : for_colleagues(remark);
        posted.set_comment_count(counts.comments);
        posted.set_boost_count(counts.boosts);
        add(std::move(entry));
    }
    const bool to_screens = where == Where::kEverywhere || remark.kind == v1::REMARK_KIND_BOOST;
    for (const auto& topic : to_screens ? audience.screens() : std::vector<std::string>{}) {
        store::NewEntry entry{.topic = topic};
        auto& shown = *entry.body.mutable_boost_shown();
        shown.set_recognition_id(remark.recognition.text());
        if (remark.kind == v1::REMARK_KIND_BOOST) *shown.mutable_boost() = for_wall(remark, language);
        shown.set_comment_count(counts.comments);
        shown.set_boost_count(counts.boosts);
        add(std::move(entry));
    }
    // Where it stood before and is not told any more, its words go too.
    auto& redacts = entries.front().redacts;
    for (const auto& [topic, positions] : before) std::ranges::copy(positions, std::back_inserter(redacts));
    std::uint64_t first = 0;
    for (auto& entry : entries) {
        forget_positions(tx, entry.redacts);
        const auto position = append_words(tx, remark.id, remark.recognition, std::move(entry));
        if (first == 0) first = position;
    }
    return first;
}

std::uint64_t withdraw(
    store::Transaction& tx,
    const RemarkId& remark,
    const RecognitionId& recognition,
    std::vector<std::string> topics,
    const Counts& counts,
    PositionsByTopic before
) {
    std::uint64_t first = 0;
    for (const auto& [topic, positions] : before) topics.push_back(topic);
    std::set<std::string> told;
    for (const auto& topic : topics) {
        if (!told.insert(topic).second) continue;
        store::NewEntry entry{.topic = topic, .redacts = taken(before, topic)};
        auto& removed = *entry.body.mutable_remark_removed();
        removed.set_remark_id(remark.text());
        removed.set_recognition_id(recognition.text());
        removed.set_comment_count(counts.comments);
        removed.set_boost_count(counts.boosts);
        forget_positions(tx, entry.redacts);
        const auto position = tx.append(std::move(entry));
        if (first == 0) first = position;
    }
    return first;
}

std::uint64_t append_words(
    store::Transaction& tx, const RemarkId& remark, const RecognitionId& recognition, store::NewEntry entry
) {
    const auto topic = entry.topic;
    const auto position = tx.append(std::move(entry));
    tx.run(kAddRemarkPosition, position, remark, recognition, topic);
    return position;
}

void forget_positions(store::Transaction& tx, const std::vector<std::uint64_t>& positions) {
    for (const auto position : positions) tx.run(kForgetRemarkPosition, position);
}

}  // namespace koebel::conversation
