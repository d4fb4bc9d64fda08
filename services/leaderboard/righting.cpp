#include "leaderboard/righting.hpp"

#include "leaderboard/rules.hpp"

#include <map>
#include <utility>

namespace koebel::leaderboard {
namespace {

/// What is to be written so that `stored` becomes `expected`.
template <class Map, class Nothing>
Map changes(const Map& expected, const Map& stored, Nothing nothing) {
    Map changed;
    for (const auto& [key, value] : stored) {
        if (!expected.contains(key)) changed.emplace(key, nothing(value));
    }
    for (const auto& [key, value] : expected) {
        const auto found = stored.find(key);
        if (found == stored.end() || found->second != value) changed.emplace(key, value);
    }
    return changed;
}

}  // namespace

void write_changed_pairs(store::Transaction& tx, const Pairs& expected, const Pairs& stored) {
    std::map<std::string, std::vector<PairRow>> rows;
    for (const auto& [key, living] : changes(expected, stored, [](std::int64_t) { return std::int64_t{0}; })) {
        const auto& [giver, period, board, member] = key;
        rows[giver].push_back({.period = period, .board = board, .member = member, .living = living});
    }
    for (const auto& [giver, of_giver] : rows) write_pairs(tx, PersonId{giver}, of_giver);
}

void make_pairs_right(store::Transaction& tx, const std::vector<std::string>& givers) {
    write_changed_pairs(tx, recounted_pairs(tx, kept_periods(tx), givers), stored_pairs(tx, givers));
}

PlacesRighted make_places_right(store::Transaction& tx, const std::vector<std::string>& members, const Zone& zone) {
    const auto kept = kept_periods(tx);
    const auto changed = changes(recounted_places(tx, kept, members), stored_places(tx, members), [](PlaceRow place) {
        place.units = place.reached = 0;
        place.present = false;
        return place;
    });
    const auto running = periods_of(zone, tx.now());
    std::vector<PlaceRow> rows;
    std::vector<IndexUpdate> updates;
    for (const auto& [key, place] : changed) {
        rows.push_back(place);
        auto board = BoardName::parse(place.board + "/" + place.period);
        if (!board || board->ranking.is_of_teams() || !is_indexed(board->period, running)) continue;
        updates.push_back({.board = *std::move(board), .member = place.member, .score = {}});
        if (place.present) updates.back().score = score_of(place.units, place.reached);
    }
    write_places(tx, rows);
    return {.has_changed = !rows.empty(), .updates = std::move(updates)};
}

}  // namespace koebel::leaderboard
