#pragma once

#include "store/transaction.hpp"
#include "studio/making.hpp"
#include "studio/story.hpp"
#include "studio/story_rules.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace koebel::studio {

// How a story stands in SQL: the statements that write it.

/// A story that is to be there.
struct NewStory {
    StoryId id;
    show::ShowId show;
    v1::NominationKind kind = v1::NOMINATION_KIND_UNSPECIFIED;
    ValueId value;
    std::string title = {};
    std::string text = {};
    std::string lines = {};
    std::vector<Link> links = {};
    std::vector<std::string> words = {};  ///< of each source
};

void insert_story(store::Transaction& tx, const NewStory& story, const Sources& sources, const PersonId& by);

/// In the place of those there were.
void write_links(store::Transaction& tx, const StoryId& id, const std::vector<Link>& links);

/// Behind those that are there. `words`: what each brought along, nominations first.
void append_sources(
    store::Transaction& tx, const StoryId& id, const Sources& sources, const std::vector<std::string>& words
);

/// A version further, with what `story` says now, and into its history. The new version.
std::uint32_t keep_version(
    store::Transaction& tx, const StoryRow& story, const std::set<v1::StoryField>& changed, const PersonId& by
);

/// All of it, but for its pictures' bytes.
void forget_story_rows(store::Transaction& tx, const StoryId& id);

}  // namespace koebel::studio
