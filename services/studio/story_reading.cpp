#include "studio/story_reading.hpp"

#include "base/timestamp.hpp"
#include "people/topics.hpp"
#include "recognition/projection.hpp"
#include "store/paging.hpp"
#include "store/store.hpp"
#include "story/nomination.hpp"
#include "studio/source_material.hpp"
#include "studio/story_rules.hpp"
#include "studio/told.hpp"
#include "studio/writers.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace koebel::studio {
namespace {

constexpr std::size_t kPageOfVersions = 20;

constexpr auto kStoriesOfShowText = "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins +
                                    " WHERE st.show_id = $2 AND " + people::story_curated_by("$1") +
                                    " ORDER BY st.id DESC LIMIT $3";
constexpr store::Sql kStoriesOfShow{"studio.stories_of_show", kStoriesOfShowText};
// What somebody wrote of a field in one go, ten minutes from one to the next, is one: pages save at each pause.
constexpr store::Sql kVersionsOf{
    "studio.versions_of",
    "SELECT v.version, v.at, v.by_id, v.fields, v.title, v.body, v.lines FROM story_version v WHERE v.story_id = $1"
    " AND v.version < $2 AND NOT EXISTS (SELECT 1 FROM story_version next WHERE next.story_id = v.story_id"
    " AND next.version = v.version + 1 AND next.by_id = v.by_id AND next.fields = v.fields AND next.at < v.at +"
    " 600000000) ORDER BY v.version DESC LIMIT $3"
};

// A source as the viewer may see it. What they may not, or what is gone, is none any more.
constexpr auto kNominationsOfText = "SELECT " + story::kNominationColumns +
                                    " FROM nomination n WHERE n.id IN @list($2) AND " +
                                    people::nomination_curated_by("$1");
constexpr store::Sql kNominationsOf{"studio.nominations_of", kNominationsOfText};
constexpr auto kRecognitionsOfText = "SELECT " + recognition::kStoredColumns +
                                     " FROM recognition r WHERE r.id IN @list($2) AND " + people::visible_to("$1");
constexpr store::Sql kRecognitionsOf{"studio.recognitions_of", kRecognitionsOfText};

struct VersionRow {
    std::uint32_t version = 0;
    Instant at;
    PersonId by;
    std::set<v1::StoryField> fields;
    std::string title;
    std::string text;
    std::string lines;

    static VersionRow from(const store::Row& row) {
        return {
            .version = row.get<std::uint32_t>(0),
            .at = row.get<Instant>(1),
            .by = row.get<PersonId>(2),
            .fields = fields_from(row.text(3)),
            .title = row.text(4),
            .text = row.text(5),
            .lines = row.text(6),
        };
    }
};

v1::PersonCard card_of(const std::vector<people::Person>& people, const PersonId& id) {
    const auto found = std::ranges::find(people, id, &people::Person::id);
    return found == people.end() ? v1::PersonCard{} : people::card_in_full(*found);
}

void add_people(
    v1::Story& message,
    const std::vector<Actor>& cast,
    const std::vector<people::Person>& named,
    const std::map<PersonId, Instant>& told
) {
    for (const auto& actor : cast) {
        auto& person = *message.add_people();
        *person.mutable_person() = people::card_in_full(actor.person);
        person.set_deed(actor.deed);
        person.set_stage(actor.state);
        if (const auto at = told.find(actor.person.id); at != told.end()) {
            *person.mutable_told_at() = to_timestamp(at->second);
        }
        person.set_named_in_text(std::ranges::find(named, actor.person.id, &people::Person::id) != named.end());
    }
}

void add_pictures(v1::Story& message, const StoryRow& story, const StoryParts& parts, const std::vector<Actor>& cast) {
    for (const auto& row : parts.pictures) {
        if (row.story != story.id) continue;
        auto& picture = *message.add_pictures();
        picture.set_picture_id(row.picture.text());
        *picture.mutable_picture() = recognition::to_message({row.path, row.width, row.height, row.alternative_text});
        picture.set_focus_x(row.focus_x);
        picture.set_focus_y(row.focus_y);
        picture.set_people_named(row.people_named);
        for (const auto& person : parts.in(row)) picture.add_person_ids(person.text());
        picture.set_shown(parts.is_shown(row, cast));
    }
}

v1::Story to_message(
    store::Reader& reader, const StoryRow& story, const StoryParts& parts, const std::map<PersonId, Instant>& told
) {
    v1::Story message;
    message.set_id(story.id.text());
    message.set_show_id(story.show.text());
    message.set_kind(story.kind);
    message.set_value_id(story.value.text());
    message.set_title(story.title);
    message.set_text(story.text);
    message.set_lines(story.lines);
    const auto cast = parts.cast(story, reader.now());
    std::vector<people::Person> people;
    people.reserve(cast.size());
    for (const auto& actor : cast) people.push_back(actor.person);
    add_people(message, cast, named_in(reader, {story.title, story.text, story.lines}, people), told);
    add_pictures(message, story, parts, cast);
    message.set_version(story.version);
    *message.mutable_changed_at() = to_timestamp(story.changed_at);
    message.set_in_rundown(story.in_rundown);
    message.set_can_be_told(can_be_told(cast));
    return message;
}

std::map<PersonId, Instant> told_of(store::Reader& reader, const StoryParts& parts) {
    std::vector<PersonId> ids;
    ids.reserve(parts.links.size());
    for (const auto& link : parts.links) ids.push_back(link.person);
    return last_told(reader, ids);
}

/// Of what it is made, as the viewer may see it.
void add_sources(store::Reader& reader, const PersonId& viewer, const StoryId& id, v1::Story& message) {
    const auto [sources] = reader.read(sources_of({id}));
    std::vector<story::NominationId> nomination_ids;
    std::vector<RecognitionId> recognition_ids;
    std::vector<std::string> nomination_texts;
    for (const auto& source : sources) {
        if (!source.nomination.empty()) {
            nomination_ids.emplace_back(source.nomination);
            nomination_texts.push_back(source.nomination);
        }
        if (!source.recognition.empty()) recognition_ids.push_back(source.recognition);
    }
    auto [nominations, rows, pictures] = reader.read(
        store::query<story::NominationRow>(kNominationsOf, viewer, nomination_ids),
        store::query<recognition::StoredRow>(kRecognitionsOf, viewer, recognition_ids),
        recognition::pictures_for_story({}, nomination_texts, recognition_ids, {})
    );
    const auto recognitions = recognition::complete(reader, std::move(rows));
    std::vector<PersonId> authors;
    for (const auto& one : nominations) authors.push_back(one.nominator);
    const auto [people] = reader.read(people::people_by_id(authors));
    for (const auto& source : sources) {
        v1::StorySource said;
        if (!source.nomination.empty()) {
            const auto row =
                std::ranges::find(nominations, source.nomination, [](const auto& n) { return n.id.text(); });
            if (row == nominations.end()) continue;
            said.set_nomination_id(source.nomination);
            *said.mutable_author() = card_of(people, row->nominator);
            said.set_words(paragraphs(row->words));
        } else {
            const auto stored = std::ranges::find(recognitions, source.recognition, &recognition::Stored::id);
            if (stored == recognitions.end()) continue;
            said.set_recognition_id(source.recognition.text());
            *said.mutable_author() = people::card_for_feed(stored->giver);
            said.set_words(
                stored->customer_moment.empty() ? stored->message : stored->message + "\n\n" + stored->customer_moment
            );
        }
        for (const auto& picture : pictures) {
            const bool is_its = source.nomination.empty() ? picture.recognition == source.recognition.text()
                                                          : picture.nomination == source.nomination;
            if (!is_its) continue;
            auto& shown = *said.add_pictures();
            shown.set_picture_id(picture.id.text());
            *shown.mutable_picture() = recognition::to_message(picture.picture);
        }
        *message.add_sources() = std::move(said);
    }
}

}  // namespace

