#include "leaderboard/merging.hpp"

#include "leaderboard/righting.hpp"
#include "people/organisation.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kRunningPlaces{
    "leaderboard.running_places_of",
    "SELECT COUNT(*) FROM standing s JOIN board_period p ON p.period = s.period AND p.closed_at IS NULL"
    " AND p.forgotten = 0 WHERE s.member_id = $1 AND s.units > 0"
};
/// Each has a place on a dozen boards in as many periods as are kept.
constexpr std::size_t kMembersMadeRightAtOnce = 20;

Pairs pairs_around_both(store::Reader& reader, const KeptPeriods& kept, const people::Merge& merge) {
    const std::vector<std::string> both{merge.stays.text(), merge.goes.text()};
    auto pairs = recounted_pairs(reader, kept, both);
    pairs.merge(recounted_pairs_to(reader, kept, both));
    return pairs;
}

}  // namespace

MergedStandings::MergedStandings(store::Transaction& tx, people::Merge merge)
    : merge_(std::move(merge)), kept_(kept_periods(tx)), before_(pairs_around_both(tx, kept_, merge_)) {}

std::vector<std::string> MergedStandings::concerned() const {
    const auto stays = merge_.stays.text();
    const auto goes = merge_.goes.text();
    std::set<std::string> others;
    for (const auto& [key, living] : before_) {
        const auto& [giver, period, board, member] = key;
        if (member == goes && before_.contains({giver, period, board, stays})) others.insert(giver);
        if (giver == goes && before_.contains({stays, period, board, member})) others.insert(member);
    }
    std::vector<std::string> all{stays, goes};
    for (const auto& other : others) {
        if (other != stays && other != goes) all.push_back(other);
    }
    return all;
}

void MergedStandings::make_right(store::Transaction& tx) const {
    write_changed_pairs(tx, pairs_around_both(tx, kept_, merge_), before_);
    const auto [organisations] = tx.read(people::organisation());
    const auto& zone = organisations.at(0).zone;
    const auto all = concerned();
    std::vector<IndexUpdate> updates;
    bool has_changed = false;
    std::span<const std::string> rest{all};
    while (!rest.empty()) {
        const auto some = rest.first(std::min(rest.size(), kMembersMadeRightAtOnce));
        rest = rest.subspan(some.size());
        auto righted = make_places_right(tx, {some.begin(), some.end()}, zone);
        std::ranges::move(righted.updates, std::back_inserter(updates));
        has_changed = has_changed || righted.has_changed;
    }
    if (has_changed) append_boards_changed(tx, updates);
}

store::Query<std::uint32_t> running_places_of(const PersonId& person) {
    return store::query<std::uint32_t>(kRunningPlaces, person);
}

}  // namespace koebel::leaderboard
