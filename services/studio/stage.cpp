#include "studio/stage.hpp"

#include "people/directory.hpp"
#include "people/mentions.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace koebel::studio {
namespace {

constexpr auto kQuestionsAboutText =
    "SELECT " + kQuestionColumns + " FROM stage_question WHERE subject_id IN @list($1)";
constexpr store::Sql kQuestionsAbout{"studio.questions_about", kQuestionsAboutText};

/// Each text's names. Who of the cast left is found like everybody else.
std::vector<std::vector<people::MentionedPerson>> find_names(
    store::Reader& reader, const std::vector<std::string>& texts, const std::vector<people::Person>& cast
) {
    std::vector<people::NamesInWords> names;
    names.reserve(texts.size());
    for (const auto& text : texts) names.emplace_back(text);
    std::vector<const people::NamesInWords*> all;
    all.reserve(names.size());
    for (const auto& one : names) all.push_back(&one);
    auto [known] = reader.read(people::names_in(all));
    for (const auto& person : cast) {
        if (person.active) continue;
        known.push_back(
            {.form = people::name_form(person.name), .whole = true, .person = person.id, .name = person.name}
        );
    }
    std::vector<std::vector<people::MentionedPerson>> found;
    found.reserve(names.size());
    for (const auto& one : names) {
        found.push_back(people::meant_by(reader, one.find(people::Field::kMessage, known, cast), cast));
    }
    return found;
}

std::vector<people::Person> people_of(const std::vector<Actor>& cast) {
    std::vector<people::Person> people;
    people.reserve(cast.size());
    for (const auto& actor : cast) people.push_back(actor.person);
    return people;
}

/// The texts, with "a colleague" in the place of whom `is_hidden` names.
std::vector<std::string> without(
    store::Reader& reader,
    const std::vector<std::string>& texts,
    const std::vector<people::Person>& cast,
    std::string_view language,
    const std::function<bool(const people::Person&)>& is_hidden
) {
    // Most segments have no words of their own.
    if (std::ranges::all_of(texts, &std::string::empty)) return texts;
    const auto found = find_names(reader, texts, cast);
    const auto allowed = [&](const people::Person& person) { return is_hidden(person) ? std::string{} : person.name; };
    std::vector<std::string> said;
    said.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        said.push_back(people::as_allowed(texts[i], people::Field::kMessage, found[i], allowed, language));
    }
    return said;
}

}  // namespace

QuestionRow QuestionRow::from(const store::Row& row) {
    return {
        .subject = row.text(0),
        .person = row.get<PersonId>(1),
        .asked_by = row.get<PersonId>(2),
        .asked_at = row.get<Instant>(3),
        .answer = static_cast<v1::StageAnswer>(row.integer(4)),
        .changed = row.get<bool>(5),
    };
}

store::Query<QuestionRow> questions_about(const std::vector<std::string>& subjects) {
    return store::query<QuestionRow>(kQuestionsAbout, subjects);
}

v1::StageState stage_state(const people::Person& person, const QuestionRow* question, Instant now, const Until& until) {
    if (is_off_stage(person)) return v1::STAGE_STATE_NOT_ON_STAGE;
    const auto answer = question == nullptr ? v1::STAGE_ANSWER_UNSPECIFIED : question->answer;
    switch (answer) {
        case v1::STAGE_ANSWER_UNSPECIFIED:
        case v1::STAGE_ANSWER_YES:
            break;
        case v1::STAGE_ANSWER_YES_WITHOUT_PHOTO:
            return v1::STAGE_STATE_YES_WITHOUT_PHOTO;
        default:
            return v1::STAGE_STATE_NOT_NOW;  // and a number a newer node wrote
    }
    if (answer == v1::STAGE_ANSWER_YES) return v1::STAGE_STATE_YES;
    if (person.publicity.stage == v1::STAGE_PUBLICITY_SURPRISE_ME) return v1::STAGE_STATE_SURPRISE;
    if (until.is_over(now)) return v1::STAGE_STATE_SILENT;
    return question == nullptr ? v1::STAGE_STATE_NOT_ASKED : v1::STAGE_STATE_ASKED;
}

bool is_pending(v1::StageState state) {
    return state == v1::STAGE_STATE_NOT_ASKED || state == v1::STAGE_STATE_ASKED;
}

bool has_agreed(v1::StageState state) {
    return state == v1::STAGE_STATE_SURPRISE || state == v1::STAGE_STATE_YES ||
           state == v1::STAGE_STATE_YES_WITHOUT_PHOTO;
}

bool can_be_shown(v1::StageState state) {
    return has_agreed(state) || is_pending(state);
}

bool Actor::allows_picture() const {
    if (!is_shown() || state == v1::STAGE_STATE_YES_WITHOUT_PHOTO) return false;
    return state != v1::STAGE_STATE_SURPRISE || person.publicity.photo;
}

v1::PersonCard Actor::card() const {
    if (!is_shown()) return {};
    auto card = people::card_in_full(person);
    card.clear_name_said();
    if (state == v1::STAGE_STATE_YES_WITHOUT_PHOTO) card.clear_photo_path();
    return card;
}

const Actor* find(const std::vector<Actor>& cast, const PersonId& person) {
    const auto found = std::ranges::find(cast, person, [](const Actor& actor) { return actor.person.id; });
    return found == cast.end() ? nullptr : &*found;
}

std::vector<std::string> for_stage(
    store::Reader& reader,
    const std::vector<std::string>& texts,
    const std::vector<Actor>& cast,
    std::string_view language
) {
    return without(reader, texts, people_of(cast), language, [&](const people::Person& person) {
        if (const auto* actor = find(cast, person.id)) return !actor->is_shown();
        return !person.active || person.publicity.stage != v1::STAGE_PUBLICITY_SURPRISE_ME;
    });
}

std::vector<std::string> for_host(
    store::Reader& reader, const std::vector<std::string>& texts, std::string_view language
) {
    return without(reader, texts, {}, language, is_off_stage);
}

bool is_off_stage(const people::Person& person) {
    switch (person.publicity.stage) {
        case v1::STAGE_PUBLICITY_SURPRISE_ME:
        case v1::STAGE_PUBLICITY_UNSPECIFIED:
        case v1::STAGE_PUBLICITY_ASK_ME_FIRST:
            return !person.active;
        default:
            return true;  // and a number a newer node wrote
    }
}

std::vector<people::Person> named_in(
    store::Reader& reader, const std::vector<std::string>& texts, const std::vector<people::Person>& cast
) {
    std::vector<people::Person> named;
    for (const auto& mentions : find_names(reader, texts, cast)) {
        for (const auto& one : mentions) {
            if (std::ranges::find(named, one.person.id, &people::Person::id) == named.end())
                named.push_back(one.person);
        }
    }
    return named;
}

}  // namespace koebel::studio
