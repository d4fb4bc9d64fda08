#include "recognition/quiet_rule.hpp"

#include "recognition/stopping.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr std::chrono::local_days kFirstMonday{std::chrono::days{4}};  // 1970-01-05
constexpr std::chrono::hours kTimeOfDay{8};

Instant arrival_in(std::int64_t week, const Zone& zone) {
    return zone.to_instant(kFirstMonday + std::chrono::weeks{week} + kTimeOfDay);
}

}  // namespace

Instant latest_arrival(Instant now, const Zone& zone) {
    const auto week = zone.week(now);
    const auto this_monday = arrival_in(week, zone);
    return this_monday <= now ? this_monday : arrival_in(week - 1, zone);
}

Hearing heard_by(
    v1::Visibility visibility,
    const std::vector<PersonId>& thanked,
    const std::vector<PersonId>& stopped_by,
    const std::vector<PersonId>& quiet
) {
    Hearing hearing;
    std::vector<PersonId> waiting;
    for (const auto& person : thanked) {
        auto& one = hearing.thanked.emplace_back(Thanked{.person = person});
        if (is_withheld(visibility, person, stopped_by)) {
            one.withheld = Withheld::kForGood;
        } else if (std::ranges::find(quiet, person) != quiet.end()) {
            one.withheld = Withheld::kUntilItArrives;
            waiting.push_back(person);
        } else {
            hearing.told.push_back(person);
        }
    }
    if (visibility == v1::VISIBILITY_ONLY_US || waiting.empty()) return hearing;
    hearing.off = waiting.size() == thanked.size();
    if (!hearing.off) hearing.unnamed = std::move(waiting);
    return hearing;
}

}  // namespace koebel::recognition
