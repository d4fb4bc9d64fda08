#pragma once

#include "leaderboard/board.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace koebel::leaderboard {

// The rows standings are made of, read and written set-wise.

/// A row of board_period.
struct PeriodRow {
    Period period;
    Bounds bounds;
    bool closed = false;

    /// Columns: kind, number, from_at, until_at, closed_at.
    static PeriodRow from(const store::Row& row);
};

/// A row of board_pair.
struct PairRow {
    std::string period;
    std::string board;
    std::string member;
    std::int64_t living = 0;

    static PairRow from(const store::Row& row);
};

/// A row of standing.
struct PlaceRow {
    std::string period;
    std::string board;
    std::string member;
    std::int64_t units = 0;
    std::int64_t reached = 0;
    bool present = false;

    static PlaceRow from(const store::Row& row);
    friend bool operator==(const PlaceRow&, const PlaceRow&) = default;
};

// Of the periods around a moment: those it lies in by whichever zone, and perhaps neighbours of them.
[[nodiscard]] store::Query<PeriodRow> periods_around(Instant at);
[[nodiscard]] store::Query<PairRow> pairs_around(
    Instant at, const std::vector<std::string>& boards, const PersonId& giver, const std::vector<PersonId>& people
);
[[nodiscard]] store::Query<PlaceRow> places_around(
    Instant at, const std::vector<std::string>& boards, const std::vector<std::string>& members
);

/// On the board of teams: the teams that these people belong to directly.
[[nodiscard]] store::Query<PlaceRow> team_places_around(Instant at, const std::vector<PersonId>& people);

/// Those of these people who are on boards: active, as they chose, and no leader where leaders are not.
[[nodiscard]] store::Query<PersonId> on_boards(const std::vector<PersonId>& people);

// One statement each, however many rows.
void write_pairs(store::Transaction& tx, const PersonId& giver, const std::vector<PairRow>& rows);
void write_places(store::Transaction& tx, const std::vector<PlaceRow>& rows);

/// Opens a period that has no row: writes it, and how many active people each team has now.
void open_period(store::Transaction& tx, const Period& period, const Bounds& bounds);

}  // namespace koebel::leaderboard
