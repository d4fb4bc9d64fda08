#include "leaderboard/recount.hpp"

#include "base/static_text.hpp"
#include "leaderboard/rules.hpp"
#include "people/visible_to.hpp"

#include <algorithm>
#include <set>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kKept{
    "leaderboard.kept_periods",
    "SELECT kind, number, from_at, until_at, closed_at FROM board_period WHERE forgotten = 0"
};
constexpr store::Sql kPeopleAfter{
    "leaderboard.people_after", "SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT $2"
};
constexpr store::Sql kTeamsAfter{"leaderboard.teams_after", "SELECT id FROM team WHERE id > $1 ORDER BY id LIMIT $2"};
constexpr store::Sql kNextMember{"leaderboard.next_member", "SELECT MIN(member_id) FROM standing WHERE member_id > $1"};
constexpr auto kWeightsText =
    "SELECT r.giver_id, COUNT(*) FROM recognition r WHERE r.giver_id IN @list($1) AND " + people::kGivenToEveryone +
    " GROUP BY r.giver_id UNION ALL SELECT said.person_id, COUNT(*) FROM recognition_recipient said"
    " WHERE said.person_id IN @list($1) GROUP BY said.person_id UNION ALL SELECT touched.team_id, COUNT(*)"
    " FROM recognition_team touched WHERE touched.team_id IN @list($1) GROUP BY touched.team_id";
constexpr store::Sql kWeights{"leaderboard.weights", kWeightsText};
/// Thank-yous given to and by the members of a piece; one member alone may have more.
constexpr std::int64_t kThanksAtOnce = 2'000;
constexpr store::Sql kAllValues{"leaderboard.all_values", "SELECT id FROM value"};

// Of all four kinds of periods at once; they are added up here.
constexpr auto kNumbers = static_text("SELECT r.week, r.month, r.quarter, r.year, COUNT(*), MAX(r.given_at), ");
constexpr auto kByName =
    "r.giver_id, said.person_id FROM recognition_recipient said JOIN recognition r ON r.id = said.recognition_id"
    " WHERE r.team_id IS NULL AND " +
    people::kGivenToEveryone;
constexpr auto kRecountOfValue =
    "r.giver_id, said.person_id, carried.value_id FROM recognition_recipient said"
    " JOIN recognition r ON r.id = said.recognition_id"
    " JOIN recognition_value carried ON carried.recognition_id = r.id"
    " WHERE r.team_id IS NULL AND " +
    people::kGivenToEveryone;

constexpr auto kRecountReceivedText = kNumbers + kByName + " AND said.person_id IN @list($1) GROUP BY 1, 2, 3, 4, 7, 8";
constexpr store::Sql kRecountReceived{"leaderboard.recount_received", kRecountReceivedText};
constexpr auto kReceivedOfValueText =
    kNumbers + kRecountOfValue + " AND said.person_id IN @list($1) GROUP BY 1, 2, 3, 4, 7, 8, 9";
constexpr store::Sql kReceivedOfValue{"leaderboard.recount_received_of_value", kReceivedOfValueText};
constexpr auto kRecountGivenText = kNumbers + kByName + " AND r.giver_id IN @list($1) GROUP BY 1, 2, 3, 4, 7, 8";
constexpr store::Sql kRecountGiven{"leaderboard.recount_given", kRecountGivenText};
constexpr auto kGivenOfValueText =
    kNumbers + kRecountOfValue + " AND r.giver_id IN @list($1) GROUP BY 1, 2, 3, 4, 7, 8, 9";
constexpr store::Sql kGivenOfValue{"leaderboard.recount_given_of_value", kGivenOfValueText};
constexpr auto kTouchedText = kNumbers +
                              "touched.team_id FROM recognition_team touched"
                              " JOIN recognition r ON r.id = touched.recognition_id WHERE " +
                              people::kGivenToEveryone + " AND touched.team_id IN @list($1) GROUP BY 1, 2, 3, 4, 7";
constexpr store::Sql kTouched{"leaderboard.recount_teams", kTouchedText};

