#include "studio/following.hpp"

#include "base/text.hpp"
#include "people/organisation.hpp"
#include "studio/asking.hpp"
#include "studio/checklist.hpp"
#include "studio/editing.hpp"
#include "studio/rundown.hpp"
#include "studio/segment.hpp"
#include "studio/story_rules.hpp"
#include "studio/telling.hpp"
#include "studio/told.hpp"
#include "studio/writing.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace koebel::studio {
namespace {

constexpr auto kStoriesOfText = "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins + " WHERE st.show_id = $1";
constexpr store::Sql kStoriesOf{"studio.stories_to_forget", kStoriesOfText};
constexpr auto kMadeOfText = "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins +
                             " WHERE st.id IN (SELECT its.story_id FROM story_source its WHERE its.nomination_id = $1)";
constexpr store::Sql kMadeOf{"studio.made_of", kMadeOfText};
constexpr store::Sql kForgetSource{
    "studio.forget_source", "DELETE FROM story_source WHERE story_id = $1 AND nomination_id = $2"
};
constexpr store::Sql kBrought{
    "studio.brought", "SELECT words FROM story_source WHERE story_id = $1 AND nomination_id = $2"
};
constexpr store::Sql kForgetPast{"studio.forget_past", "DELETE FROM story_version WHERE story_id = $1"};
constexpr store::Sql kForgetPicturesOfSource{
    "studio.forget_pictures_of_source",
    "DELETE FROM story_picture WHERE story_id = $1 AND picture_id IN (SELECT kept.id FROM recognition_picture kept"
    " WHERE kept.nomination_id = $2)"
};
constexpr store::Sql kForgetPicturedInSource{
    "studio.forget_pictured_in_source",
    "DELETE FROM story_picture_person WHERE story_id = $1 AND picture_id IN (SELECT kept.id FROM recognition_picture"
    " kept WHERE kept.nomination_id = $2)"
};

std::string untitled(std::string_view language) {
    if (language == "en") return "A story";
    return language == "pl" ? "Historia" : "Een verhaal";
}

/// Takes out each paragraph that is still word for word the nomination's. Whether there was one.
bool take_out(std::string& text, std::string_view words) {
    bool was_there = false;
    while (!words.empty()) {
        const auto end = words.find("\n\n");
        const auto paragraph = words.substr(0, end);
        words.remove_prefix(end == std::string_view::npos ? words.size() : end + 2);
        const auto at = text.find(paragraph);
        if (paragraph.empty() || at == std::string::npos) continue;
        text.erase(at, paragraph.size());
        was_there = true;
    }
    if (was_there) text = std::string{trimmed(text)};
    return was_there;
}

std::string language_of(store::Reader& reader) {
    const auto [organisations] = reader.read(people::organisation());
    return organisations.empty() ? "nl" : organisations.front().language;
}

}  // namespace

Result<void> may_move(store::Transaction& tx, const show::Show& before, v1::ShowState to) {
    if (to != v1::SHOW_STATE_READY) return {};
    const auto [segments] = tx.read(segments_of(before.id));
    const auto parts = SegmentParts::read(tx, {}, segments);
    return may_be_ready(progress_of(tx, {}, before, segments, parts));
}

void follow_show(store::Transaction& tx, const show::Show& show) {
    if (show.state != v1::SHOW_STATE_AIRED) return;
    const auto [segments] = tx.read(segments_of(show.id));
    std::vector<StoryId> stories;
    for (const auto& segment : segments) {
        if (!segment.story.empty()) stories.push_back(segment.story);
    }
    keep_told(tx, show, stories);
}

void follow_removed(store::Transaction& tx, const show::ShowId& show) {
    const auto [segments] = tx.read(segments_of(show));
    for (const auto& segment : segments) forget_segment(tx, segment.id);
    for (const auto& story : tx.rows<StoryRow>(kStoriesOf, show)) forget_story(tx, story);
}

void follow_withdrawn(store::Transaction& tx, const story::NominationRow& nomination) {
    for (auto& story : tx.rows<StoryRow>(kMadeOf, nomination.id)) {
        const auto words = tx.row<std::string>(kBrought, story.id, nomination.id).value_or("");
        const auto [sources] = tx.read(sources_of({story.id}));
        if (sources.size() == 1 && story.version == 1 && !story.in_rundown) {
            forget_story(tx, story);
            continue;
        }
        std::set changed{v1::STORY_FIELD_SOURCES};
        if (take_out(story.text, words)) changed.insert(v1::STORY_FIELD_TEXT);
        if (const auto begins = first_sentences(story.lines, 1, kMostLines); !begins.empty()) {
            if (words.find(begins) != std::string::npos || story.lines.find(words) != std::string::npos) {
                story.lines.clear();
                changed.insert(v1::STORY_FIELD_LINES);
            }
        }
        // A title that was begun for it: the beginning of its words.
        if (words.starts_with(story.title.substr(0, story.title.rfind("…")))) {
            story.title = untitled(language_of(tx));
            changed.insert(v1::STORY_FIELD_TITLE);
        }
        tx.run(kForgetSource, story.id, nomination.id);
        tx.run(kForgetPicturedInSource, story.id, nomination.id);
        tx.run(kForgetPicturesOfSource, story.id, nomination.id);
        tx.run(kForgetPast, story.id);
        keep_version(tx, story, changed, story.changed_by);
        tell_story(tx, story.show, story.id);
    }
}

}  // namespace koebel::studio
