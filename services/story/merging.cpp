#include "story/merging.hpp"

#include "inbox/notices.hpp"
#include "story/nominating.hpp"
#include "story/telling.hpp"

#include <koebel/v1/inbox.pb.h>
#include <koebel/v1/nomination.pb.h>

#include <string>
#include <tuple>
#include <vector>

namespace koebel::story {
namespace {

// In these $1 is who stays, $2 who goes.
constexpr store::Sql kMergeNominator{
    "story.merge_nominator", "UPDATE nomination SET nominator_id = $1 WHERE nominator_id = $2"
};
constexpr store::Sql kMergeNominatedOnce{
    "story.merge_nominated_once",
    "DELETE FROM nomination_person WHERE person_id = $2 AND EXISTS (SELECT 1 FROM nomination_person too WHERE"
    " too.nomination_id = nomination_person.nomination_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeNominated{
    "story.merge_nominated", "UPDATE nomination_person SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeSeenByOne{
    "story.merge_seen_by_one",
    "UPDATE nomination_witness SET reason = (SELECT too.reason FROM nomination_witness too WHERE too.nomination_id ="
    " nomination_witness.nomination_id AND too.person_id = $2) WHERE person_id = $1 AND reason = '' AND EXISTS (SELECT "
    "1"
    " FROM nomination_witness too WHERE too.nomination_id = nomination_witness.nomination_id AND too.person_id = $2)"
};
constexpr store::Sql kMergeAskedOnce{
    "story.merge_asked_once",
    "DELETE FROM nomination_witness WHERE person_id = $2 AND EXISTS (SELECT 1 FROM nomination_witness too WHERE"
    " too.nomination_id = nomination_witness.nomination_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeAsked{
    "story.merge_asked", "UPDATE nomination_witness SET person_id = $1 WHERE person_id = $2"
};
// In these $1 is who stays.
constexpr store::Sql kMergeAsksItself{
    "story.merge_asks_itself",
    "DELETE FROM nomination_witness WHERE person_id = $1 AND nomination_id IN (SELECT n.id FROM nomination n WHERE"
    " n.nominator_id = $1 UNION SELECT nominee.nomination_id FROM nomination_person nominee WHERE nominee.person_id ="
    " $1)"
};
constexpr store::Sql kMergeNominatesItself{
    "story.merge_nominates_itself",
    "DELETE FROM nomination_person WHERE person_id = $1 AND of_team = 0 AND nomination_id IN (SELECT n.id FROM "
    "nomination n WHERE"
    " n.nominator_id = $1 AND n.kind <> 4)"
};
static_assert(v1::NOMINATION_KIND_LESSON_LEARNT == 4);
constexpr store::Sql kMergeAskedNoMore{
    "story.merge_asked_no_more",
    "SELECT i.nomination_id FROM inbox_notice i WHERE i.person_id = $1 AND i.kind = 9 AND NOT EXISTS (SELECT 1 FROM"
    " nomination_witness asked WHERE asked.nomination_id = i.nomination_id AND asked.person_id = $1)"
};
static_assert(v1::INBOX_KIND_WITNESS_ASKED == 9);
constexpr store::Sql kMergeAboutNobody{
    "story.merge_about_nobody",
    "SELECT n.id, n.show_id FROM nomination n WHERE n.nominator_id = $1 AND n.team_id IS NULL AND NOT EXISTS (SELECT 1"
    " FROM nomination_person nominee WHERE nominee.nomination_id = n.id) ORDER BY n.id"
};

}  // namespace

void merge(store::Transaction& tx, const people::Merge& merge) {
    for (const auto* sql :
         {&kMergeNominator, &kMergeNominatedOnce, &kMergeNominated, &kMergeSeenByOne, &kMergeAskedOnce, &kMergeAsked}) {
        tx.run(*sql, merge.stays, merge.goes);
    }
    tx.run(kMergeNominatesItself, merge.stays);
    tx.run(kMergeAsksItself, merge.stays);
    for (const auto& id : tx.rows<std::string>(kMergeAskedNoMore, merge.stays)) {
        inbox::forget_notice_of(tx, id, v1::INBOX_KIND_WITNESS_ASKED, merge.stays);
    }
    for (const auto& [id, show] : tx.rows<std::tuple<NominationId, show::ShowId>>(kMergeAboutNobody, merge.stays)) {
        tell_changed(tx, id, show, merge.stays);
        forget_nomination(tx, id);
    }
}

}  // namespace koebel::story
