#include "studio/asking.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "inbox/notices.hpp"
#include "show/repository.hpp"
#include "studio/refusal.hpp"
#include "studio/segment.hpp"
#include "studio/telling.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace koebel::studio {
namespace {

constexpr store::Sql kAsk{
    "studio.ask",
    "INSERT INTO stage_question (subject_id, person_id, asked_by, asked_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (subject_id, person_id) DO UPDATE SET asked_by = excluded.asked_by, asked_at = excluded.asked_at"
};
constexpr store::Sql kAnswer{
    "studio.answer",
    "UPDATE stage_question SET answer = $3, answered_at = $4, changed = 0 WHERE subject_id = $1 AND person_id = $2"
};
// Its show, by whichever of the two it is.
constexpr store::Sql kShowOfSubject{
    "studio.show_of_subject",
    "SELECT st.show_id FROM story st WHERE st.id = $1 UNION ALL SELECT g.show_id FROM segment g WHERE g.id = $1"
};
constexpr auto kStoryAskedAboutText = static_text("SELECT st.id FROM story st WHERE st.id = $1");
constexpr store::Sql kStoryAskedAbout{"studio.story_asked_about", kStoryAskedAboutText};
constexpr store::Sql kWhoSaidYes{
    "studio.who_said_yes",
    "SELECT person_id FROM stage_question WHERE subject_id = $1 AND answer IN (1, 2) AND changed = 0 ORDER BY person_id"
};
constexpr store::Sql kSayChanged{
    "studio.say_changed", "UPDATE stage_question SET changed = 1 WHERE subject_id = $1 AND answer IN (1, 2)"
};
static_assert(v1::STAGE_ANSWER_YES == 1 && v1::STAGE_ANSWER_YES_WITHOUT_PHOTO == 2);
constexpr store::Sql kWhoIsAsked{"studio.who_is_asked", "SELECT person_id FROM stage_question WHERE subject_id = $1"};
constexpr store::Sql kForgetQuestions{"studio.forget_questions", "DELETE FROM stage_question WHERE subject_id = $1"};
constexpr store::Sql kForgetQuestion{
    "studio.forget_question", "DELETE FROM stage_question WHERE subject_id = $1 AND person_id = $2"
};

/// Whether these can be asked.
Result<void> may_be_asked(const Subject& subject, const std::vector<PersonId>& people, Instant now) {
    if (people.empty()) return refuse(Code::kInvalidArgument, "NO_PERSON");
    if (std::set(people.begin(), people.end()).size() != people.size()) {
        return refuse(Code::kInvalidArgument, "DUPLICATE_PERSON");
    }
    if (subject.show_state == v1::SHOW_STATE_AIRED) return refuse(Code::kFailedPrecondition, "SHOW_AIRED");
    for (const auto& id : people) {
        const auto* actor = find(subject.cast, id);
        if (actor == nullptr) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
        if (actor->state == v1::STAGE_STATE_NOT_ON_STAGE) {
            return refuse_about(Code::kFailedPrecondition, "NOT_ON_STAGE", {actor->person.name});
        }
        if (actor->state == v1::STAGE_STATE_SURPRISE) {
            return refuse_about(Code::kFailedPrecondition, "WANTS_SURPRISE", {actor->person.name});
        }
    }
    if (now >= subject.airs_at - kTimeToAnswer) return refuse(Code::kFailedPrecondition, "ASKED_TOO_LATE");
    return {};
}

void tell_subject(store::Transaction& tx, const show::ShowId& show, const StoryId& story) {
    if (story.empty()) {
        tell_studio(tx, show);
    } else {
        tell_story(tx, show, story);
    }
}

}  // namespace

