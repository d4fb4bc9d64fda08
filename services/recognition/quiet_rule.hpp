#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "base/zone.hpp"

#include <koebel/v1/recognition.pb.h>

#include <cstdint>
#include <vector>

namespace koebel::recognition {

// What is said to who wants it quietly arrives on Mondays at 08:00 by the organisation's clock, with them alone. Pure.

/// The newest moment of arrival that `now` has reached: what was given before it has arrived by now.
[[nodiscard]] Instant latest_arrival(Instant now, const Zone& zone);

/// Whether a recognition is there for one of the people thanked; the numbers stand in recognition_recipient.withheld.
enum class Withheld : std::uint8_t { kNo = 0, kForGood = 1, kUntilItArrives = 2 };

/// One of the people thanked.
struct Thanked {
    PersonId person;
    Withheld withheld = Withheld::kNo;

    bool operator==(const Thanked&) const = default;
};

/// Who hears of a new recognition, and how.
struct Hearing {
    std::vector<Thanked> thanked;   ///< everyone, in the giver's order
    std::vector<PersonId> told;     ///< who is told now
    std::vector<PersonId> unnamed;  ///< who gets it quietly among others: named to who takes part alone
    bool off = false;  ///< all get it quietly: off the feed, the team's pages and the screens from the start
};

/// What giver and visibility decide, and what the people thanked want: `stopped_by` none of the giver's private ones,
/// `quiet` all of it quietly. To stop goes first.
[[nodiscard]] Hearing heard_by(
    v1::Visibility visibility,
    const std::vector<PersonId>& thanked,
    const std::vector<PersonId>& stopped_by,
    const std::vector<PersonId>& quiet
);

}  // namespace koebel::recognition
