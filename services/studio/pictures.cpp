#include "studio/pictures.hpp"

#include "studio/story.hpp"

#include <algorithm>
#include <string>

namespace koebel::studio {
namespace {

constexpr store::Sql kForgetWhoIsPictured{
    "studio.forget_pictured_in", "DELETE FROM story_picture_person WHERE story_id = $1"
};
constexpr store::Sql kForgetShown{"studio.forget_shown", "DELETE FROM story_picture WHERE story_id = $1"};
constexpr store::Sql kInsertShown{
    "studio.insert_shown",
    "INSERT INTO story_picture (story_id, picture_id, ordinal, alternative_text, focus_x, focus_y, people_named)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"
};
constexpr store::Sql kInsertPictured{
    "studio.insert_pictured", "INSERT INTO story_picture_person (story_id, picture_id, person_id) VALUES ($1, $2, $3)"
};
constexpr store::Sql kForgetPicturedPerson{
    "studio.forget_pictured_person", "DELETE FROM story_picture_person WHERE story_id = $1 AND person_id = $2"
};
// Who is in the story no more is in no picture of it; that is to be said anew of each they were in.
constexpr store::Sql kSayAnew{
    "studio.say_anew",
    "UPDATE story_picture SET people_named = 0 WHERE story_id = $1 AND picture_id IN (SELECT its.picture_id FROM"
    " story_picture_person its WHERE its.story_id = $1 AND its.person_id = $2)"
};

constexpr store::Sql kYesWithoutPhoto{
    "studio.yes_without_photo",
    "UPDATE stage_question SET answer = 2 WHERE subject_id = $1 AND person_id = $2 AND answer = 1"
};
static_assert(v1::STAGE_ANSWER_YES == 1 && v1::STAGE_ANSWER_YES_WITHOUT_PHOTO == 2);

/// Whether it is the story's, or the caller's and used nowhere yet.
bool is_own(const recognition::OwnedPictureRow& row, const StoryId& story, const PersonId& caller) {
    if (!row.recognition.empty() || !row.nomination.empty()) return false;
    return row.story.empty() ? row.uploaded_by == caller : row.story == story.text();
}

}  // namespace

Result<void> write_pictures(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const StoryId& id,
    const std::vector<ChosenPicture>& pictures,
    const std::vector<PersonId>& people
) {
    const auto [sources] = tx.read(sources_of({id}));
    std::vector<std::string> nominations;
    std::vector<RecognitionId> recognitions;
    for (const auto& source : sources) {
        if (!source.nomination.empty()) nominations.push_back(source.nomination);
        if (!source.recognition.empty()) recognitions.push_back(source.recognition);
    }
    std::vector<recognition::PictureId> wanted;
    wanted.reserve(pictures.size());
    for (const auto& one : pictures) wanted.push_back(one.id);
    const auto [before, of_sources, by_id] = tx.read(
        pictured_in({id}),
        recognition::pictures_for_story(id.text(), nominations, recognitions, {}),
        recognition::pictures_for_story({}, {}, {}, wanted)
    );
    for (const auto& one : pictures) {
        const auto known = std::ranges::find(by_id, one.id, &recognition::OwnedPictureRow::id);
        const bool is_there = known != by_id.end();
        const bool of_source =
            std::ranges::find(of_sources, one.id, &recognition::OwnedPictureRow::id) != of_sources.end();
        if (!is_there || !(of_source || is_own(*known, id, caller.person))) {
            return refuse(Code::kNotFound, "PICTURE_NOT_FOUND");
        }
        for (const auto& person : one.people) {
            if (std::ranges::find(people, person) == people.end()) {
                return refuse(Code::kInvalidArgument, "PICTURED_NOT_IN_STORY");
            }
        }
    }
    tx.run(kForgetWhoIsPictured, id);
    tx.run(kForgetShown, id);
    // Who said yes before they were in a picture said nothing of it: until they are asked again it is without one.
    for (const auto& one : pictures) {
        for (const auto& person : one.people) {
            const bool was_seen = std::ranges::find(before, person, &PicturedRow::person) != before.end();
            if (!was_seen) tx.run(kYesWithoutPhoto, id, person);
        }
    }
    std::int64_t ordinal = 0;
    for (const auto& one : pictures) {
        const auto known = std::ranges::find(by_id, one.id, &recognition::OwnedPictureRow::id);
        if (is_own(*known, id, caller.person)) recognition::put_on_story(tx, one.id, id.text());
        put_picture(tx, id, one, ordinal++);
    }
    recognition::forget_pictures_of_story(tx, id.text(), wanted);
    return {};
}

void put_picture(store::Transaction& tx, const StoryId& id, const ChosenPicture& picture, std::int64_t ordinal) {
    tx.run(
        kInsertShown,
        id,
        picture.id,
        ordinal,
        picture.alternative_text,
        picture.focus_x,
        picture.focus_y,
        picture.people_named
    );
    for (const auto& person : picture.people) tx.run(kInsertPictured, id, picture.id, person);
}

void forget_pictured(store::Transaction& tx, const StoryId& id, const PersonId& person) {
    tx.run(kSayAnew, id, person);
    tx.run(kForgetPicturedPerson, id, person);
}

}  // namespace koebel::studio
