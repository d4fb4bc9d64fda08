#include "store/continuity.hpp"

namespace koebel::store {
namespace {

constexpr Sql kLength{"store.log_length", "SELECT count(*) FROM log"};
constexpr Sql kFirstGap{
    "store.first_gap",
    "SELECT min(here.position) + 1 FROM log AS here"
    " WHERE here.position < (SELECT max(position) FROM log)"
    " AND NOT EXISTS (SELECT 1 FROM log AS following WHERE following.position = here.position + 1)",
};
constexpr Sql kBackwards{
    "store.backwards",
    "SELECT min(later.position) FROM log AS earlier JOIN log AS later ON later.position = earlier.position + 1"
    " WHERE later.at < earlier.at",
};
/// A topic whose entries are not exactly those from kept_from to its head.
constexpr Sql kTopicGap{
    "store.topic_gap",
    "SELECT topic.name FROM topic LEFT JOIN log ON log.topic = topic.name"
    " GROUP BY topic.name, topic.head, topic.kept_from"
    " HAVING count(log.seq) <> topic.head - topic.kept_from + 1"
    " OR COALESCE(max(log.seq), topic.head) <> topic.head"
    " OR COALESCE(min(log.seq), topic.kept_from) <> topic.kept_from"
    " ORDER BY topic.name LIMIT 1",
};
constexpr Sql kNoTopic{
    "store.no_topic",
    "SELECT min(position) FROM log WHERE topic NOT IN (SELECT name FROM topic)",
};

using Position = std::optional<std::uint64_t>;

}  // namespace

std::optional<std::string> find_gap(Reader& reader) {
    const auto [gaps, backwards, topics, strangers] = reader.read(
        query<Position>(kFirstGap),
        query<Position>(kBackwards),
        query<std::string>(kTopicGap),
        query<Position>(kNoTopic)
    );
    if (const auto& at = gaps.at(0)) return "the log has no entry at position " + std::to_string(*at);
    if (const auto& at = backwards.at(0)) return "the moments of the log run back at position " + std::to_string(*at);
    if (!topics.empty()) return "the topic " + topics.front() + " has a gap, or entries beyond its head";
    if (const auto& at = strangers.at(0)) return "position " + std::to_string(*at) + " is of a topic that is not known";
    return std::nullopt;
}

std::uint64_t log_length(Reader& reader) {
    return reader.row<std::uint64_t>(kLength).value_or(0);
}

}  // namespace koebel::store
