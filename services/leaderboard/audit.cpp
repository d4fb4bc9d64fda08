#include "leaderboard/audit.hpp"

#include "base/static_text.hpp"
#include "leaderboard/board.hpp"
#include "leaderboard/rules.hpp"
#include "leaderboard/standing_rows.hpp"
#include "people/visible_to.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

namespace koebel::leaderboard {
namespace {

constexpr auto kNumber = static_text(
    "SELECT CASE $1 WHEN 1 THEN r.week WHEN 2 THEN r.month WHEN 3 THEN r.quarter ELSE r.year END, COUNT(*),"
    " MAX(r.given_at), "
);

constexpr auto kPairsText =
    kNumber +
    "r.giver_id, said.person_id FROM recognition r"
    " JOIN recognition_recipient said ON said.recognition_id = r.id WHERE r.team_id IS NULL AND " +
    people::kVisibleToEveryone + " GROUP BY 1, 4, 5";
constexpr store::Sql kPairs{"leaderboard.audit_pairs", kPairsText};

constexpr auto kValuePairsText = kNumber +
                                 "r.giver_id, said.person_id, carried.value_id FROM recognition r"
                                 " JOIN recognition_recipient said ON said.recognition_id = r.id"
                                 " JOIN recognition_value carried ON carried.recognition_id = r.id"
                                 " WHERE r.team_id IS NULL AND " +
                                 people::kVisibleToEveryone + " GROUP BY 1, 4, 5, 6";
constexpr store::Sql kValuePairs{"leaderboard.audit_value_pairs", kValuePairsText};

constexpr auto kTeamsText = kNumber +
                            "touched.team_id FROM recognition r"
                            " JOIN recognition_team touched ON touched.recognition_id = r.id WHERE " +
                            people::kVisibleToEveryone + " GROUP BY 1, 4";
constexpr store::Sql kTeams{"leaderboard.audit_teams", kTeamsText};

constexpr store::Sql kPeriods{
    "leaderboard.audit_periods",
    "SELECT kind, number, from_at, until_at, closed_at FROM board_period WHERE forgotten = 0"
};
constexpr store::Sql kStandings{
    "leaderboard.audit_standings",
    "SELECT s.period, s.board, s.member_id, s.units, s.reached, s.present FROM standing s"
    " JOIN board_period p ON p.period = s.period AND p.forgotten = 0 WHERE s.units <> 0 OR s.present <> 0"
};
constexpr store::Sql kStoredPairs{
    "leaderboard.audit_stored_pairs",
    "SELECT s.period, s.board, s.member_id, s.giver_id, s.living FROM board_pair s"
    " JOIN board_period p ON p.period = s.period AND p.forgotten = 0 WHERE s.living <> 0"
};

/// What the recognitions make of all boards.
class Audit {
public:
    explicit Audit(store::Reader& reader) {
        for (const auto& row : reader.rows<PeriodRow>(kPeriods)) from_[row.period] = row.bounds.from;
        for (const auto kind : kPeriodKinds) read(reader, kind);
        std::set<PersonId> people;
        for (const auto& [key, place] : places_) {
            if (key.first.ranking.kind != v1::BOARD_KIND_TEAMS) people.emplace(key.second);
        }
        const auto [present] = reader.read(on_boards({people.begin(), people.end()}));
        present_.insert(present.begin(), present.end());
    }

    [[nodiscard]] std::optional<std::string> first_difference(store::Reader& reader) {
        const auto rows = reader.rows<PlaceRow>(kStandings);
        for (const auto& row : rows) {
            const auto board = BoardName::parse(row.board + "/" + row.period);
            const auto found = board ? places_.find({*board, row.member}) : places_.end();
            if (found == places_.end()) return said(row) + "; nothing makes it so";
            auto expected = row;
            expected.units = found->second.units;
            expected.reached = reached_at(from_.at(board->period), found->second.newest);
            expected.present = board->ranking.is_of_teams() || present_.contains(PersonId{row.member});
            if (expected != row) return said(row) + "; recognitions make it " + numbers(expected);
        }
        if (rows.size() != places_.size()) {
            return std::to_string(places_.size()) + " places follow from the recognitions, and " +
                   std::to_string(rows.size()) + " stand there";
        }
        return wrong_pair(reader);
    }

private:
    struct Made {
        std::int64_t units = 0;
        Instant newest;
    };
    using Pair = std::tuple<std::string, std::string, std::string, std::string>;  // period, board, member, giver

