#include "inbox/news.hpp"

#include "people/away.hpp"
#include "people/topics.hpp"
#include "people/visible_to.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::inbox {
namespace {

constexpr store::Sql kInsertItem{
    "inbox.insert_item",
    "INSERT INTO inbox_item (person_id, position, kind, recognition_id, remark_id, actor_id, at, note)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person_id, position) DO NOTHING"
};
constexpr store::Sql kWhoHasRecognition{
    "inbox.who_has_recognition", "SELECT DISTINCT person_id FROM inbox_item WHERE recognition_id = $1"
};
constexpr store::Sql kWhoHasRemark{
    "inbox.who_has_remark", "SELECT DISTINCT person_id FROM inbox_item WHERE remark_id = $1"
};
constexpr store::Sql kForgetRecognition{"inbox.forget_recognition", "DELETE FROM inbox_item WHERE recognition_id = $1"};
constexpr store::Sql kForgetRemark{"inbox.forget_remark", "DELETE FROM inbox_item WHERE remark_id = $1"};
constexpr store::Sql kForgetAddedItem{
    "inbox.forget_added", "DELETE FROM inbox_item WHERE recognition_id = $1 AND person_id = $2 AND kind = 6"
};
constexpr store::Sql kReadPosition{"inbox.read_position", "SELECT read_position FROM inbox_read WHERE person_id = $1"};

// Said to somebody, read is read, in whichever of the two lists.
constexpr auto kUnreadText =
    "SELECT p.id, (SELECT COUNT(*) FROM (SELECT 1 FROM inbox_item i JOIN recognition r ON r.id = i.recognition_id"
    " LEFT JOIN remark m ON m.id = i.remark_id WHERE i.person_id = p.id AND i.position >"
    " COALESCE((SELECT n.read_position FROM inbox_read n WHERE n.person_id = p.id), 0)"
    " AND (i.remark_id IS NULL OR i.kind = 7 OR m.state = 0) AND " +
    people::visible_to("p.id") +
    " LIMIT 99) news),"
    " (SELECT COUNT(*) FROM (SELECT 1 FROM recognition_recipient mine JOIN recognition r ON r.id = mine.recognition_id"
    " WHERE mine.person_id = p.id AND mine.position > COALESCE((SELECT n.read_position FROM inbox_read n"
    " WHERE n.person_id = p.id), 0) AND mine.position > COALESCE((SELECT s.read_position FROM said_to_me s"
    " WHERE s.person_id = p.id), 0) AND " +
    people::visible_to("p.id") +
    " LIMIT 99) said),"
    " (SELECT COUNT(*) FROM (SELECT 1 FROM inbox_notice i LEFT JOIN nomination n ON n.id = i.nomination_id"
    " WHERE i.person_id = p.id AND i.position > COALESCE((SELECT seen.read_position FROM inbox_read seen"
    " WHERE seen.person_id = p.id), 0) AND (i.stage_subject_id <> '' OR (n.id IS NOT NULL AND " +
    people::nomination_visible_to("p.id") + ")) LIMIT 99) notices) FROM person p WHERE p.id IN @list($1) AND " +
    people::kIsHere;
constexpr store::Sql kUnread{"inbox.unread", kUnreadText};

// In these $1 is who stays, $2 who goes.
constexpr store::Sql kHandOver{
    "inbox.hand_over",
    "INSERT INTO inbox_item (person_id, position, kind, recognition_id, remark_id, actor_id, at, note)"
    " SELECT $1, position, kind, recognition_id, remark_id, actor_id, at, note FROM inbox_item WHERE person_id = $2"
    " ON CONFLICT (person_id, position) DO NOTHING"
};
constexpr store::Sql kHandOverRest{"inbox.hand_over_rest", "DELETE FROM inbox_item WHERE person_id = $2 AND $1 <> $2"};
constexpr store::Sql kOwnNews{"inbox.own_news", "DELETE FROM inbox_item WHERE person_id = $1 AND actor_id = $1"};
constexpr store::Sql kHandOverActor{"inbox.hand_over_actor", "UPDATE inbox_item SET actor_id = $1 WHERE actor_id = $2"};
constexpr store::Sql kHandOverNotices{
    "inbox.hand_over_notices",
    "INSERT INTO inbox_notice (person_id, position, kind, nomination_id, actor_id, at, note, stage_subject_id)"
    " SELECT $1, position, kind, nomination_id, actor_id, at, note, stage_subject_id FROM inbox_notice"
    " WHERE person_id = $2"
    " ON CONFLICT (person_id, position) DO NOTHING"
};
constexpr store::Sql kHandOverRestOfNotices{
    "inbox.hand_over_rest_of_notices", "DELETE FROM inbox_notice WHERE person_id = $2 AND $1 <> $2"
};
constexpr store::Sql kHandOverNotifier{
    "inbox.hand_over_notifier", "UPDATE inbox_notice SET actor_id = $1 WHERE actor_id = $2"
};
constexpr store::Sql kOwnNotices{
    "inbox.own_notices", "DELETE FROM inbox_notice WHERE person_id = $1 AND actor_id = $1"
};
constexpr store::Sql kForgetRead{"inbox.forget_read", "DELETE FROM inbox_read WHERE person_id = $1"};

}  // namespace