constexpr store::Sql kStored{
    "leaderboard.stored_places",
    "SELECT s.period, s.board, s.member_id, s.units, s.reached, s.present FROM standing s"
    " JOIN board_period p ON p.period = s.period AND p.forgotten = 0"
    " WHERE s.member_id IN @list($1) AND (s.units <> 0 OR s.present <> 0)"
};
constexpr store::Sql kStoredPairs{
    "leaderboard.stored_pairs",
    "SELECT s.giver_id, s.period, s.board, s.member_id, s.living FROM board_period p CROSS JOIN board_pair s"
    " WHERE p.forgotten = 0 AND s.period = p.period AND s.board IN @list($1) AND s.giver_id IN @list($2)"
    " AND s.living <> 0"
};

/// How often and when last, in the periods of one moment.
struct Times {
    Periods periods;
    std::int64_t times = 0;
    Instant newest;

    static Times from(const store::Row& row) {
        return {
            .periods =
                {.week = row.integer(0), .month = row.integer(1), .quarter = row.integer(2), .year = row.integer(3)},
            .times = row.integer(4),
            .newest = row.get<Instant>(5),
        };
    }
};

/// Of a team: no giver, no value.
struct Touched {
    Times said;
    std::string team;

    static Touched from(const store::Row& row) { return {Times::from(row), row.text(6)}; }
};

struct Named {
    Times said;
    std::string giver;
    std::string member;

    static Named from(const store::Row& row) { return {Times::from(row), row.text(6), row.text(7)}; }
    [[nodiscard]] static Ranking ranking() { return {v1::BOARD_KIND_RECEIVED}; }
};

struct OfValue : Named {
    ValueId value;

    static OfValue from(const store::Row& row) { return {Named::from(row), row.get<ValueId>(8)}; }
    [[nodiscard]] Ranking ranking() const { return {v1::BOARD_KIND_VALUE, value}; }
};

/// Adds up how often somebody thanked somebody, in each period that is kept.
class Sums {
public:
    struct Sum {
        std::int64_t times = 0;
        Instant newest;
    };
    using Key = std::tuple<BoardName, std::string, std::string>;  // giver, member

    explicit Sums(const KeptPeriods& kept) : kept_(kept) {}

    void add(const Ranking& ranking, const Times& said, const std::string& giver, const std::string& member) {
        for (const auto& period : said.periods.all()) {
            if (!kept_.contains(period)) continue;
            auto& sum = sums_[{{ranking, period}, giver, member}];
            sum.times += said.times;
            sum.newest = std::max(sum.newest, said.newest);
        }
    }
    template <class T>
    void add(const std::vector<T>& rows) {
        for (const auto& row : rows) add(row.ranking(), row.said, row.giver, row.member);
    }

    [[nodiscard]] const std::map<Key, Sum>& all() const { return sums_; }

private:
    const KeptPeriods& kept_;
    std::map<Key, Sum> sums_;
};

Pairs pairs_of(const KeptPeriods& kept, const std::vector<Named>& named, const std::vector<OfValue>& of_values) {
    Sums sums{kept};
    sums.add(named);
    sums.add(of_values);
    Pairs pairs;
    for (const auto& [key, sum] : sums.all()) {
        const auto& [board, giver, member] = key;
        pairs[{giver, board.period.text(), board.ranking.text(), member}] = sum.times;
    }
    return pairs;
}

}  // namespace

KeptPeriods kept_periods(store::Reader& reader) {
    KeptPeriods kept;
    for (const auto& row : reader.rows<PeriodRow>(kKept)) kept[row.period] = row.bounds.from;
    return kept;
}

std::vector<std::string> members_after(store::Reader& reader, const std::string& after, std::size_t limit) {
    const auto [people, teams] = reader.read(
        store::query<std::string>(kPeopleAfter, after, limit), store::query<std::string>(kTeamsAfter, after, limit)
    );
    std::set<std::string> members{people.begin(), people.end()};
    members.insert(teams.begin(), teams.end());
    std::string last = after;
    for (std::size_t i = 0; i < limit; ++i) {
        last = reader.row<std::string>(kNextMember, last).value_or("");
        if (last.empty()) break;
        members.insert(last);
    }
    while (members.size() > limit) members.erase(std::prev(members.end()));
    std::vector<std::string> piece{members.begin(), members.end()};
    std::map<std::string, std::int64_t> weights;
    for (const auto& [member, thanks] : reader.rows<std::tuple<std::string, std::int64_t>>(kWeights, piece)) {
        weights[member] += thanks;
    }
    std::int64_t weight = 0;
    const auto is_enough = [&](const std::string& member) { return (weight += weights[member]) > kThanksAtOnce; };
    const auto last_one = std::ranges::find_if(piece, is_enough);
    // At least one, whatever they cost.
    if (last_one != piece.end()) piece.erase(last_one == piece.begin() ? std::next(last_one) : last_one, piece.end());
    return piece;
}

