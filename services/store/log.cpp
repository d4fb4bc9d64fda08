#include "store/log.hpp"

#include "store/store.hpp"

#include <charconv>

namespace koebel::store {
namespace {

constexpr Sql kHead{
    "store.log_head",
    "SELECT h.epoch, COALESCE(l.position, 0), COALESCE(l.id, '')"
    " FROM history h LEFT JOIN log l ON l.position = (SELECT max(position) FROM log) WHERE h.id = 1",
};
constexpr Sql kAfter{
    "store.log_after",
    "SELECT position, id, topic, seq, type, payload, redacts, index_updates, at"
    " FROM log WHERE position > $1 ORDER BY position LIMIT $2",
};
constexpr Sql kTopicAfter{
    "store.topic_after",
    "SELECT position, id, topic, seq, type, payload, redacts, index_updates, at"
    " FROM log WHERE topic = $1 AND seq > $2 ORDER BY seq LIMIT $3",
};
constexpr Sql kLogEpoch{"store.epoch", "SELECT epoch FROM history WHERE id = 1"};
constexpr Sql kTopicHeads{"store.topic_heads", "SELECT name, head FROM topic WHERE name IN @list($1)"};
constexpr Sql kKeptFrom{"store.kept_from", "SELECT kept_from FROM topic WHERE name = $1"};

struct EntryRow {
    LogEntry entry;
    static EntryRow from(const Row& row) {
        return {{
            .position = row.get<std::uint64_t>(0),
            .id = row.text(1),
            .topic = row.text(2),
            .seq = row.get<std::uint64_t>(3),
            .type = row.text(4),
            .payload = row.text(5),
            .redacts = positions_from(row.text(6)),
            .index_updates = row.text(7),
            .at = row.get<Instant>(8),
        }};
    }
};

std::vector<LogEntry> entries(std::vector<EntryRow> rows) {
    std::vector<LogEntry> all;
    all.reserve(rows.size());
    for (auto& row : rows) all.push_back(std::move(row.entry));
    return all;
}

}  // namespace

std::string to_text(const std::vector<std::uint64_t>& positions) {
    std::string text = "[";
    for (const auto position : positions) {
        if (text.size() > 1) text += ',';
        text += std::to_string(position);
    }
    return text += ']';
}

std::vector<std::uint64_t> positions_from(std::string_view text) {
    std::vector<std::uint64_t> positions;
    const char* const end = text.data() + text.size();
    for (const char* at = text.data(); at != end;) {
        std::uint64_t position = 0;
        const auto [next, error] = std::from_chars(at, end, position);
        if (error == std::errc{}) positions.push_back(position);
        at = error == std::errc{} ? next : at + 1;
    }
    return positions;
}

LogHead log_head(Reader& reader) {
    const auto row = reader.row<std::tuple<std::string, std::uint64_t, std::string>>(kHead);
    if (!row) throw Fault("store.log_head: the history row is missing");
    return {.epoch = std::get<0>(*row), .position = std::get<1>(*row), .id = std::get<2>(*row)};
}

std::vector<LogEntry> log_after(Reader& reader, std::uint64_t position, std::size_t limit) {
    return entries(reader.rows<EntryRow>(kAfter, position, limit));
}

std::vector<LogEntry> topic_after(Reader& reader, std::string_view topic, std::uint64_t seq, std::size_t limit) {
    return entries(reader.rows<EntryRow>(kTopicAfter, topic, seq, limit));
}

std::uint64_t topic_kept_from(Reader& reader, std::string_view topic) {
    return reader.row<std::uint64_t>(kKeptFrom, topic).value_or(1);
}

v1::Snapshot snapshot(Reader& reader, std::span<const std::string> topics) {
    const std::vector<std::string> names(topics.begin(), topics.end());
    const auto [epochs, heads] =
        reader.read(query<std::string>(kLogEpoch), query<std::tuple<std::string, std::uint64_t>>(kTopicHeads, names));
    v1::Snapshot snapshot;
    snapshot.set_epoch(epochs.at(0));
    std::map<std::string_view, std::uint64_t> known;
    for (const auto& [name, seq] : heads) known.emplace(name, seq);
    for (const auto& topic : topics) {
        const auto found = known.find(topic);
        auto* head = snapshot.add_heads();
        head->set_topic(topic);
        head->set_seq(found == known.end() ? 0 : found->second);
    }
    return snapshot;
}

}  // namespace koebel::store
