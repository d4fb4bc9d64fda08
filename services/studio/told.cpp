#include "studio/told.hpp"

#include "studio/month.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace koebel::studio {
namespace {

constexpr store::Sql kLastTold{
    "studio.last_told", "SELECT person_id, MAX(at) FROM told WHERE person_id IN @list($1) GROUP BY person_id"
};
constexpr store::Sql kKeepTold{
    "studio.keep_told",
    "INSERT INTO told (show_id, story_id, person_id, value_id, team_id, at) VALUES ($1, $2, $3, $4, (SELECT "
    "main.team_id"
    " FROM membership main WHERE main.person_id = $3 AND main.ordinal = 0), $5)"
    " ON CONFLICT (show_id, story_id, person_id) DO NOTHING"
};
constexpr auto kToldStoriesText =
    "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins + " WHERE st.id IN @list($1)";
constexpr store::Sql kToldStories{"studio.told_stories", kToldStoriesText};
constexpr auto kSeenOfText = "SELECT p.id, CASE WHEN " + kIsQuietHero + " THEN 1 ELSE 0 END, CASE WHEN " + kIsNewcomer +
                             " THEN 1 ELSE 0 END FROM person p WHERE p.id IN @list($6) AND $3 <> ''";
constexpr store::Sql kSeenOf{"studio.seen_of", kSeenOfText};

}  // namespace

std::map<PersonId, Instant> last_told(store::Reader& reader, const std::vector<PersonId>& people) {
    std::map<PersonId, Instant> told;
    for (const auto& [person, at] : reader.rows<std::tuple<PersonId, Instant>>(kLastTold, people)) told[person] = at;
    return told;
}

void keep_told(store::Transaction& tx, const show::Show& show, const std::vector<StoryId>& stories) {
    const auto rows = tx.rows<StoryRow>(kToldStories, stories);
    const auto parts = parts_of(tx, rows);
    for (const auto& story : rows) {
        for (const auto& actor : parts.cast(story, tx.now())) {
            if (!has_agreed(actor.state)) continue;
            tx.run(kKeepTold, show.id, story.id, actor.person.id, story.value, show.times.airs_at);
        }
    }
}

Moments Moments::at(Instant now, const Zone& zone) {
    const auto not_seen = now - kNotSeenFor;
    const auto newcomer = now - kNewcomerFor;
    return {
        .hero_since = now - kHeroDays,
        .not_seen_since = not_seen,
        .not_seen_day = day_of(not_seen, zone),
        .newcomer_since = newcomer,
        .newcomer_day = day_of(newcomer, zone),
    };
}

std::map<PersonId, Seen> seen_of(store::Reader& reader, const std::vector<PersonId>& people, const Moments& moments) {
    std::map<PersonId, Seen> seen;
    const auto rows = reader.rows<std::tuple<PersonId, bool, bool>>(
        kSeenOf,
        moments.hero_since,
        moments.not_seen_since,
        moments.not_seen_day,
        moments.newcomer_since,
        moments.newcomer_day,
        people
    );
    for (const auto& [person, quiet_hero, newcomer] : rows) seen[person] = {quiet_hero, newcomer};
    return seen;
}

}  // namespace koebel::studio