Result<v1::GetStoryResponse> get_story(store::Reader& reader, const PersonId& viewer, const StoryId& id) {
    const auto [rows] = reader.read(story_for(viewer, id));
    if (rows.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    const auto& story = rows.front();
    const auto parts = parts_of(reader, rows);
    v1::GetStoryResponse response;
    auto& message = *response.mutable_story();
    message = to_message(reader, story, parts, told_of(reader, parts));
    add_sources(reader, viewer, id, message);
    const auto [by] = reader.read(people::people_by_id({story.changed_by}));
    *message.mutable_changed_by() = card_of(by, story.changed_by);
    for (auto& writer : writers_of(reader, id, viewer)) *response.add_writers() = std::move(writer);
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(viewer)});
    return response;
}

v1::ListStoriesResponse list_stories(store::Reader& reader, const PersonId& viewer, const show::ShowId& show) {
    const auto rows = reader.rows<StoryRow>(kStoriesOfShow, viewer, show, kMostStories);
    const auto parts = parts_of(reader, rows);
    const auto told = told_of(reader, parts);
    std::vector<PersonId> changed_by;
    changed_by.reserve(rows.size());
    for (const auto& row : rows) changed_by.push_back(row.changed_by);
    const auto [people] = reader.read(people::people_by_id(changed_by));
    v1::ListStoriesResponse response;
    for (const auto& row : rows) {
        auto message = to_message(reader, row, parts, told);
        *message.mutable_changed_by() = card_of(people, row.changed_by);
        *response.add_stories() = std::move(message);
    }
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(viewer)});
    return response;
}

Result<v1::ListStoryVersionsResponse> list_versions(
    store::Reader& reader, const PersonId& viewer, const v1::ListStoryVersionsRequest& request
) {
    std::uint32_t before = std::numeric_limits<std::int32_t>::max();
    if (const auto& token = request.page_token(); !token.empty()) {
        const auto* end = token.data() + token.size();
        const auto [stopped, error] = std::from_chars(token.data(), end, before);
        if (error != std::errc{} || stopped != end) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    }
    const StoryId id{request.story_id()};
    auto [rows, versions] =
        reader.read(story_for(viewer, id), store::query<VersionRow>(kVersionsOf, id, before, kPageOfVersions + 1));
    if (rows.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    v1::ListStoryVersionsResponse response;
    if (store::cut(versions, kPageOfVersions)) {
        response.set_next_page_token(std::to_string(versions.back().version));
    }
    std::set<PersonId> ids;
    for (const auto& row : versions) ids.insert(row.by);
    const auto [people] = reader.read(people::people_by_id({ids.begin(), ids.end()}));
    for (const auto& row : versions) {
        auto& version = *response.add_versions();
        version.set_version(row.version);
        *version.mutable_at() = to_timestamp(row.at);
        *version.mutable_by() = card_of(people, row.by);
        for (const auto field : row.fields) version.add_fields(field);
        version.set_title(row.title);
        version.set_text(row.text);
        version.set_lines(row.lines);
    }
    return response;
}

}  // namespace koebel::studio
