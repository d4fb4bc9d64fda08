#include "studio/making.hpp"

#include "access/rights.hpp"
#include "base/text.hpp"
#include "show/repository.hpp"
#include "studio/asking.hpp"
#include "studio/refusal.hpp"
#include "studio/source_material.hpp"
#include "studio/story_rules.hpp"
#include "studio/telling.hpp"
#include "studio/writing.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace koebel::studio {
namespace {

constexpr store::Sql kCountStories{"studio.count_stories", "SELECT COUNT(*) FROM story WHERE show_id = $1"};

/// A title to begin with: the beginning of what it says, whole words.
std::string title_from(std::string_view text) {
    const auto line = trimmed(text.substr(0, text.find('\n')));
    auto sentence = first_sentences(line, 1, kMostTitle);
    if (!sentence.empty()) return sentence;
    const auto beginning = first_code_points(line, kMostTitle - 1);
    const auto space = beginning.rfind(' ');
    return std::string{space == std::string_view::npos ? beginning : beginning.substr(0, space)} + "…";
}

}  // namespace

Result<Sources> Sources::of(std::vector<std::string> nominations, std::vector<std::string> recognitions) {
    const auto count = nominations.size() + recognitions.size();
    if (count == 0) return refuse(Code::kInvalidArgument, "NO_SOURCE");
    if (count > kMostSources) return refuse(Code::kInvalidArgument, "TOO_MANY_SOURCES");
    std::set<std::string> each{nominations.begin(), nominations.end()};
    each.insert(recognitions.begin(), recognitions.end());
    if (each.size() != count) return refuse(Code::kInvalidArgument, "DUPLICATE_SOURCE");
    Sources sources;
    for (auto& id : nominations) sources.nominations.emplace_back(std::move(id));
    for (auto& id : recognitions) sources.recognitions.emplace_back(std::move(id));
    return sources;
}

Result<void> may_change(v1::ShowState state) {
    if (state == v1::SHOW_STATE_AIRED) return refuse(Code::kFailedPrecondition, "SHOW_AIRED");
    if (state == v1::SHOW_STATE_READY) return refuse(Code::kFailedPrecondition, "SHOW_READY");
    return {};
}

Result<v1::MakeStoryResponse> make_story(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const show::ShowId& show,
    const Sources& sources,
    std::string_view title
) {
    const auto [rights, shows] = tx.read(access::rights_query(caller), show::show_by_id(show));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    if (auto may = may_change(shows.front().state); !may) return std::unexpected(std::move(may.error()));
    const auto made = make(tx, caller, show, sources, title);
    if (!made) return std::unexpected(made.error());
    tell_story(tx, show, *made);
    v1::MakeStoryResponse response;
    response.set_story_id(made->text());
    return response;
}

Result<StoryId> make(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const show::ShowId& show,
    const Sources& sources,
    std::string_view title
) {
    auto material = read_material(tx, caller, show, sources);
    if (!material) return std::unexpected(std::move(material.error()));
    if (material->people.size() > kMostPeople) return refuse(Code::kFailedPrecondition, "TOO_MANY_PEOPLE");
    if (tx.row<std::int64_t>(kCountStories, show).value_or(0) >= kMostStories) {
        return refuse(Code::kFailedPrecondition, "TOO_MANY_STORIES");
    }

    NewStory story{
        .id = StoryId{tx.new_id()},
        .show = show,
        .kind = material->kind.value_or(v1::NOMINATION_KIND_QUIET_STRENGTH),
        .value = material->value,
        .text = material->text(),
    };
    story.title = title.empty() ? title_from(story.text) : std::string{title};
    // Of the first paragraph: the next one tells of something else.
    story.lines = first_sentences(story.text.substr(0, story.text.find('\n')), kMostSentences, kMostLines);
    for (const auto& person : material->people) story.links.push_back({person, {}});
    story.words = std::move(material->words);
    insert_story(tx, story, sources, caller.person);
    return story.id;
}

Result<v1::AddSourcesResponse> add_sources(
    store::Transaction& tx, const rpc::Caller& caller, const StoryId& id, const Sources& sources
) {
    const auto [rights, rows, links, before] =
        tx.read(access::rights_query(caller), story_for(caller.person, id), links_of({id}), sources_of({id}));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    const auto& story = rows.front();
    if (auto may = may_change(story.show_state); !may) return std::unexpected(std::move(may.error()));
    const auto count = before.size() + sources.nominations.size() + sources.recognitions.size();
    if (count > kMostSources) return refuse(Code::kInvalidArgument, "TOO_MANY_SOURCES");
    const auto material = read_material(tx, caller, story.show, sources);
    if (!material) return std::unexpected(material.error());

    std::vector<Link> all;
    for (const auto& link : links) all.push_back({link.person, link.deed});
    for (const auto& person : material->people) {
        if (std::ranges::find(all, person, &Link::person) == all.end()) all.push_back({person, {}});
    }
    if (all.size() > kMostPeople) return refuse(Code::kFailedPrecondition, "TOO_MANY_PEOPLE");
    std::set changed{v1::STORY_FIELD_SOURCES};
    if (all.size() > links.size()) {
        write_links(tx, id, all);
        changed.insert(v1::STORY_FIELD_PEOPLE);
        say_changed(tx, id.text(), caller.person);
    }
    append_sources(tx, id, sources, material->words);
    const auto version = keep_version(tx, story, changed, caller.person);
    tell_story(tx, story.show, id);
    v1::AddSourcesResponse response;
    response.set_version(version);
    return response;
}

}  // namespace koebel::studio