void tell(store::Transaction& tx, const News& news, const std::vector<PersonId>& people) {
    if (people.empty()) return;
    const auto remark = news.remark.empty() ? std::nullopt : std::optional{news.remark};
    for (const auto& person : people) {
        tx.run(
            kInsertItem,
            person,
            news.position,
            static_cast<int>(news.kind),
            news.recognition,
            remark,
            news.actor,
            tx.now(),
            news.note
        );
    }
    tell_unread_now(tx, people);
}

void forget_recognition(store::Transaction& tx, const RecognitionId& recognition) {
    const auto people = tx.rows<PersonId>(kWhoHasRecognition, recognition);
    tx.run(kForgetRecognition, recognition);
    tell_unread_now(tx, people);
}

void forget_remark(store::Transaction& tx, const std::string& remark) {
    const auto people = tx.rows<PersonId>(kWhoHasRemark, remark);
    tx.run(kForgetRemark, remark);
    tell_unread_now(tx, people);
}

void forget_added(store::Transaction& tx, const RecognitionId& recognition, const PersonId& person) {
    tx.run(kForgetAddedItem, recognition, person);
    tell_unread_now(tx, {person});
}

std::map<PersonId, std::uint32_t> unread_of(store::Reader& reader, const std::vector<PersonId>& people) {
    using Counted = std::tuple<PersonId, std::uint32_t, std::uint32_t, std::uint32_t>;
    std::map<PersonId, std::uint32_t> unread;
    for (const auto& [person, news, said, notices] : reader.rows<Counted>(kUnread, people)) {
        unread[person] = std::min(news + said + notices, kMostUnread);
    }
    return unread;
}

store::Query<std::uint64_t> read_position_of(const PersonId& person) {
    return store::query<std::uint64_t>(kReadPosition, person);
}

void hand_over(store::Transaction& tx, const PersonId& stays, const PersonId& goes) {
    tx.run(kHandOver, stays, goes);
    tx.run(kHandOverRest, stays, goes);
    tx.run(kHandOverActor, stays, goes);
    tx.run(kOwnNews, stays);
    tx.run(kHandOverNotices, stays, goes);
    tx.run(kHandOverRestOfNotices, stays, goes);
    tx.run(kHandOverNotifier, stays, goes);
    tx.run(kOwnNotices, stays);
    tx.run(kForgetRead, goes);
}

void tell_unread_now(store::Transaction& tx, const std::vector<PersonId>& people) {
    if (people.empty()) return;
    const auto unread = unread_of(tx, people);
    for (const auto& person : people) {
        const auto count = unread.find(person);
        tell_unread(tx, person, count == unread.end() ? 0 : count->second, 0);
    }
}

void tell_unread(store::Transaction& tx, const PersonId& person, std::uint32_t unread, std::uint64_t read_position) {
    store::NewEntry entry{.topic = people::topic_of(person)};
    entry.body.mutable_inbox_changed()->set_unread(unread);
    entry.body.mutable_inbox_changed()->set_read_position(read_position);
    tx.append(std::move(entry));
}

}  // namespace koebel::inbox
