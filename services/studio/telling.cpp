#include "studio/telling.hpp"

#include "people/topics.hpp"
#include "people/visible_to.hpp"

#include <koebel/v1/options.pb.h>

#include <utility>

namespace koebel::studio {
namespace {

constexpr auto kStoryCuratorsText =
    "SELECT p.id FROM person p JOIN story st ON st.id = $1 WHERE p.active = 1 AND p.id IN (SELECT role_of.person_id"
    " FROM person_role role_of WHERE role_of.role = 3) AND " +
    people::story_curated_by("p.id") + " ORDER BY p.id";
constexpr store::Sql kStoryCurators{"studio.story_curators", kStoryCuratorsText};
constexpr store::Sql kAllCurators{
    "studio.curators",
    "SELECT p.id FROM person p WHERE p.active = 1 AND p.id IN (SELECT role_of.person_id FROM person_role role_of"
    " WHERE role_of.role = 3) ORDER BY p.id"
};
static_assert(v1::ROLE_CURATOR == 3);

std::uint64_t append_changed(
    store::Transaction& tx, const std::vector<PersonId>& people, const show::ShowId& show, const StoryId& story
) {
    std::uint64_t position = 0;
    for (const auto& person : people) {
        store::NewEntry entry{.topic = people::topic_of(person), .body = {}};
        entry.body.mutable_studio_changed()->set_show_id(show.text());
        entry.body.mutable_studio_changed()->set_story_id(story.text());
        position = tx.append(std::move(entry));
    }
    return position;
}

}  // namespace

std::uint64_t tell_story(store::Transaction& tx, const show::ShowId& show, const StoryId& story) {
    return append_changed(tx, tx.rows<PersonId>(kStoryCurators, story), show, story);
}

std::uint64_t tell_studio(store::Transaction& tx, const show::ShowId& show) {
    return append_changed(tx, tx.rows<PersonId>(kAllCurators), show, {});
}

std::uint64_t tell_asked(store::Transaction& tx, const PersonId& person) {
    store::NewEntry entry{.topic = people::topic_of(person), .body = {}};
    entry.body.mutable_stage_changed();
    return tx.append(std::move(entry));
}

}  // namespace koebel::studio
