#include "leaderboard/extract.hpp"

#include "base/static_text.hpp"
#include "leaderboard/rules.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace koebel::leaderboard {
namespace {

constexpr auto kOnBoard = static_text(" FROM standing s WHERE s.period = $1 AND s.board = $2 AND s.present = 1");

constexpr auto kTopText = "SELECT s.member_id, s.units" + kOnBoard + " ORDER BY s.score, s.member_id LIMIT $3";
constexpr store::Sql kTop{"leaderboard.top", kTopText};

constexpr auto kSizeText = "SELECT COUNT(*)" + kOnBoard;
constexpr store::Sql kSize{"leaderboard.size", kSizeText};

constexpr auto kMineText = "SELECT s.score" + kOnBoard + " AND s.member_id = $3";
constexpr store::Sql kMine{"leaderboard.mine", kMineText};

// With how many have more units than each, of whom there are few.
constexpr auto kRanked = static_text(
    "SELECT s.member_id, s.units, 1 + (SELECT COUNT(*) FROM standing above WHERE above.period = $1 AND above.board = $2"
    " AND above.present = 1 AND above.score < -(s.units * 33554432))"
);
constexpr auto kOwnText = kRanked + kOnBoard + " AND s.member_id = $3";
constexpr store::Sql kOwn{"leaderboard.own_place", kOwnText};

// $3, $4: my score and id.
constexpr auto kUpwardsText =
    kRanked + kOnBoard + " AND (s.score, s.member_id) <= ($3, $4) ORDER BY s.score DESC, s.member_id DESC LIMIT $5";
constexpr store::Sql kUpwards{"leaderboard.upwards", kUpwardsText};
constexpr auto kDownwardsText =
    kRanked + kOnBoard + " AND (s.score, s.member_id) > ($3, $4) ORDER BY s.score, s.member_id LIMIT $5";
constexpr store::Sql kDownwards{"leaderboard.downwards", kDownwardsText};

struct RankedPlace {
    Place place;
    static RankedPlace from(const store::Row& row) {
        return {{.member = row.text(0), .units = row.integer(1), .rank = row.get<std::uint32_t>(2)}};
    }
};

using FirstPlace = std::tuple<std::string, std::int64_t>;

}  // namespace

void rank_from_first(std::vector<Place>& places) {
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool is_tie = i > 0 && places[i].units == places[i - 1].units;
        places[i].rank = is_tie ? places[i - 1].rank : static_cast<std::uint32_t>(i + 1);
    }
}

OwnPlace read_own_place(store::Reader& reader, const BoardName& board, const PersonId& person) {
    const auto [mine] = reader.read(store::query<RankedPlace>(kOwn, board.period.text(), board.ranking.text(), person));
    OwnPlace own{.place = std::nullopt, .position = store::log_head(reader).position};
    if (!mine.empty()) own.place = mine.front().place;
    return own;
}

Extract read_extract(store::Reader& reader, const BoardName& board, const PersonId& me) {
    const auto period = board.period.text();
    const auto ranking = board.ranking.text();
    const auto [top, size, mine] = reader.read(
        store::query<FirstPlace>(kTop, period, ranking, kNamed),
        store::query<std::uint64_t>(kSize, period, ranking),
        store::query<std::int64_t>(kMine, period, ranking, me)
    );
    Extract extract{.size = size.at(0), .position = store::log_head(reader).position};
    for (const auto& [member, units] : top) extract.top.push_back({.member = member, .units = units});
    rank_from_first(extract.top);
    if (mine.empty()) return extract;

    const auto own = std::ranges::find(extract.top, me.text(), &Place::member);
    if (own != extract.top.end()) {
        extract.me = *own;
        return extract;
    }
    const auto [upwards, downwards] = reader.read(
        store::query<RankedPlace>(kUpwards, period, ranking, mine.front(), me, kNeighbours + 1),
        store::query<RankedPlace>(kDownwards, period, ranking, mine.front(), me, kNeighbours)
    );
    for (const auto& one : upwards) extract.around.insert(extract.around.begin(), one.place);
    extract.me = extract.around.back();
    for (const auto& one : downwards) extract.around.push_back(one.place);
    return extract;
}

}  // namespace koebel::leaderboard
