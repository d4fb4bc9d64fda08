#include "studio/questions.hpp"

#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/topics.hpp"
#include "show/repository.hpp"
#include "store/store.hpp"
#include "studio/segment.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace koebel::studio {
namespace {

constexpr std::int64_t kMostQuestions = 50;

constexpr auto kQuestionsToText =
    "SELECT " + kQuestionColumns +
    " FROM stage_question WHERE person_id = $1 AND subject_id IN (SELECT st.id FROM story st JOIN show s ON s.id ="
    " st.show_id WHERE s.state <> 5 UNION ALL SELECT g.id FROM segment g JOIN show s ON s.id = g.show_id WHERE s.state"
    " <> 5) ORDER BY asked_at DESC, subject_id LIMIT $2";
constexpr store::Sql kQuestionsTo{"studio.questions_to", kQuestionsToText};
static_assert(v1::SHOW_STATE_AIRED == 5);
constexpr auto kAskedStoryText =
    "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins + " WHERE st.id IN @list($1)";
constexpr store::Sql kAskedStories{"studio.asked_stories", kAskedStoryText};

/// What somebody reads of what they are asked about. They themselves are named in it, whatever they answered, and of
/// others who said yes.
class Asked {
public:
    Asked(store::Reader& reader, const PersonId& person, const std::vector<QuestionRow>& questions)
        : reader_(reader), person_(person) {
        std::vector<std::string> ids;
        ids.reserve(questions.size());
        for (const auto& question : questions) ids.push_back(question.subject);
        stories_ = reader.rows<StoryRow>(kAskedStories, ids);
        parts_ = parts_of(reader, stories_);
        for (const auto& id : ids) {
            const auto [found] = reader.read(segment_by_id(SegmentId{id}));
            segments_.insert(segments_.end(), found.begin(), found.end());
        }
        segment_parts_ = SegmentParts::read(reader, PersonId{}, segments_);
        const auto [organisations] = reader.read(people::organisation());
        if (!organisations.empty()) language_ = organisations.front().language;
    }

    /// Fills in what it is about. Its show.
    show::ShowId fill(const std::string& subject, v1::StageQuestion& question) const {
        const auto story = std::ranges::find(stories_, subject, [](const StoryRow& row) { return row.id.text(); });
        if (story != stories_.end()) {
            fill_story(*story, question);
            return story->show;
        }
        const auto segment = std::ranges::find(segments_, subject, [](const SegmentRow& row) { return row.id.text(); });
        if (segment == segments_.end()) return {};
        fill_segment(*segment, question);
        return segment->show;
    }

private:
    [[nodiscard]] std::vector<Actor> with_myself(std::vector<Actor> cast) const {
        for (auto& actor : cast) {
            const bool has_said_yes =
                actor.state == v1::STAGE_STATE_YES || actor.state == v1::STAGE_STATE_YES_WITHOUT_PHOTO;
            if (actor.person.id == person_) {
                actor.state = v1::STAGE_STATE_YES;
            } else if (!has_said_yes) {
                actor.state = v1::STAGE_STATE_NOT_NOW;  // a surprise is not spoilt, and nobody waited for is named
            }
        }
        return cast;
    }

    void fill_story(const StoryRow& story, v1::StageQuestion& question) const {
        const auto cast = with_myself(parts_.cast(story, reader_.now()));
        const auto said = for_stage(reader_, {story.title, story.lines}, cast, language_);
        question.set_title(said[0]);
        question.set_text(said[1]);
        question.set_value_id(story.value.text());
        if (const auto* self = find(cast, person_)) question.set_deed(self->deed);
        question.set_in_picture(std::ranges::any_of(parts_.pictured, [&](const PicturedRow& row) {
            return row.story == story.id && row.person == person_;
        }));
    }

    void fill_segment(const SegmentRow& segment, v1::StageQuestion& question) const {
        std::vector<std::string> texts;
        if (segment.kind == v1::Segment::kOpener) texts.push_back(segment.text);
        for (const auto& stored : segment_parts_.recognitions(segment)) {
            const bool is_thanked =
                std::ranges::find(stored.recipients, person_, &people::Person::id) != stored.recipients.end();
            if (!is_thanked && stored.giver.id != person_) continue;
            texts.push_back(stored.message);
            if (question.value_id().empty() && !stored.values.empty()) {
                question.set_value_id(stored.values.front().text());
            }
        }
        if (!segment.value.empty()) question.set_value_id(segment.value.text());
        const auto cast = with_myself(segment_parts_.cast(segment));
        for (const auto& said : for_stage(reader_, texts, cast, language_)) {
            if (!question.text().empty()) question.mutable_text()->append("\n\n");
            question.mutable_text()->append(said);
        }
    }

    store::Reader& reader_;
    PersonId person_;
    std::vector<StoryRow> stories_;
    StoryParts parts_;
    std::vector<SegmentRow> segments_;
    SegmentParts segment_parts_;
    std::string language_ = "nl";
};

}  // namespace

v1::ListStageQuestionsResponse list_questions(store::Reader& reader, const PersonId& person) {
    const auto questions = reader.rows<QuestionRow>(kQuestionsTo, person, kMostQuestions);
    v1::ListStageQuestionsResponse response;
    if (!questions.empty()) {
        const Asked asked{reader, person, questions};
        std::vector<PersonId> askers;
        askers.reserve(questions.size());
        for (const auto& one : questions) askers.push_back(one.asked_by);
        const auto [people] = reader.read(people::people_by_id(askers));
        for (const auto& one : questions) {
            auto& question = *response.add_questions();
            const auto [shows] = reader.read(show::show_by_id(asked.fill(one.subject, question)));
            // What is not about them any more, or is decided by what they chose, is no question.
            if (shows.empty() || (question.title().empty() && question.text().empty())) {
                response.mutable_questions()->RemoveLast();
                continue;
            }
            const auto until = shows.front().times.airs_at - kTimeToAnswer;
            question.set_subject_id(one.subject);
            *question.mutable_show() = show::to_message(shows.front());
            *question.mutable_asked_at() = to_timestamp(one.asked_at);
            const auto asker = std::ranges::find(people, one.asked_by, &people::Person::id);
            if (asker != people.end()) *question.mutable_asked_by() = people::card_in_full(*asker);
            *question.mutable_until() = to_timestamp(until);
            question.set_answer(one.answer);
            question.set_changed(one.changed);
            question.set_silent(one.answer == v1::STAGE_ANSWER_UNSPECIFIED && reader.now() >= until);
        }
    }
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(person)});
    return response;
}

}  // namespace koebel::studio
