#include "studio/following.hpp"

#include "store/transaction.hpp"

#include <koebel/v1/stage.pb.h>

namespace koebel::studio {
namespace {

// In these $1 is who stays, $2 who goes.
constexpr store::Sql kMergeStoryPersonOnce{
    "studio.merge_story_person_once",
    "DELETE FROM story_person WHERE person_id = $2 AND EXISTS (SELECT 1 FROM story_person too WHERE too.story_id ="
    " story_person.story_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeStoryPerson{
    "studio.merge_story_person", "UPDATE story_person SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergePicturedOnce{
    "studio.merge_pictured_once",
    "DELETE FROM story_picture_person WHERE person_id = $2 AND EXISTS (SELECT 1 FROM story_picture_person too"
    " WHERE too.story_id = story_picture_person.story_id AND too.picture_id = story_picture_person.picture_id"
    " AND too.person_id = $1)"
};
constexpr store::Sql kMergePictured{
    "studio.merge_pictured", "UPDATE story_picture_person SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeChangedBy{
    "studio.merge_changed_by", "UPDATE story SET changed_by = $1 WHERE changed_by = $2"
};
constexpr store::Sql kMergeVersions{"studio.merge_versions", "UPDATE story_version SET by_id = $1 WHERE by_id = $2"};
constexpr store::Sql kMergeWriters{"studio.merge_writers", "DELETE FROM story_writer WHERE person_id IN ($1, $2)"};
constexpr store::Sql kMergeHost{"studio.merge_host", "UPDATE segment SET host_id = $1 WHERE host_id = $2"};
constexpr store::Sql kMergeThankedOnce{
    "studio.merge_thanked_once",
    "DELETE FROM segment_person WHERE person_id = $2 AND EXISTS (SELECT 1 FROM segment_person too WHERE too.segment_id "
    "="
    " segment_person.segment_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeThanked{
    "studio.merge_thanked", "UPDATE segment_person SET person_id = $1 WHERE person_id = $2"
};
// Of two answers the more reserved one counts: the numbers are in that order.
constexpr store::Sql kMergeAnswers{
    "studio.merge_answers",
    "UPDATE stage_question SET answer = (SELECT gone.answer FROM stage_question gone WHERE gone.subject_id ="
    " stage_question.subject_id AND gone.person_id = $2) WHERE person_id = $1 AND EXISTS (SELECT 1 FROM stage_question"
    " gone WHERE gone.subject_id = stage_question.subject_id AND gone.person_id = $2 AND gone.answer >"
    " stage_question.answer)"
};
static_assert(v1::STAGE_ANSWER_YES < v1::STAGE_ANSWER_YES_WITHOUT_PHOTO);
static_assert(v1::STAGE_ANSWER_YES_WITHOUT_PHOTO < v1::STAGE_ANSWER_NOT_NOW);
constexpr store::Sql kMergeAskedOnce{
    "studio.merge_asked_once",
    "DELETE FROM stage_question WHERE person_id = $2 AND EXISTS (SELECT 1 FROM stage_question too WHERE too.subject_id "
    "="
    " stage_question.subject_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeAsked{"studio.merge_asked", "UPDATE stage_question SET person_id = $1 WHERE person_id = $2"};
constexpr store::Sql kMergeAsker{"studio.merge_asker", "UPDATE stage_question SET asked_by = $1 WHERE asked_by = $2"};
constexpr store::Sql kMergeToldOnce{
    "studio.merge_told_once",
    "DELETE FROM told WHERE person_id = $2 AND EXISTS (SELECT 1 FROM told too WHERE too.show_id = told.show_id"
    " AND too.story_id = told.story_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeTold{"studio.merge_told", "UPDATE told SET person_id = $1 WHERE person_id = $2"};

}  // namespace

void merge(store::Transaction& tx, const PersonId& goes, const PersonId& stays) {
    for (const auto* sql :
         {&kMergeStoryPersonOnce,
          &kMergeStoryPerson,
          &kMergePicturedOnce,
          &kMergePictured,
          &kMergeChangedBy,
          &kMergeVersions,
          &kMergeWriters,
          &kMergeHost,
          &kMergeThankedOnce,
          &kMergeThanked,
          &kMergeAnswers,
          &kMergeAskedOnce,
          &kMergeAsked,
          &kMergeAsker,
          &kMergeToldOnce,
          &kMergeTold}) {
        tx.run(*sql, stays, goes);
    }
}

}  // namespace koebel::studio
