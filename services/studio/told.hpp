#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"
#include "people/visible_to.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "studio/story.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace koebel::studio {

// Whom shows told of (table told), and who has not been seen for long: PRODUCT.md, rule 4. Breadth, never a score.

/// So long in no show, and somebody has not been seen for long.
inline constexpr std::chrono::days kNotSeenFor{365};
/// Somebody new has been here so long at most.
inline constexpr std::chrono::days kNewcomerFor{90};
/// A quiet hero was thanked or mentioned by colleagues of three teams in so many days.
inline constexpr std::chrono::days kHeroDays{90};

/// When each of them was last told of in a show that was aired; who never was is not in it.
[[nodiscard]] std::map<PersonId, Instant> last_told(store::Reader& reader, const std::vector<PersonId>& people);

/// The show was aired: keeps whom these stories told of, of those who agreed.
void keep_told(store::Transaction& tx, const show::Show& show, const std::vector<StoryId>& stories);

/// What the conditions below compare with.
struct Moments {
    Instant hero_since;
    Instant not_seen_since;
    std::string not_seen_day;  ///< the same as a day, "2026-03-01"
    Instant newcomer_since;
    std::string newcomer_day;

    static Moments at(Instant now, const Zone& zone);
};

// Conditions on a row `p` of table person. The arguments are those of Moments, in its order, from $1 on.

/// Thanked or mentioned for everyone to see by colleagues of three teams or more, and told of in no show.
inline constexpr auto kIsQuietHero =
    "(NOT EXISTS (SELECT 1 FROM told seen WHERE seen.person_id = p.id AND seen.at >= $2) AND (SELECT COUNT(DISTINCT"
    " from_team.team_id) FROM recognition r JOIN membership from_team ON from_team.person_id = r.giver_id"
    " AND from_team.ordinal = 0 WHERE r.given_at >= $1 AND r.giver_id <> p.id AND r.id IN (SELECT "
    "thanked.recognition_id"
    " FROM recognition_recipient thanked WHERE thanked.person_id = p.id AND thanked.withheld = 0 UNION SELECT"
    " named.recognition_id FROM recognition_mention named WHERE named.person_id = p.id) AND " +
    people::kVisibleToEveryone + ") >= 3)";

/// Told of in no show, and here for longer than that.
inline constexpr auto kIsNotSeen = static_text(
    "(NOT EXISTS (SELECT 1 FROM told seen WHERE seen.person_id = p.id AND seen.at >= $2)"
    " AND ((p.started_on <> '' AND p.started_on < $3) OR (p.started_on = '' AND p.created_at < $2)))"
);

/// Here for a short time.
inline constexpr auto kIsNewcomer =
    static_text("((p.started_on <> '' AND p.started_on >= $5) OR (p.started_on = '' AND p.created_at >= $4))");

/// What can be said of somebody at these moments.
struct Seen {
    bool quiet_hero = false;
    bool newcomer = false;
};
[[nodiscard]] std::map<PersonId, Seen> seen_of(
    store::Reader& reader, const std::vector<PersonId>& people, const Moments& moments
);

}  // namespace koebel::studio