Places recounted_places(store::Reader& reader, const KeptPeriods& kept, const std::vector<std::string>& members) {
    const std::vector<PersonId> people{members.begin(), members.end()};
    const auto [received, of_values, given, touched, on] = reader.read(
        store::query<Named>(kRecountReceived, members),
        store::query<OfValue>(kReceivedOfValue, members),
        store::query<Named>(kRecountGiven, members),
        store::query<Touched>(kTouched, members),
        on_boards(people)
    );
    Sums to_members{kept};
    to_members.add(received);
    to_members.add(of_values);
    for (const auto& [said, team] : touched) to_members.add({v1::BOARD_KIND_TEAMS}, said, "", team);
    Sums by_members{kept};
    for (const auto& row : given) by_members.add({v1::BOARD_KIND_GIVEN}, row.said, row.giver, row.member);

    const std::set<PersonId> present{on.begin(), on.end()};
    Places places;
    const auto add = [&](const BoardName& board, const std::string& member, std::int64_t units, Instant newest) {
        auto& place = places[{board.period.text(), board.ranking.text(), member}];
        place.period = board.period.text();
        place.board = board.ranking.text();
        place.member = member;
        place.units += units;
        place.reached = std::max(place.reached, reached_at(kept.at(board.period), newest));
        place.present = board.ranking.is_of_teams() || present.contains(PersonId{member});
    };
    for (const auto& [key, sum] : to_members.all()) {
        const auto& [board, giver, member] = key;
        add(board, member, board.ranking.is_of_teams() ? sum.times : units_of_pair(sum.times), sum.newest);
    }
    for (const auto& [key, sum] : by_members.all()) add(std::get<0>(key), std::get<1>(key), 1, sum.newest);
    return places;
}

Places stored_places(store::Reader& reader, const std::vector<std::string>& members) {
    Places places;
    for (auto& row : reader.rows<PlaceRow>(kStored, members)) {
        places.insert_or_assign({row.period, row.board, row.member}, row);
    }
    return places;
}

Pairs recounted_pairs(store::Reader& reader, const KeptPeriods& kept, const std::vector<std::string>& givers) {
    const auto [given, of_values] =
        reader.read(store::query<Named>(kRecountGiven, givers), store::query<OfValue>(kGivenOfValue, givers));
    return pairs_of(kept, given, of_values);
}

Pairs recounted_pairs_to(store::Reader& reader, const KeptPeriods& kept, const std::vector<std::string>& members) {
    const auto [received, of_values] =
        reader.read(store::query<Named>(kRecountReceived, members), store::query<OfValue>(kReceivedOfValue, members));
    return pairs_of(kept, received, of_values);
}

Pairs stored_pairs(store::Reader& reader, const std::vector<std::string>& givers) {
    using Row = std::tuple<std::string, std::string, std::string, std::string, std::int64_t>;
    Pairs pairs;
    for (const auto& [giver, period, board, member, living] :
         reader.rows<Row>(kStoredPairs, boards_of_pairs(reader), givers)) {
        pairs[{giver, period, board, member}] = living;
    }
    return pairs;
}

std::vector<std::string> boards_of_pairs(store::Reader& reader) {
    std::vector<std::string> boards{Ranking{v1::BOARD_KIND_RECEIVED}.text()};
    for (const auto& value : reader.rows<ValueId>(kAllValues)) {
        boards.push_back(Ranking{v1::BOARD_KIND_VALUE, value}.text());
    }
    return boards;
}

}  // namespace koebel::leaderboard
