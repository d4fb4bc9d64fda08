#include "leaderboard/standing_rows.hpp"

#include "base/static_text.hpp"

namespace koebel::leaderboard {
namespace {

// Zones lie at most 26 hours apart: a period that was opened by another zone is found by these two days.
constexpr auto kAround =
    static_text(" FROM board_period p WHERE p.from_at - 172800000000 <= $1 AND p.until_at > $1 - 172800000000");
constexpr auto kAroundJoined = static_text(
    " WHERE p.from_at - 172800000000 <= $1 AND p.until_at > $1 - 172800000000 AND p.forgotten = 0 AND s.period = "
    "p.period"
);

constexpr auto kPeriodsText =
    "SELECT p.kind, p.number, p.from_at, p.until_at, p.closed_at" + kAround + " AND p.forgotten = 0";
constexpr store::Sql kPeriodsAround{"leaderboard.periods_around", kPeriodsText};

constexpr auto kPairsText =
    "SELECT s.period, s.board, s.member_id, s.living FROM board_period p CROSS JOIN board_pair s" + kAroundJoined +
    " AND s.board IN @list($2) AND s.giver_id = $3 AND s.member_id IN @list($4)";
constexpr store::Sql kPairs{"leaderboard.pairs_around", kPairsText};

constexpr auto kPlacesText =
    "SELECT s.period, s.board, s.member_id, s.units, s.reached, s.present FROM board_period p CROSS JOIN standing s" +
    kAroundJoined + " AND s.board IN @list($2) AND s.member_id IN @list($3)";
constexpr store::Sql kPlaces{"leaderboard.places_around", kPlacesText};

constexpr auto kTeamPlacesText =
    "SELECT s.period, s.board, s.member_id, s.units, s.reached, s.present FROM board_period p CROSS JOIN standing s" +
    kAroundJoined +
    " AND s.board = 'teams' AND s.member_id IN"
    " (SELECT own.team_id FROM membership own WHERE own.person_id IN @list($2))";
constexpr store::Sql kTeamPlaces{"leaderboard.team_places_around", kTeamPlacesText};

constexpr store::Sql kOnBoards{
    "leaderboard.on_boards",
    "SELECT p.id FROM person p WHERE p.id IN @list($1) AND p.active = 1 AND p.publicity_boards = 1"
    " AND (EXISTS (SELECT 1 FROM organisation o WHERE o.boards_leaders = 1)"
    " OR NOT EXISTS (SELECT 1 FROM person_role leads WHERE leads.person_id = p.id AND leads.role = 4))"
};
static_assert(v1::ROLE_LEADER == 4);

constexpr store::Sql kWritePairs{
    "leaderboard.write_pairs",
    "INSERT INTO board_pair (period, board, giver_id, member_id, living)"
    " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), $2, json_extract(value, '$[2]'),"
    " json_extract(value, '$[3]') FROM json_each($1) WHERE 1"
    " ON CONFLICT (period, board, giver_id, member_id) DO UPDATE SET living = excluded.living",
    "INSERT INTO board_pair (period, board, giver_id, member_id, living)"
    " SELECT item->>0, item->>1, $2, item->>2, CAST(item->>3 AS BIGINT)"
    " FROM jsonb_array_elements(CAST($1 AS jsonb)) AS items (item)"
    " ON CONFLICT (period, board, giver_id, member_id) DO UPDATE SET living = excluded.living"
};
constexpr store::Sql kWritePlaces{
    "leaderboard.write_places",
    "INSERT INTO standing (period, board, member_id, units, reached, present)"
    " SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),"
    " json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]') FROM json_each($1) WHERE 1"
    " ON CONFLICT (period, board, member_id) DO UPDATE SET units = excluded.units, reached = excluded.reached,"
    " present = excluded.present",
    "INSERT INTO standing (period, board, member_id, units, reached, present)"
    " SELECT item->>0, item->>1, item->>2, CAST(item->>3 AS BIGINT), CAST(item->>4 AS BIGINT),"
    " CAST(item->>5 AS BIGINT) FROM jsonb_array_elements(CAST($1 AS jsonb)) AS items (item)"
    " ON CONFLICT (period, board, member_id) DO UPDATE SET units = excluded.units, reached = excluded.reached,"
    " present = excluded.present"
};

constexpr store::Sql kOpen{
    "leaderboard.open_period",
    "INSERT INTO board_period (period, kind, number, from_at, until_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (period) DO NOTHING"
};
constexpr store::Sql kCountHeads{
    "leaderboard.count_heads",
    "INSERT INTO board_team (period, team_id, heads) SELECT CAST($1 AS TEXT), m.team_id, COUNT(*) FROM membership m"
    " JOIN person p ON p.id = m.person_id WHERE p.active = 1 GROUP BY m.team_id"
    " ON CONFLICT (period, team_id) DO NOTHING"
};

/// A JSON array of arrays. Board names and ids hold nothing that would have to be escaped.
class Rows {
public:
    void begin() {
        text_ += text_.empty() ? "[[" : ",[";
        is_first_ = true;
    }
    void add(const std::string& text) { next() += '"' + text + '"'; }
    void add(std::int64_t number) { next() += std::to_string(number); }
    void end() { text_ += ']'; }
    [[nodiscard]] std::string text() && { return text_ + ']'; }

private:
    std::string& next() {
        if (!is_first_) text_ += ',';
        is_first_ = false;
        return text_;
    }

