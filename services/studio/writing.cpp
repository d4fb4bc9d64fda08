#include "studio/writing.hpp"

namespace koebel::studio {
namespace {

constexpr store::Sql kInsertStory{
    "studio.insert_story",
    "INSERT INTO story (id, show_id, kind, value_id, title, body, lines, version, changed_at, changed_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)"
};
constexpr store::Sql kInsertLink{
    "studio.insert_link", "INSERT INTO story_person (story_id, person_id, ordinal, deed) VALUES ($1, $2, $3, $4)"
};
constexpr store::Sql kForgetLinks{"studio.forget_links", "DELETE FROM story_person WHERE story_id = $1"};
constexpr store::Sql kInsertSource{
    "studio.insert_source",
    "INSERT INTO story_source (story_id, ordinal, nomination_id, recognition_id, words) VALUES ($1, (SELECT COALESCE("
    "MAX(there.ordinal), -1) + 1 FROM story_source there WHERE there.story_id = $1), $2, $3, $4)"
};
constexpr store::Sql kChangeStory{
    "studio.change_story",
    "UPDATE story SET kind = $2, value_id = $3, title = $4, body = $5, lines = $6, version = $7, changed_at = $8,"
    " changed_by = $9 WHERE id = $1"
};
constexpr store::Sql kKeepVersion{
    "studio.keep_version",
    "INSERT INTO story_version (story_id, version, at, by_id, fields, title, body, lines)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
};
constexpr store::Sql kForgetSources{"studio.forget_sources", "DELETE FROM story_source WHERE story_id = $1"};
constexpr store::Sql kForgetPictured{"studio.forget_pictured", "DELETE FROM story_picture_person WHERE story_id = $1"};
constexpr store::Sql kForgetStoryPictures{"studio.forget_pictures", "DELETE FROM story_picture WHERE story_id = $1"};
constexpr store::Sql kForgetVersions{"studio.forget_versions", "DELETE FROM story_version WHERE story_id = $1"};
constexpr store::Sql kForgetWriters{"studio.forget_writers", "DELETE FROM story_writer WHERE story_id = $1"};
constexpr store::Sql kForgetStory{"studio.forget_story", "DELETE FROM story WHERE id = $1"};

constexpr v1::StoryField kAllFields[] = {
    v1::STORY_FIELD_TITLE,
    v1::STORY_FIELD_TEXT,
    v1::STORY_FIELD_LINES,
    v1::STORY_FIELD_KIND,
    v1::STORY_FIELD_VALUE,
    v1::STORY_FIELD_PEOPLE,
    v1::STORY_FIELD_SOURCES,
};

void insert_version(
    store::Transaction& tx,
    const StoryId& id,
    std::uint32_t version,
    const std::set<v1::StoryField>& fields,
    const StoryRow& says,
    const PersonId& by
) {
    tx.run(kKeepVersion, id, version, tx.now(), by, to_text(fields), says.title, says.text, says.lines);
}

}  // namespace

void insert_story(store::Transaction& tx, const NewStory& story, const Sources& sources, const PersonId& by) {
    tx.run(
        kInsertStory,
        story.id,
        story.show,
        static_cast<int>(story.kind),
        story.value,
        story.title,
        story.text,
        story.lines,
        tx.now(),
        by
    );
    write_links(tx, story.id, story.links);
    append_sources(tx, story.id, sources, story.words);
    const StoryRow says{.title = story.title, .text = story.text, .lines = story.lines};
    insert_version(tx, story.id, 1, {std::begin(kAllFields), std::end(kAllFields)}, says, by);
}

void write_links(store::Transaction& tx, const StoryId& id, const std::vector<Link>& links) {
    tx.run(kForgetLinks, id);
    std::int64_t ordinal = 0;
    for (const auto& link : links) tx.run(kInsertLink, id, link.person, ordinal++, link.deed);
}

void append_sources(
    store::Transaction& tx, const StoryId& id, const Sources& sources, const std::vector<std::string>& words
) {
    auto said = words.begin();
    for (const auto& nomination : sources.nominations) {
        tx.run(kInsertSource, id, unless_empty(nomination), std::optional<RecognitionId>{}, *said++);
    }
    for (const auto& recognition : sources.recognitions) {
        tx.run(kInsertSource, id, std::optional<story::NominationId>{}, unless_empty(recognition), *said++);
    }
}

std::uint32_t keep_version(
    store::Transaction& tx, const StoryRow& story, const std::set<v1::StoryField>& changed, const PersonId& by
) {
    const auto version = story.version + 1;
    tx.run(
        kChangeStory,
        story.id,
        static_cast<int>(story.kind),
        story.value,
        story.title,
        story.text,
        story.lines,
        version,
        tx.now(),
        by
    );
    insert_version(tx, story.id, version, changed, story, by);
    return version;
}

void forget_story_rows(store::Transaction& tx, const StoryId& id) {
    for (const auto* sql :
         {&kForgetLinks,
          &kForgetSources,
          &kForgetPictured,
          &kForgetStoryPictures,
          &kForgetVersions,
          &kForgetWriters,
          &kForgetStory}) {
        tx.run(*sql, id);
    }
}

}  // namespace koebel::studio