Result<v1::AskForStageResponse> ask(
    store::Transaction& tx, const rpc::Caller& caller, const std::string& subject, const std::vector<PersonId>& people
) {
    if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    const auto found = subject_for(tx, caller.person, subject);
    if (found.empty()) return refuse(Code::kNotFound, "SUBJECT_NOT_FOUND");
    const auto& about = found.front();
    if (auto may = may_be_asked(about, people, tx.now()); !may) return std::unexpected(std::move(may.error()));
    for (const auto& person : people) {
        tx.run(kAsk, subject, person, caller.person, tx.now());
        // Asked again, it is news again.
        inbox::forget_stage_question(tx, subject, person);
        const auto position = tell_asked(tx, person);
        inbox::notify(
            tx,
            {.position = position, .kind = v1::INBOX_KIND_STAGE_ASKED, .actor = caller.person, .stage_subject = subject
            },
            {person}
        );
        access::record(
            tx,
            {.what = "stage_asked", .person = person, .by = caller.person, .address = caller.address, .reason = subject}
        );
    }
    tell_subject(tx, about.show, about.story);
    return v1::AskForStageResponse{};
}

Result<v1::AnswerForStageResponse> answer(
    store::Transaction& tx, const rpc::Caller& caller, const std::string& subject, v1::StageAnswer answer
) {
    if (answer == v1::STAGE_ANSWER_UNSPECIFIED || !v1::StageAnswer_IsValid(answer)) {
        return refuse(Code::kInvalidArgument, "ANSWER_INVALID");
    }
    const auto [rights, questions, shows] = tx.read(
        access::rights_query(caller), questions_about({subject}), store::query<show::ShowId>(kShowOfSubject, subject)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    const auto question = std::ranges::find(questions, caller.person, &QuestionRow::person);
    if (question == questions.end() || shows.empty()) return refuse(Code::kNotFound, "QUESTION_NOT_FOUND");
    const auto [show] = tx.read(show::show_by_id(shows.front()));
    if (show.front().state == v1::SHOW_STATE_AIRED) return refuse(Code::kFailedPrecondition, "SHOW_AIRED");
    if (question->answer == answer && !question->changed) return v1::AnswerForStageResponse{};

    tx.run(kAnswer, subject, caller.person, static_cast<int>(answer), tx.now());
    const auto position = tell_asked(tx, caller.person);
    const auto [stories] = tx.read(store::query<StoryId>(kStoryAskedAbout, subject));
    tell_subject(tx, show.front().id, stories.empty() ? StoryId{} : stories.front());
    // Who asked hears of a no, and of a yes that is none any more; and of nothing that is not so any more.
    inbox::forget_stage_refusal(tx, subject, caller.person);
    if (answer == v1::STAGE_ANSWER_NOT_NOW) {
        inbox::notify(
            tx,
            {.position = position,
             .kind = v1::INBOX_KIND_STAGE_REFUSED,
             .actor = caller.person,
             .stage_subject = subject},
            {question->asked_by}
        );
    }
    return v1::AnswerForStageResponse{};
}

void say_changed(store::Transaction& tx, const std::string& subject, const PersonId& by) {
    const auto people = tx.rows<PersonId>(kWhoSaidYes, subject);
    if (people.empty()) return;
    tx.run(kSayChanged, subject);
    for (const auto& person : people) {
        const auto position = tell_asked(tx, person);
        inbox::notify(
            tx,
            {.position = position, .kind = v1::INBOX_KIND_STAGE_CHANGED, .actor = by, .stage_subject = subject},
            {person}
        );
    }
}

void forget_questions(store::Transaction& tx, const std::string& subject) {
    const auto people = tx.rows<PersonId>(kWhoIsAsked, subject);
    tx.run(kForgetQuestions, subject);
    inbox::forget_stage_notices(tx, subject);
    for (const auto& person : people) tell_asked(tx, person);
}

void forget_question(store::Transaction& tx, const std::string& subject, const PersonId& person) {
    if (tx.change(kForgetQuestion, subject, person) == 0) return;
    inbox::forget_stage_question(tx, subject, person);
    tell_asked(tx, person);
}

}  // namespace koebel::studio
