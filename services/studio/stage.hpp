#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "people/person.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/show.pb.h>
#include <koebel/v1/stage.pb.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::studio {

// Who lets themselves be shown on stage: PRODUCT.md, rule 5. What a person chose for the stage holds at every moment; a
// question is about a subject, which is a story or a segment, and an answer about nothing else.

/// No answer so long before the show is "not now".
inline constexpr std::chrono::days kTimeToAnswer{2};

/// A row of table stage_question.
struct QuestionRow {
    std::string subject;
    PersonId person;
    PersonId asked_by;
    Instant asked_at;
    v1::StageAnswer answer = v1::STAGE_ANSWER_UNSPECIFIED;
    bool changed = false;  ///< it says something else than when they said yes

    static QuestionRow from(const store::Row& row);
};
/// The columns of QuestionRow::from.
inline constexpr auto kQuestionColumns = static_text("subject_id, person_id, asked_by, asked_at, answer, changed");

[[nodiscard]] store::Query<QuestionRow> questions_about(const std::vector<std::string>& subjects);

/// When a show is, and whether it can still be waited for: what is ready waits for nobody.
struct Until {
    Instant airs_at;
    v1::ShowState state = v1::SHOW_STATE_CURATING;

    [[nodiscard]] bool is_over(Instant now) const {
        return state >= v1::SHOW_STATE_READY || now >= airs_at - kTimeToAnswer;
    }
};

/// At this moment. Who left is not on stage; what somebody said of this subject is more than what they say of all,
/// where it is less. `question`: none, and nobody asked. Pure.
[[nodiscard]] v1::StageState stage_state(
    const people::Person& person, const QuestionRow* question, Instant now, const Until& until
);

/// Whether somebody chose not to be on stage, or left: whatever is asked, and whatever is answered.
[[nodiscard]] bool is_off_stage(const people::Person& person);

/// Whether there is still time for a yes: not asked yet, or not answered.
[[nodiscard]] bool is_pending(v1::StageState state);
/// Whether somebody said so, or wants to be surprised.
[[nodiscard]] bool has_agreed(v1::StageState state);
/// Whether they can be named in what is made for the stage. While there is time for a yes they are, and when it is over
/// they are not.
[[nodiscard]] bool can_be_shown(v1::StageState state);

/// Somebody in a subject.
struct Actor {
    people::Person person;
    v1::StageState state = v1::STAGE_STATE_NOT_ON_STAGE;
    std::string deed = {};

    [[nodiscard]] bool is_shown() const { return can_be_shown(state); }
    /// Whether a picture that they are in can be shown.
    [[nodiscard]] bool allows_picture() const;
    /// As everybody sees them: without an id "a colleague". Never how the name is said.
    [[nodiscard]] v1::PersonCard card() const;
};

[[nodiscard]] const Actor* find(const std::vector<Actor>& cast, const PersonId& person);

/// Texts as everybody may read them: who is not shown is "een collega" or "a colleague". That is everybody of the cast
/// who does not let themselves be shown, and whoever else is named without wanting to be surprised.
[[nodiscard]] std::vector<std::string> for_stage(
    store::Reader& reader,
    const std::vector<std::string>& texts,
    const std::vector<Actor>& cast,
    std::string_view language
);

/// Texts as the host may read them: who is not on stage is "een collega" or "a colleague", whoever else is named stays.
[[nodiscard]] std::vector<std::string> for_host(
    store::Reader& reader, const std::vector<std::string>& texts, std::string_view language
);

/// Whom the texts name, of the cast and besides. Who shares a name with one of the cast is not meant.
[[nodiscard]] std::vector<people::Person> named_in(
    store::Reader& reader, const std::vector<std::string>& texts, const std::vector<people::Person>& cast
);

}  // namespace koebel::studio
