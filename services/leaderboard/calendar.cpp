#include "leaderboard/calendar.hpp"

#include "leaderboard/index_updates.hpp"
#include "leaderboard/standing_rows.hpp"
#include "people/organisation.hpp"

#include <algorithm>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kPeriod{
    "leaderboard.period",
    "SELECT kind, number, from_at, until_at, closed_at FROM board_period WHERE kind = $1 AND number = $2"
    " AND forgotten = 0"
};
constexpr store::Sql kBefore{
    "leaderboard.period_before",
    "SELECT MAX(number) FROM board_period WHERE kind = $1 AND number < $2 AND forgotten = 0"
};
constexpr store::Sql kAfter{
    "leaderboard.period_after", "SELECT MIN(number) FROM board_period WHERE kind = $1 AND number > $2 AND forgotten = 0"
};
constexpr store::Sql kClose{
    "leaderboard.close_periods",
    "UPDATE board_period SET closed_at = $3 WHERE kind = $1 AND number < $2 AND closed_at IS NULL"
};

constexpr store::Sql kForget{
    "leaderboard.forget_periods",
    "UPDATE board_period SET forgotten = 1 WHERE until_at < $1 AND closed_at IS NOT NULL AND forgotten = 0"
};
constexpr store::Sql kForgotten{
    "leaderboard.forgotten_period", "SELECT period FROM board_period WHERE forgotten = 1 ORDER BY until_at LIMIT 1"
};
constexpr store::Sql kForgetStandings{
    "leaderboard.forget_standings",
    "DELETE FROM standing WHERE period = $1 AND (board, member_id) IN"
    " (SELECT board, member_id FROM standing WHERE period = $1 LIMIT $2)"
};
constexpr store::Sql kForgetPairs{
    "leaderboard.forget_pairs",
    "DELETE FROM board_pair WHERE period = $1 AND (board, giver_id, member_id) IN"
    " (SELECT board, giver_id, member_id FROM board_pair WHERE period = $1 LIMIT $2)"
};
constexpr store::Sql kForgetTeams{"leaderboard.forget_teams", "DELETE FROM board_team WHERE period = $1"};
constexpr store::Sql kForgetPeriod{"leaderboard.forget_period", "DELETE FROM board_period WHERE period = $1"};

constexpr std::int64_t kRowsAtOnce = 5'000;
constexpr std::string_view kForgetKey = "leaderboard.forget";

/// One step: a piece of the oldest forgotten period. Plans the next one while there is any.
void forget(store::Transaction& tx, const store::Due& due) {
    const auto period = tx.row<std::string>(kForgotten);
    if (!period) return;
    const auto standings = tx.change(kForgetStandings, *period, kRowsAtOnce);
    const auto pairs = tx.change(kForgetPairs, *period, kRowsAtOnce);
    if (standings < kRowsAtOnce && pairs < kRowsAtOnce) {
        tx.run(kForgetTeams, *period);
        tx.run(kForgetPeriod, *period);
    }
    tx.schedule(kForgetKey, std::max(tx.now(), due.due_at + std::chrono::microseconds{1}));
}

void turn(store::Transaction& tx, const Settings& settings) {
    const auto organisations = std::get<0>(tx.read(people::organisation()));
    if (organisations.empty()) return;
    const auto& zone = organisations.front().zone;
    const auto now = tx.now();
    const auto open = std::get<0>(tx.read(periods_around(now)));
    std::int64_t changes = 0;
    for (const auto& period : periods_of(zone, now).all()) {
        changes += tx.change(kClose, static_cast<std::int64_t>(period.kind), period.number, now);
        if (std::ranges::find(open, period, &PeriodRow::period) != open.end()) continue;
        open_period(tx, period, bounds_of(zone, period));
        ++changes;
    }
    if (changes > 0) append_boards_changed(tx, {});  // pages show the new periods
    if (tx.change(kForget, now - settings.kept) > 0) tx.schedule(kForgetKey, now);
}

}  // namespace

std::optional<Page> page_of(store::Reader& reader, const Zone& zone, v1::PeriodKind kind, std::int64_t number) {
    const auto running = periods_of(zone, reader.now()).of(kind);
    const Period period{kind, number == 0 ? running.number : number};
    const auto kind_number = static_cast<std::int64_t>(kind);
    const auto [rows, before, after] = reader.read(
        store::query<PeriodRow>(kPeriod, kind_number, period.number),
        store::query<std::int64_t>(kBefore, kind_number, period.number),
        store::query<std::int64_t>(kAfter, kind_number, period.number)
    );
    if (period.number > running.number || (rows.empty() && period != running)) return std::nullopt;
    Page page{
        .period = period,
        .bounds = rows.empty() ? bounds_of(zone, period) : rows.front().bounds,
        .closed = period.number < running.number,
        .previous = before.at(0),
    };
    if (page.closed) page.next = after.at(0) == 0 ? running.number : std::min(after.at(0), running.number);
    return page;
}

void keep_calendar(store::Schedule& schedule, const Settings& settings) {
    schedule.on(std::string{kForgetKey}, forget);
    schedule.repeat(
        "leaderboard.turn",
        store::Rule{"daily 00:00"},
        [settings](store::Transaction& tx, const store::Due&) { turn(tx, settings); }
    );
}

}  // namespace koebel::leaderboard
