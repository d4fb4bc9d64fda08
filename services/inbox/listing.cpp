#include "inbox/listing.hpp"

#include "access/rights.hpp"
#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "inbox/news.hpp"
#include "people/person.hpp"
#include "people/topics.hpp"
#include "people/visible_to.hpp"
#include "store/paging.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace koebel::inbox {
namespace {

constexpr std::size_t kExcerpt = 140;  // code points

// Why something was hidden is said, not what.
constexpr auto kNewsText =
    "SELECT i.position, i.kind, i.at, i.actor_id, r.id, r.message, i.remark_id,"
    " CASE WHEN i.kind = 7 THEN i.note ELSE COALESCE(m.text, '') END, COALESCE(m.credits_each, 0),"
    " (SELECT v.value_id FROM recognition_value v WHERE v.recognition_id = r.id AND v.ordinal = 0),"
    " CASE WHEN i.kind = 6 OR ((r.visibility <> 1 OR r.state = 2) AND (r.giver_id = $1 OR EXISTS (SELECT 1"
    " FROM recognition_recipient own WHERE own.recognition_id = r.id AND own.person_id = $1))) THEN 1 ELSE 0 END"
    " FROM inbox_item i JOIN recognition r ON r.id = i.recognition_id LEFT JOIN remark m ON m.id = i.remark_id"
    " WHERE i.person_id = $1 AND i.position < $2 AND (i.remark_id IS NULL OR i.kind = 7 OR m.state = 0) AND " +
    people::visible_to("$1") + " ORDER BY i.position DESC LIMIT $3";
constexpr store::Sql kNews{"inbox.news", kNewsText};

constexpr auto kSaidText =
    "SELECT mine.position, 1, COALESCE(mine.arrived_at, r.given_at), r.giver_id, r.id, r.message, NULL, '', "
    "r.credits_each,"
    " (SELECT v.value_id FROM recognition_value v WHERE v.recognition_id = r.id AND v.ordinal = 0), 1"
    " FROM recognition_recipient mine JOIN recognition r ON r.id = mine.recognition_id"
    " WHERE mine.person_id = $1 AND mine.position < $2 AND " +
    people::visible_to("$1") + " ORDER BY mine.position DESC LIMIT $3";
constexpr store::Sql kSaid{"inbox.said", kSaidText};

constexpr auto kNoticesText =
    "SELECT i.position, i.kind, i.at, i.actor_id, i.nomination_id, i.note, i.stage_subject_id FROM inbox_notice i"
    " LEFT JOIN nomination n ON n.id = i.nomination_id WHERE i.person_id = $1 AND i.position < $2"
    " AND (i.stage_subject_id <> '' OR (n.id IS NOT NULL AND " +
    people::nomination_visible_to("$1") + ")) ORDER BY i.position DESC LIMIT $3";
constexpr store::Sql kNotices{"inbox.notices", kNoticesText};

constexpr store::Sql kMarkRead{
    "inbox.mark_read",
    "INSERT INTO inbox_read (person_id, read_position) VALUES ($1, $2)"
    " ON CONFLICT (person_id) DO UPDATE SET read_position = excluded.read_position"
};

struct ItemRow {
    std::uint64_t position = 0;
    v1::InboxKind kind = v1::INBOX_KIND_UNSPECIFIED;
    Instant at;
    PersonId actor;
    RecognitionId recognition;
    std::string message;
    std::string remark;
    std::string text;
    std::uint32_t credits_each = 0;
    std::string value;
    bool in_full = false;       ///< to whom it concerns its actor is nobody without a name
    std::string nomination;     ///< its id; empty: it is about something else
    std::string stage_subject;  ///< as nomination

