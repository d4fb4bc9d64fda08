#include "store/job_transaction.hpp"

#include "store/json.hpp"
#include "store/log.hpp"

#include <google/protobuf/descriptor.h>

namespace koebel::store {
namespace {

constexpr Sql kNewestAt{"store.newest_at", "SELECT at FROM log WHERE position = (SELECT max(position) FROM log)"};
constexpr Sql kRaiseTopic{
    "store.raise_topic",
    "INSERT INTO topic (name, head, kept_from) VALUES ($1, 1, 1)"
    " ON CONFLICT (name) DO UPDATE SET head = topic.head + 1",
};
constexpr Sql kAppend{
    "store.append",
    "INSERT INTO log (position, id, topic, seq, type, payload, redacts, index_updates, at)"
    " VALUES ($1, $2, $3, $9, $4, $5, $6, $7, $8)",
};
// Not known yet, and not worth a round trip: the row that was just raised has it.
constexpr Sql kAppendRaised{
    "store.append_raised",
    "INSERT INTO log (position, id, topic, seq, type, payload, redacts, index_updates, at)"
    " VALUES ($1, $2, $3, (SELECT head FROM topic WHERE name = $3), $4, $5, $6, $7, $8)",
};
constexpr Sql kSetTopicHead{"store.set_topic_head", "UPDATE topic SET head = $2 WHERE name = $1"};
// Not by RETURNING: SQLite makes a temporary table for it, each time.
constexpr Sql kTopicHead{"store.topic_head", "SELECT head FROM topic WHERE name = $1"};
constexpr Sql kRedactEntry{"store.redact", "UPDATE log SET payload = '' WHERE position = $1"};
constexpr Sql kSchedule{
    "store.schedule",
    "INSERT INTO schedule (key, due_at, rule) VALUES ($1, $2, $3)"
    " ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at, rule = excluded.rule",
};
constexpr Sql kUnschedule{"store.unschedule", "DELETE FROM schedule WHERE key = $1"};

/// The name of the body's field that is set.
std::string type_of(const v1::EventBody& body) {
    const auto* oneof = v1::EventBody::descriptor()->FindOneofByName("body");
    const auto* field = body.GetReflection()->GetOneofFieldDescriptor(body, oneof);
    if (field == nullptr) throw std::logic_error("an event without a body was appended");
    return field->name();
}

}  // namespace

Instant ConnectionReader::now() const {
    if (!now_) {
        now_ = clock_.now();
        connection_.queue(Bound{&kNewestAt, {}}, [this](const Row& row) {
            now_ = std::max(*now_, row.get<Instant>(0));
        });
        connection_.flush();
    }
    return *now_;
}

template <class Work>
void JobTransaction::noting_fault(Work work) {
    try {
        work();
    } catch (const Fault&) {
        if (!fault_) fault_ = std::current_exception();
        throw;
    }
}

void JobTransaction::fetch(std::span<const Bound> queries, const std::function<void(std::size_t, const Row&)>& each) {
    noting_fault([&] { fetch_all(parts_.connection, queries, each); });
}

void JobTransaction::execute(Bound statement) {
    has_written_ = true;
    noting_fault([&] { parts_.connection.queue(statement); });
}

std::int64_t JobTransaction::execute_counted(Bound statement) {
    std::int64_t changed = 0;
    has_written_ = true;
    noting_fault([&] {
        parts_.connection.queue(statement, {}, &changed);
        parts_.connection.flush();
    });
    return changed;
}

std::uint64_t JobTransaction::append(NewEntry entry) {
    auto& added = appended_.emplace_back(LogEntry{
        .position = ++position_,
        .id = random_mark(),
        .topic = std::move(entry.topic),
        .type = type_of(entry.body),
        .payload = to_json(entry.body),
        .redacts = std::move(entry.redacts),
        .index_updates = std::move(entry.index_updates),
        .at = parts_.now,
    });
    has_written_ = true;
    noting_fault([&] {
        auto& connection = parts_.connection;
        const auto known = known_head(added.topic);
        if (known) {
            added.seq = *known + 1;
            behind_.insert(added.topic);
        } else {
            connection.queue(bound_to(kRaiseTopic, added.topic));
        }
        auto insert = bound_to(
            known ? kAppend : kAppendRaised,
            added.position,
            added.id,
            added.topic,
            added.type,
            added.payload,
            to_text(added.redacts),
            added.index_updates,
            added.at
        );
        if (known) insert.arguments.push_back(to_value(added.seq));
        connection.queue(insert);
        if (!known) {
            connection.queue(bound_to(kTopicHead, added.topic), [&added](const Row& row) {
                added.seq = row.get<std::uint64_t>(0);
            });
        }
        if (added.seq > 0) heads_.insert_or_assign(added.topic, added.seq);
        for (const auto position : added.redacts) connection.queue(bound_to(kRedactEntry, position));
        parts_.receipts.redact(added.redacts);
    });
    return added.position;
}

std::optional<std::uint64_t> JobTransaction::known_head(const std::string& topic) const {
    if (const auto own = heads_.find(topic); own != heads_.end()) return own->second;
    if (const auto batch = parts_.head.topics.find(topic); batch != parts_.head.topics.end()) return batch->second;
    return std::nullopt;
}

void JobTransaction::schedule(std::string_view key, Instant due_at, std::string_view rule) {
    execute(bound_to(kSchedule, key, due_at, rule));
}

void JobTransaction::unschedule(std::string_view key) {
    execute(bound_to(kUnschedule, key));
}

void JobTransaction::keep(std::vector<LogEntry>& entries) {
    for (auto& added : appended_) {
        for (const auto position : added.redacts) {
            for (auto& earlier : entries) {
                if (earlier.position == position) earlier.payload.clear();
            }
        }
        parts_.head.topics.insert_or_assign(added.topic, added.seq);
        entries.push_back(std::move(added));
    }
    parts_.head.position = position_;
    parts_.head.at = std::max(parts_.head.at, parts_.now);
    parts_.head.behind.merge(behind_);
}

void write_topic_heads(Connection& connection, const BatchHead& head) {
    for (const auto& topic : head.behind) connection.queue(bound_to(kSetTopicHead, topic, head.topics.at(topic)));
}

}  // namespace koebel::store
