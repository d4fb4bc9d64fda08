#include "studio/seeding.hpp"

#include "recognition/pictures.hpp"
#include "show/repository.hpp"
#include "studio/pictures.hpp"
#include "studio/rundown.hpp"
#include "studio/told.hpp"
#include "studio/writing.hpp"

#include <utility>

namespace koebel::studio {
namespace {

constexpr store::Sql kSeedAnswer{
    "studio.seed_answer",
    "INSERT INTO stage_question (subject_id, person_id, asked_by, asked_at, answer, answered_at)"
    " VALUES ($1, $2, $3, $4, 1, $4)"
};
static_assert(v1::STAGE_ANSWER_YES == 1);

}  // namespace

void seed_story(store::Transaction& tx, const SeedStory& seed) {
    const auto [shows] = tx.read(show::show_by_id(seed.show));
    const auto& show = shows.front();
    const NewStory story{
        .id = StoryId{tx.new_id()},
        .show = seed.show,
        .kind = seed.kind,
        .value = seed.value,
        .title = seed.title,
        .text = seed.text,
        .lines = seed.lines,
        .links = seed.people,
    };
    insert_story(tx, story, {}, seed.by);
    if (seed.picture) {
        const auto id = recognition::seed_picture(tx, seed.by, *seed.picture, story.id.text());
        put_picture(tx, story.id, {.id = id, .alternative_text = seed.alternative_text, .people_named = true}, 0);
    }
    if (show.state != v1::SHOW_STATE_AIRED) return;
    insert_segment(tx, seed.show, {.kind = v1::Segment::kStory, .story = story.id}, {}, {});
    for (const auto& link : seed.people) {
        tx.run(kSeedAnswer, story.id, link.person, seed.by, show.times.closes_at);
    }
    keep_told(tx, show, {story.id});
}

}  // namespace koebel::studio
