#include "studio/editing.hpp"

#include "access/rights.hpp"
#include "people/value.hpp"
#include "studio/asking.hpp"
#include "studio/making.hpp"
#include "studio/pictures.hpp"
#include "studio/refusal.hpp"
#include "studio/telling.hpp"
#include "studio/writing.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace koebel::studio {
namespace {

constexpr store::Sql kChangedSince{
    "studio.changed_since", "SELECT fields FROM story_version WHERE story_id = $1 AND version > $2 ORDER BY version"
};

/// Refuses with kNotFound PERSON_NOT_FOUND, kFailedPrecondition ABOUT_YOURSELF.
Result<void> write_people(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const StoryId& id,
    const std::vector<Link>& people,
    const std::vector<LinkRow>& before
) {
    std::vector<PersonId> ids;
    ids.reserve(people.size());
    for (const auto& link : people) ids.push_back(link.person);
    if (std::ranges::find(ids, caller.person) != ids.end()) return refuse(Code::kFailedPrecondition, "ABOUT_YOURSELF");
    const auto [known] = tx.read(people::people_by_id(ids));
    for (const auto& person : ids) {
        const auto found = std::ranges::find(known, person, &people::Person::id);
        const bool was_there = std::ranges::find(before, person, &LinkRow::person) != before.end();
        if (found == known.end() || (!found->active && !was_there)) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    }
    write_links(tx, id, people);
    for (const auto& link : before) {
        if (std::ranges::find(ids, link.person) != ids.end()) continue;
        forget_pictured(tx, id, link.person);
        forget_question(tx, id.text(), link.person);
    }
    return {};
}

/// Whether somebody who is in a picture is in the story no more: that changes the picture too.
bool leaves_a_picture(const std::vector<Link>& people, const std::vector<PicturedRow>& pictured) {
    return std::ranges::any_of(pictured, [&](const PicturedRow& row) {
        return std::ranges::find(people, row.person, &Link::person) == people.end();
    });
}

/// The story as it says from now on. Refuses with kNotFound VALUE_NOT_FOUND.
Result<StoryRow> changed(store::Transaction& tx, StoryRow story, const Edit& edit) {
    if (edit.value && *edit.value != story.value) {
        const auto [values] = tx.read(people::values_by_id({*edit.value}));
        if (values.empty() || values.front().retired) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
        story.value = *edit.value;
    }
    if (edit.title) story.title = *edit.title;
    if (edit.text) story.text = *edit.text;
    if (edit.lines) story.lines = *edit.lines;
    if (edit.kind) story.kind = *edit.kind;
    return story;
}

}  // namespace

Result<v1::EditStoryResponse> edit_story(
    store::Transaction& tx, const rpc::Caller& caller, const StoryId& id, std::uint32_t version, const Edit& edit
) {
    const auto [rights, rows, links, pictured, since] = tx.read(
        access::rights_query(caller),
        story_for(caller.person, id),
        links_of({id}),
        pictured_in({id}),
        store::query<std::string>(kChangedSince, id, version)
    );
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    const auto& before = rows.front();
    if (auto may = may_change(before.show_state); !may) return std::unexpected(std::move(may.error()));
    if (version == 0 || version > before.version) return refuse(Code::kFailedPrecondition, "VERSION_UNKNOWN");
    std::vector<std::set<v1::StoryField>> others;
    others.reserve(since.size());
    std::ranges::transform(since, std::back_inserter(others), fields_from);
    auto fields = edit.fields();
    if (edit.people && leaves_a_picture(*edit.people, pictured)) fields.insert(v1::STORY_FIELD_PICTURES);
    if (auto both = changed_by_both(fields, others); !both.empty()) {
        return refuse_about(Code::kFailedPrecondition, "STORY_CHANGED", std::move(both));
    }

    auto story = changed(tx, before, edit);
    if (!story) return std::unexpected(std::move(story.error()));
    std::vector<PersonId> people;
    if (edit.people) {
        std::ranges::transform(*edit.people, std::back_inserter(people), &Link::person);
        auto written = write_people(tx, caller, id, *edit.people, links);
        if (!written) return std::unexpected(std::move(written.error()));
    } else {
        std::ranges::transform(links, std::back_inserter(people), &LinkRow::person);
    }
    if (edit.pictures) {
        auto written = write_pictures(tx, caller, id, *edit.pictures, people);
        if (!written) return std::unexpected(std::move(written.error()));
    }
    // Kind and value are how curators sort it; the rest is what somebody said yes to.
    const bool says_else = std::ranges::any_of(fields, [](v1::StoryField field) {
        return field != v1::STORY_FIELD_KIND && field != v1::STORY_FIELD_VALUE;
    });
    if (says_else) say_changed(tx, id.text(), caller.person);
    v1::EditStoryResponse response;
    response.set_version(keep_version(tx, *story, fields, caller.person));
    tell_story(tx, story->show, id);
    return response;
}

Result<v1::RemoveStoryResponse> remove_story(
    store::Transaction& tx, const rpc::Caller& caller, const StoryId& id, std::uint32_t version
) {
    const auto [rights, rows] = tx.read(access::rights_query(caller), story_for(caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    const auto& story = rows.front();
    if (auto may = may_change(story.show_state); !may) return std::unexpected(std::move(may.error()));
    if (story.in_rundown) return refuse(Code::kFailedPrecondition, "STORY_IN_RUNDOWN");
    if (story.version != version) return refuse(Code::kFailedPrecondition, "STORY_CHANGED");
    forget_story(tx, story);
    return v1::RemoveStoryResponse{};
}

void forget_story(store::Transaction& tx, const StoryRow& story) {
    tell_story(tx, story.show, story.id);
    forget_questions(tx, story.id.text());
    recognition::forget_pictures_of_story(tx, story.id.text());
    forget_story_rows(tx, story.id);
}

}  // namespace koebel::studio
