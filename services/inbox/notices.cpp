#include "inbox/notices.hpp"

#include "inbox/news.hpp"

namespace koebel::inbox {
namespace {

constexpr store::Sql kInsertNotice{
    "inbox.insert_notice",
    "INSERT INTO inbox_notice (person_id, position, kind, nomination_id, actor_id, at, note, stage_subject_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person_id, position) DO NOTHING"
};
// $2: of which kind; 0: of all.
constexpr store::Sql kWhoHasNotice{
    "inbox.who_has_notice",
    "SELECT DISTINCT person_id FROM inbox_notice WHERE nomination_id = $1 AND ($2 = 0 OR kind = $2)"
};
constexpr store::Sql kForgetNotices{
    "inbox.forget_notices", "DELETE FROM inbox_notice WHERE nomination_id = $1 AND ($2 = 0 OR kind = $2)"
};

constexpr store::Sql kForgetNoticeOf{
    "inbox.forget_notice_of", "DELETE FROM inbox_notice WHERE nomination_id = $1 AND kind = $2 AND person_id = $3"
};

// $2: of whom; empty: of all. Of one person what they are asked goes, not what they were told of others.
constexpr store::Sql kWhoHasStageNotice{
    "inbox.who_has_stage_notice",
    "SELECT DISTINCT person_id FROM inbox_notice WHERE stage_subject_id = $1 AND ($2 = '' OR (person_id = $2"
    " AND kind IN (13, 15)))"
};
constexpr store::Sql kForgetStageNotices{
    "inbox.forget_stage_notices",
    "DELETE FROM inbox_notice WHERE stage_subject_id = $1 AND ($2 = '' OR (person_id = $2 AND kind IN (13, 15)))"
};
static_assert(v1::INBOX_KIND_STAGE_ASKED == 13 && v1::INBOX_KIND_STAGE_CHANGED == 15);
constexpr store::Sql kWhoHasRefusal{
    "inbox.who_has_refusal",
    "SELECT DISTINCT person_id FROM inbox_notice WHERE stage_subject_id = $1 AND kind = 14 AND actor_id = $2"
};
constexpr store::Sql kForgetRefusal{
    "inbox.forget_refusal", "DELETE FROM inbox_notice WHERE stage_subject_id = $1 AND kind = 14 AND actor_id = $2"
};
static_assert(v1::INBOX_KIND_STAGE_REFUSED == 14);

}  // namespace

void notify(store::Transaction& tx, const Notice& notice, const std::vector<PersonId>& people) {
    const auto kind = static_cast<int>(notice.kind);
    for (const auto& person : people) {
        tx.run(
            kInsertNotice,
            person,
            notice.position,
            kind,
            notice.nomination,
            notice.actor,
            tx.now(),
            notice.note,
            notice.stage_subject
        );
    }
    tell_unread_now(tx, people);
}

void forget_notices(store::Transaction& tx, const std::string& nomination) {
    forget_notices(tx, nomination, v1::INBOX_KIND_UNSPECIFIED);
}

void forget_notices(store::Transaction& tx, const std::string& nomination, v1::InboxKind kind) {
    const auto people = tx.rows<PersonId>(kWhoHasNotice, nomination, static_cast<int>(kind));
    if (people.empty()) return;
    tx.run(kForgetNotices, nomination, static_cast<int>(kind));
    tell_unread_now(tx, people);
}

void forget_notice_of(
    store::Transaction& tx, const std::string& nomination, v1::InboxKind kind, const PersonId& person
) {
    tx.run(kForgetNoticeOf, nomination, static_cast<int>(kind), person);
    tell_unread_now(tx, {person});
}

void forget_stage_notices(store::Transaction& tx, const std::string& subject) {
    forget_stage_question(tx, subject, {});
}

void forget_stage_question(store::Transaction& tx, const std::string& subject, const PersonId& person) {
    const auto people = tx.rows<PersonId>(kWhoHasStageNotice, subject, person);
    if (people.empty()) return;
    tx.run(kForgetStageNotices, subject, person);
    tell_unread_now(tx, people);
}

void forget_stage_refusal(store::Transaction& tx, const std::string& subject, const PersonId& actor) {
    const auto people = tx.rows<PersonId>(kWhoHasRefusal, subject, actor);
    if (people.empty()) return;
    tx.run(kForgetRefusal, subject, actor);
    tell_unread_now(tx, people);
}

}  // namespace koebel::inbox
