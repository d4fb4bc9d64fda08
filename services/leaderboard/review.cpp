#include "leaderboard/index_updates.hpp"
#include "leaderboard/rules.hpp"
#include "leaderboard/standings.hpp"
#include "people/organisation.hpp"

#include <algorithm>
#include <set>
#include <span>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kPlacesOf{
    "leaderboard.places_of",
    "SELECT period, board, member_id, units, reached, present FROM standing WHERE member_id IN @list($1) AND units > 0"
    " ORDER BY period, board, member_id"
};
constexpr store::Sql kSetPresent{
    "leaderboard.set_present", "UPDATE standing SET present = $2 WHERE member_id IN @list($1) AND units > 0"
};
/// Each has a place on a dozen boards in as many periods as are kept.
constexpr std::size_t kPeopleAtOnce = 20;

}  // namespace

void review(store::Transaction& tx, const std::vector<PersonId>& people) {
    std::span<const PersonId> rest{people};
    std::vector<IndexUpdate> updates;
    bool has_changed = false;
    while (!rest.empty()) {
        const auto some = rest.first(std::min(rest.size(), kPeopleAtOnce));
        rest = rest.subspan(some.size());
        const std::vector<PersonId> piece{some.begin(), some.end()};
        const auto [organisations, places, on] =
            tx.read(people::organisation(), store::query<PlaceRow>(kPlacesOf, piece), leaderboard::on_boards(piece));
        const auto running = periods_of(organisations.at(0).zone, tx.now());
        const std::set<PersonId> present{on.begin(), on.end()};
        std::set<PersonId> coming;
        std::set<PersonId> going;
        for (const auto& place : places) {
            const PersonId person{place.member};
            const bool is_present = present.contains(person);
            if (is_present == place.present) continue;
            (is_present ? coming : going).insert(person);
            auto board = BoardName::parse(place.board + "/" + place.period);
            if (!board || !is_indexed(board->period, running)) continue;
            updates.push_back({.board = *std::move(board), .member = place.member, .score = {}});
            if (is_present) updates.back().score = score_of(place.units, place.reached);
        }
        if (!coming.empty()) tx.run(kSetPresent, std::vector<PersonId>{coming.begin(), coming.end()}, 1);
        if (!going.empty()) tx.run(kSetPresent, std::vector<PersonId>{going.begin(), going.end()}, 0);
        has_changed = has_changed || !coming.empty() || !going.empty();
    }
    if (has_changed) append_boards_changed(tx, updates);
}

}  // namespace koebel::leaderboard
