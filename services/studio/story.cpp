#include "studio/story.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace koebel::studio {
namespace {

constexpr auto kStoryForText = "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins + " WHERE st.id = $2 AND " +
                               people::story_curated_by("$1");
constexpr store::Sql kStoryFor{"studio.story_for", kStoryForText};
constexpr store::Sql kLinksOf{
    "studio.links_of",
    "SELECT story_id, person_id, deed FROM story_person WHERE story_id IN @list($1) ORDER BY story_id, ordinal"
};
constexpr store::Sql kSourcesOf{
    "studio.sources_of",
    "SELECT story_id, COALESCE(nomination_id, ''), COALESCE(recognition_id, '') FROM story_source"
    " WHERE story_id IN @list($1) ORDER BY story_id, ordinal"
};
// Of a recognition only while everyone may see that.
constexpr auto kPicturesOfStoriesText =
    "SELECT shown.story_id, shown.picture_id, kept.path, kept.width, kept.height, shown.alternative_text, "
    "shown.focus_x,"
    " shown.focus_y, shown.people_named FROM story_picture shown JOIN recognition_picture kept ON kept.id ="
    " shown.picture_id LEFT JOIN recognition r ON r.id = kept.recognition_id WHERE shown.story_id IN @list($1)"
    " AND (kept.recognition_id IS NULL OR " +
    people::kVisibleToEveryone + ") ORDER BY shown.story_id, shown.ordinal";
constexpr store::Sql kPicturesOfStories{"studio.pictures_of", kPicturesOfStoriesText};
constexpr store::Sql kPicturedIn{
    "studio.pictured_in",
    "SELECT story_id, picture_id, person_id FROM story_picture_person WHERE story_id IN @list($1) ORDER BY story_id,"
    " picture_id, person_id"
};

}  // namespace

StoryRow StoryRow::from(const store::Row& row) {
    return {
        .id = row.get<StoryId>(0),
        .show = row.get<show::ShowId>(1),
        .kind = static_cast<v1::NominationKind>(row.integer(2)),
        .value = row.get<ValueId>(3),
        .title = row.text(4),
        .text = row.text(5),
        .lines = row.text(6),
        .version = row.get<std::uint32_t>(7),
        .changed_at = row.get<Instant>(8),
        .changed_by = row.get<PersonId>(9),
        .show_state = static_cast<v1::ShowState>(row.integer(10)),
        .airs_at = row.get<Instant>(11),
        .in_rundown = row.get<bool>(12),
    };
}

LinkRow LinkRow::from(const store::Row& row) {
    return {.story = row.get<StoryId>(0), .person = row.get<PersonId>(1), .deed = row.text(2)};
}

SourceRow SourceRow::from(const store::Row& row) {
    return {.story = row.get<StoryId>(0), .nomination = row.text(1), .recognition = row.get<RecognitionId>(2)};
}

StoryPictureRow StoryPictureRow::from(const store::Row& row) {
    return {
        .story = row.get<StoryId>(0),
        .picture = row.get<recognition::PictureId>(1),
        .path = row.text(2),
        .width = row.get<std::uint32_t>(3),
        .height = row.get<std::uint32_t>(4),
        .alternative_text = row.text(5),
        .focus_x = row.get<std::uint32_t>(6),
        .focus_y = row.get<std::uint32_t>(7),
        .people_named = row.get<bool>(8),
    };
}

PicturedRow PicturedRow::from(const store::Row& row) {
    return {
        .story = row.get<StoryId>(0),
        .picture = row.get<recognition::PictureId>(1),
        .person = row.get<PersonId>(2),
    };
}

store::Query<StoryRow> story_for(const PersonId& viewer, const StoryId& id) {
    return store::query<StoryRow>(kStoryFor, viewer, id);
}

store::Query<LinkRow> links_of(const std::vector<StoryId>& stories) {
    return store::query<LinkRow>(kLinksOf, stories);
}

store::Query<SourceRow> sources_of(const std::vector<StoryId>& stories) {
    return store::query<SourceRow>(kSourcesOf, stories);
}

store::Query<StoryPictureRow> pictures_of(const std::vector<StoryId>& stories) {
    return store::query<StoryPictureRow>(kPicturesOfStories, stories);
}

store::Query<PicturedRow> pictured_in(const std::vector<StoryId>& stories) {
    return store::query<PicturedRow>(kPicturedIn, stories);
}

std::vector<Actor> StoryParts::cast(const StoryRow& story, Instant now) const {
    std::vector<Actor> cast;
    for (const auto& link : links) {
        if (link.story != story.id) continue;
        const auto person = std::ranges::find(people, link.person, &people::Person::id);
        if (person == people.end()) continue;
        const auto question = std::ranges::find_if(questions, [&](const QuestionRow& asked) {
            return asked.subject == story.id.text() && asked.person == link.person;
        });
        const auto* asked = question == questions.end() ? nullptr : &*question;
        cast.push_back({*person, stage_state(*person, asked, now, {story.airs_at, story.show_state}), link.deed});
    }
    return cast;
}

std::vector<PersonId> StoryParts::in(const StoryPictureRow& picture) const {
    std::vector<PersonId> seen;
    for (const auto& one : pictured) {
        if (one.story == picture.story && one.picture == picture.picture) seen.push_back(one.person);
    }
    return seen;
}

bool StoryParts::is_shown(const StoryPictureRow& picture, const std::vector<Actor>& cast) const {
    return picture.people_named && std::ranges::all_of(in(picture), [&](const PersonId& person) {
               const auto* actor = find(cast, person);
               return actor != nullptr && actor->allows_picture();
           });
}

StoryParts parts_of(store::Reader& reader, const std::vector<StoryRow>& stories) {
    StoryParts parts;
    if (stories.empty()) return parts;
    std::vector<StoryId> ids;
    std::vector<std::string> subjects;
    for (const auto& story : stories) {
        ids.push_back(story.id);
        subjects.push_back(story.id.text());
    }
    std::tie(parts.links, parts.pictures, parts.pictured, parts.questions) =
        reader.read(links_of(ids), pictures_of(ids), pictured_in(ids), questions_about(subjects));
    std::set<PersonId> people;
    for (const auto& link : parts.links) people.insert(link.person);
    std::tie(parts.people) = reader.read(people::people_by_id({people.begin(), people.end()}));
    return parts;
}

bool can_be_told(const std::vector<Actor>& cast) {
    return cast.empty() || std::ranges::any_of(cast, &Actor::is_shown);
}

}  // namespace koebel::studio