    std::string text_;
    bool is_first_ = true;
};

}  // namespace

PeriodRow PeriodRow::from(const store::Row& row) {
    return {
        .period = {static_cast<v1::PeriodKind>(row.integer(0)), row.integer(1)},
        .bounds = {.from = row.get<Instant>(2), .until = row.get<Instant>(3)},
        .closed = !row.is_null(4),
    };
}

PairRow PairRow::from(const store::Row& row) {
    return {.period = row.text(0), .board = row.text(1), .member = row.text(2), .living = row.integer(3)};
}

PlaceRow PlaceRow::from(const store::Row& row) {
    return {
        .period = row.text(0),
        .board = row.text(1),
        .member = row.text(2),
        .units = row.integer(3),
        .reached = row.integer(4),
        .present = row.get<bool>(5),
    };
}

store::Query<PeriodRow> periods_around(Instant at) {
    return store::query<PeriodRow>(kPeriodsAround, at);
}

store::Query<PairRow> pairs_around(
    Instant at, const std::vector<std::string>& boards, const PersonId& giver, const std::vector<PersonId>& people
) {
    return store::query<PairRow>(kPairs, at, boards, giver, people);
}

store::Query<PlaceRow> places_around(
    Instant at, const std::vector<std::string>& boards, const std::vector<std::string>& members
) {
    return store::query<PlaceRow>(kPlaces, at, boards, members);
}

store::Query<PlaceRow> team_places_around(Instant at, const std::vector<PersonId>& people) {
    return store::query<PlaceRow>(kTeamPlaces, at, people);
}

store::Query<PersonId> on_boards(const std::vector<PersonId>& people) {
    return store::query<PersonId>(kOnBoards, people);
}

void write_pairs(store::Transaction& tx, const PersonId& giver, const std::vector<PairRow>& rows) {
    if (rows.empty()) return;
    Rows text;
    for (const auto& row : rows) {
        text.begin();
        text.add(row.period);
        text.add(row.board);
        text.add(row.member);
        text.add(row.living);
        text.end();
    }
    tx.run(kWritePairs, std::move(text).text(), giver);
}

void write_places(store::Transaction& tx, const std::vector<PlaceRow>& rows) {
    if (rows.empty()) return;
    Rows text;
    for (const auto& row : rows) {
        text.begin();
        text.add(row.period);
        text.add(row.board);
        text.add(row.member);
        text.add(row.units);
        text.add(row.reached);
        text.add(row.present ? 1 : 0);
        text.end();
    }
    tx.run(kWritePlaces, std::move(text).text());
}

void open_period(store::Transaction& tx, const Period& period, const Bounds& bounds) {
    tx.run(kOpen, period.text(), static_cast<std::int64_t>(period.kind), period.number, bounds.from, bounds.until);
    tx.run(kCountHeads, period.text());
}

}  // namespace koebel::leaderboard