    void read(store::Reader& reader, v1::PeriodKind kind) {
        const auto number = static_cast<std::int64_t>(kind);
        using std::string;
        const auto [pairs, value_pairs, teams] = reader.read(
            store::query<std::tuple<std::int64_t, std::int64_t, Instant, string, string>>(kPairs, number),
            store::query<std::tuple<std::int64_t, std::int64_t, Instant, string, string, ValueId>>(kValuePairs, number),
            store::query<std::tuple<std::int64_t, std::int64_t, Instant, string>>(kTeams, number)
        );
        for (const auto& [of, times, newest, giver, member] : pairs) {
            add_pair({{v1::BOARD_KIND_RECEIVED}, {kind, of}}, giver, member, times, newest);
            add({{v1::BOARD_KIND_GIVEN}, {kind, of}}, giver, 1, newest);
        }
        for (const auto& [of, times, newest, giver, member, value] : value_pairs) {
            add_pair({{v1::BOARD_KIND_VALUE, value}, {kind, of}}, giver, member, times, newest);
        }
        for (const auto& [of, times, newest, team] : teams) {
            add({{v1::BOARD_KIND_TEAMS}, {kind, of}}, team, times, newest);
        }
    }

    void add_pair(
        const BoardName& board, const std::string& giver, const std::string& member, std::int64_t times, Instant newest
    ) {
        add(board, member, units_of_pair(times), newest);
        if (from_.contains(board.period)) {
            pairs_[{board.period.text(), board.ranking.text(), member, giver}] = times;
        }
    }

    /// Periods that are not kept have no standings.
    void add(const BoardName& board, const std::string& member, std::int64_t units, Instant newest) {
        if (!from_.contains(board.period)) return;
        auto& made = places_[{board, member}];
        made.units += units;
        made.newest = std::max(made.newest, newest);
    }

    [[nodiscard]] std::optional<std::string> wrong_pair(store::Reader& reader) const {
        using Row = std::tuple<std::string, std::string, std::string, std::string, std::int64_t>;
        std::size_t count = 0;
        for (const auto& [period, board, member, giver, living] : reader.rows<Row>(kStoredPairs)) {
            ++count;
            const auto found = pairs_.find({period, board, member, giver});
            if (found != pairs_.end() && found->second == living) continue;
            std::ostringstream difference;
            difference << board << '/' << period << ": " << giver << " is said to have thanked " << member << ' '
                       << living << " times; it was " << (found == pairs_.end() ? 0 : found->second);
            return std::move(difference).str();
        }
        if (count == pairs_.size()) return std::nullopt;
        return std::to_string(pairs_.size()) + " pairs follow from the recognitions, and " + std::to_string(count) +
               " stand there";
    }

    static std::string numbers(const PlaceRow& row) {
        return std::to_string(row.units) + " units, reached at " + std::to_string(row.reached) +
               (row.present ? ", on the board" : ", not on the board");
    }
    static std::string said(const PlaceRow& row) {
        return row.board + "/" + row.period + ": " + row.member + " stands there with " + numbers(row);
    }

    std::map<Period, Instant> from_;
    std::map<std::pair<BoardName, std::string>, Made> places_;
    std::map<Pair, std::int64_t> pairs_;
    std::set<PersonId> present_;
};

}  // namespace

std::optional<std::string> wrong_standing(store::Reader& reader) {
    return Audit{reader}.first_difference(reader);
}

}  // namespace koebel::leaderboard
