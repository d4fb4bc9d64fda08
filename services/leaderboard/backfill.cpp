#include "leaderboard/backfill.hpp"

#include "base/log.hpp"
#include "base/static_text.hpp"
#include "leaderboard/index_updates.hpp"
#include "leaderboard/recount.hpp"
#include "leaderboard/righting.hpp"
#include "people/organisation.hpp"
#include "people/visible_to.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kState{"leaderboard.backfill", "SELECT step, after_id, tells FROM board_backfill"};
constexpr store::Sql kGoOn{"leaderboard.backfill_goes_on", "UPDATE board_backfill SET step = $1, after_id = $2"};
constexpr store::Sql kDone{"leaderboard.backfill_is_done", "DELETE FROM board_backfill"};

// Each end by the index of weeks.
constexpr auto kWeeksText = "SELECT (SELECT MIN(r.week) FROM recognition r WHERE " + people::kGivenToEveryone +
                            "), (SELECT MAX(r.week) FROM recognition r WHERE " + people::kGivenToEveryone + ")";
constexpr store::Sql kWeeks{"leaderboard.backfill_weeks", kWeeksText};
constexpr auto kIsUsedText =
    "SELECT 1 FROM recognition r WHERE r.week IN ($3, $3 + 1, $4 - 1, $4) AND"
    " CASE $1 WHEN 1 THEN r.week WHEN 2 THEN r.month WHEN 3 THEN r.quarter ELSE r.year END = $2 AND " +
    people::kGivenToEveryone + " LIMIT 1";
constexpr store::Sql kIsUsed{"leaderboard.backfill_period_is_used", kIsUsedText};
constexpr store::Sql kOpened{"leaderboard.backfill_opened", "SELECT period FROM board_period"};

/// Zones lie at most 26 hours apart, and a recognition keeps the periods of the zone of its day.
constexpr std::chrono::hours kZonesApart{26};

enum class Step : std::int64_t { kPeriods = 1, kPairs = 2, kPlaces = 3 };

struct State {
    Step step = Step::kPeriods;
    std::string after;
    bool tells = false;

    static State from(const store::Row& row) {
        return {static_cast<Step>(row.integer(0)), row.text(1), row.get<bool>(2)};
    }
};

/// The kept periods from the first thank-you to now that are not open yet.
std::vector<std::pair<Period, Bounds>> missing_periods(
    store::Transaction& tx, const Zone& zone, const Settings& settings
) {
    const auto weeks = tx.row<std::tuple<std::int64_t, std::int64_t>>(kWeeks);
    if (!weeks || std::get<0>(*weeks) == 0) return {};
    const auto [first, last] = *weeks;
    const auto opened = tx.rows<std::string>(kOpened);
    const std::set<std::string> open{opened.begin(), opened.end()};
    const auto running = periods_of(zone, tx.now());
    const auto earliest = periods_of(zone, bounds_of(zone, {v1::PERIOD_KIND_WEEK, first}).from - kZonesApart);
    const auto latest = periods_of(zone, tx.now() + kZonesApart);
    std::vector<std::pair<Period, Bounds>> missing;
    for (const auto kind : kPeriodKinds) {
        const auto from = earliest.of(kind).number;
        for (Period period{kind, from}; period.number <= latest.of(kind).number; ++period.number) {
            const auto bounds = bounds_of(zone, period);
            if (open.contains(period.text()) || bounds.until < tx.now() - settings.kept) continue;
            // At both ends the zone of that day decides, which only the recognitions know.
            const bool is_certain = period.number > from && period.number <= running.of(kind).number;
            const auto number = static_cast<std::int64_t>(kind);
            if (!is_certain && !tx.row<std::int64_t>(kIsUsed, number, period.number, first, last)) continue;
            missing.emplace_back(period, bounds);
        }
    }
    return missing;
}

/// One piece; whether there is more.
bool go_on(store::Transaction& tx, const Settings& settings, const BackfillPieces& pieces) {
    const auto [states, organisations] = tx.read(store::query<State>(kState), people::organisation());
    if (states.empty() || organisations.empty()) return false;
    const auto& state = states.front();
    const auto& zone = organisations.front().zone;
    const auto set = [&](Step step, const std::string& after) {
        tx.run(kGoOn, static_cast<std::int64_t>(step), after);
        return true;
    };
    if (state.step == Step::kPeriods) {
        const auto missing = missing_periods(tx, zone, settings);
        for (std::size_t i = 0; i < std::min(missing.size(), pieces.periods); ++i) {
            open_period(tx, missing[i].first, missing[i].second);
        }
        return set(missing.size() > pieces.periods ? Step::kPeriods : Step::kPairs, "");
    }
    const auto members = members_after(tx, state.after, pieces.members);
    if (members.empty() && state.step == Step::kPairs) return set(Step::kPlaces, "");
    if (members.empty()) {
        tx.run(kDone);
        append_boards_changed(tx, {});  // other nodes' pages look again
        return false;
    }
    if (state.step == Step::kPairs) make_pairs_right(tx, members);
    if (state.step == Step::kPlaces) {
        const auto updates = make_places_right(tx, members, zone).updates;
        if (state.tells && !updates.empty()) append_boards_changed(tx, updates);
    }
    return set(state.step, members.back());
}

}  // namespace

void backfill(
    store::Store& store, const Settings& settings, const BackfillPieces& pieces, const std::function<void()>& each
) {
    if (store.read_now([](store::Reader& reader) { return reader.rows<State>(kState).empty(); })) return;
    log("leaderboard").info("computing the standings of thank-yous from before there were boards");
    for (bool is_more = true; is_more;) {
        const auto written = store.write_now("leaderboard.backfill", [&](store::Transaction& tx) -> Result<bool> {
            return go_on(tx, settings, pieces);
        });
        if (!written) throw store::Fault("leaderboard.backfill: " + written.error().message);
        is_more = *written;
        each();
    }
    log("leaderboard").info("all standings are computed");
}

}  // namespace koebel::leaderboard