    static ItemRow from(const store::Row& row) {
        return {
            .position = row.get<std::uint64_t>(0),
            .kind = static_cast<v1::InboxKind>(row.integer(1)),
            .at = row.get<Instant>(2),
            .actor = row.get<PersonId>(3),
            .recognition = row.get<RecognitionId>(4),
            .message = row.text(5),
            .remark = row.text(6),
            .text = row.text(7),
            .credits_each = row.get<std::uint32_t>(8),
            .value = row.text(9),
            .in_full = row.get<bool>(10),
        };
    }
};

/// The same of a notice.
struct NoticeRow {
    ItemRow item;

    static NoticeRow from(const store::Row& row) {
        return {
            {.position = row.get<std::uint64_t>(0),
             .kind = static_cast<v1::InboxKind>(row.integer(1)),
             .at = row.get<Instant>(2),
             .actor = row.get<PersonId>(3),
             .text = row.text(5),
             .in_full = true,
             .nomination = row.text(4),
             .stage_subject = row.text(6)}
        };
    }
};

v1::InboxItem to_message(const ItemRow& row, const std::vector<people::Person>& people) {
    v1::InboxItem item;
    item.set_position(row.position);
    item.set_kind(row.kind);
    *item.mutable_at() = to_timestamp(row.at);
    const auto actor = std::ranges::find(people, row.actor, &people::Person::id);
    if (actor != people.end()) {
        *item.mutable_actor() = row.in_full ? people::card_in_full(*actor) : people::card_for_feed(*actor);
    }
    item.set_recognition_id(row.recognition.text());
    item.set_recognition_excerpt(std::string{first_code_points(row.message, kExcerpt)});
    item.set_remark_id(row.remark);
    item.set_text(row.text);
    item.set_credits_each(row.credits_each);
    item.set_value_id(row.value);
    item.set_nomination_id(row.nomination);
    item.set_stage_subject_id(row.stage_subject);
    return item;
}

}  // namespace

v1::ListInboxResponse list(store::Reader& reader, const PersonId& person, Page page) {
    const auto before = store::below(page.before);
    auto [rows, said, notices, read] = reader.read(
        store::query<ItemRow>(kNews, person, before, page.size + 1),
        store::query<ItemRow>(kSaid, person, before, page.size + 1),
        store::query<NoticeRow>(kNotices, person, before, page.size + 1),
        read_position_of(person)
    );
    std::ranges::move(said, std::back_inserter(rows));
    for (auto& notice : notices) rows.push_back(std::move(notice.item));
    std::ranges::sort(rows, std::greater{}, &ItemRow::position);
    v1::ListInboxResponse response;
    response.set_more(store::cut(rows, page.size));

    std::set<PersonId> actors;
    for (const auto& row : rows) actors.insert(row.actor);
    const auto [people] = reader.read(people::people_by_id({actors.begin(), actors.end()}));
    for (const auto& row : rows) *response.add_items() = to_message(row, people);
    response.set_read_position(read.empty() ? 0 : read.front());
    const auto unread = unread_of(reader, {person});
    response.set_unread(unread.empty() ? 0 : unread.begin()->second);
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(person)});
    return response;
}

Result<v1::MarkInboxReadResponse> mark_read(
    store::Transaction& tx, const rpc::Caller& caller, std::uint64_t read_position
) {
    const auto [rights, rows] = tx.read(access::rights_query(caller), read_position_of(caller.person));
    if (auto allowed = access::require(rights, {v1::ROLE_EMPLOYEE}); !allowed) {
        return std::unexpected(allowed.error());
    }
    const auto before = rows.empty() ? 0 : rows.front();
    const auto after = std::max(before, std::min(read_position, tx.next_position() - 1));
    if (after > before) tx.run(kMarkRead, caller.person, after);
    const auto unread = unread_of(tx, {caller.person});
    v1::MarkInboxReadResponse response;
    response.set_read_position(after);
    response.set_unread(unread.empty() ? 0 : unread.begin()->second);
    if (after > before) tell_unread(tx, caller.person, response.unread(), after);
    return response;
}

}  // namespace koebel::inbox
