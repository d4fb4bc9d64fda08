#include "leaderboard/standings.hpp"

#include "leaderboard/board.hpp"
#include "leaderboard/index_updates.hpp"
#include "leaderboard/newest.hpp"
#include "leaderboard/rules.hpp"
#include "people/organisation.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace koebel::leaderboard {
namespace {

const Ranking kReceived{v1::BOARD_KIND_RECEIVED};
const Ranking kGiven{v1::BOARD_KIND_GIVEN};
const Ranking kTeams{v1::BOARD_KIND_TEAMS};

/// The boards on which the thanks between two people are damped.
std::vector<Ranking> damped_rankings(const std::vector<ValueId>& values) {
    std::vector<Ranking> rankings{kReceived};
    for (const auto& value : values) rankings.push_back({v1::BOARD_KIND_VALUE, value});
    return rankings;
}

std::vector<std::string> texts(const std::vector<Ranking>& rankings) {
    std::vector<std::string> all;
    for (const auto& ranking : rankings) all.push_back(ranking.text());
    return all;
}

std::vector<std::string> places_boards(const Thanks& thanks) {
    auto boards = texts(damped_rankings(thanks.values));
    boards.push_back(kGiven.text());
    boards.push_back(kTeams.text());
    return boards;
}

std::vector<std::string> members(const Thanks& thanks) {
    std::vector<std::string> all{thanks.giver.text()};
    for (const auto& person : thanks.people) all.push_back(person.text());
    for (const auto& team : thanks.teams) all.push_back(team.text());
    return all;
}

std::vector<PersonId> people(const Thanks& thanks) {
    auto all = thanks.people;
    all.push_back(thanks.giver);
    return all;
}

/// The rows a thank-you changes, of one period after the other.
class Count {
public:
    Count(const Thanks& thanks, const Tally& tally) : thanks_(thanks) {
        for (const auto& pair : tally.pairs) pairs_[{pair.period, pair.board, pair.member}] = pair.living;
        for (const auto* places : {&tally.places, &tally.team_places}) {
            for (const auto& place : *places) places_[{place.period, place.board, place.member}] = place;
        }
        for (const auto& person : tally.on_boards) on_boards_.insert(person.text());
    }

    void add(const Period& period, std::int64_t reached) {
        for (const auto& ranking : damped_rankings(thanks_.values)) {
            for (const auto& person : thanks_.people) {
                const auto n = pair(period, ranking, person) + 1;
                write_pair(period, ranking, person, n);
                auto& place = change(period, ranking, person.text());
                place.units += units_of_nth(n);
                place.reached = std::max(place.reached, reached);
                if (ranking == kReceived && n == 1) ++change(period, kGiven, thanks_.giver.text()).units;
            }
        }
        if (!thanks_.people.empty()) {
            auto& place = change(period, kGiven, thanks_.giver.text());
            place.reached = std::max(place.reached, reached);
        }
        for (const auto& team : thanks_.teams) {
            auto& place = change(period, kTeams, team.text());
            ++place.units;
            place.reached = std::max(place.reached, reached);
        }
    }

    void take(const PeriodRow& row, const Newest& newest) {
        const auto& period = row.period;
        const auto reached = [&](const std::optional<Instant>& at) {
            return at ? reached_at(row.bounds.from, *at) : 0;
        };
        for (const auto& ranking : damped_rankings(thanks_.values)) {
            for (const auto& person : thanks_.people) {
                const auto n = pair(period, ranking, person);
                if (n == 0) continue;
                write_pair(period, ranking, person, n - 1);
                auto& place = change(period, ranking, person.text());
                place.units -= units_of_nth(n);
                place.reached = reached(newest.of(ranking, person.text(), period.kind));
                if (ranking == kReceived && n == 1) --change(period, kGiven, thanks_.giver.text()).units;
            }
        }
        if (!thanks_.people.empty()) {
            auto& place = change(period, kGiven, thanks_.giver.text());
            place.reached = reached(newest.of(kGiven, thanks_.giver.text(), period.kind));
        }
        for (const auto& team : thanks_.teams) {
            auto& place = change(period, kTeams, team.text());
            --place.units;
            place.reached = reached(newest.of(kTeams, team.text(), period.kind));
        }
    }

    /// Writes the rows. The index updates of those in the index.
    std::vector<IndexUpdate> write(store::Transaction& tx, const Periods& running) {
        write_pairs(tx, thanks_.giver, new_pairs_);
        std::vector<PlaceRow> rows;
        std::vector<IndexUpdate> updates;
        for (auto& [key, changed] : changed_) {
            auto& place = changed.row;
            const bool is_team = changed.board.ranking == kTeams;
            place.present = place.units > 0 && (is_team || on_boards_.contains(place.member));
            const auto before = places_.find(key);
            const bool was_present = before != places_.end() && before->second.present;
            if (before != places_.end() && before->second == place) continue;
            rows.push_back(place);
            if (is_team || (!place.present && !was_present) || !is_indexed(changed.board.period, running)) continue;
            updates.push_back({.board = changed.board, .member = place.member, .score = {}});
            if (place.present) updates.back().score = score_of(place.units, place.reached);
        }
        write_places(tx, rows);
        return updates;
    }

private:
    using Key = std::tuple<std::string, std::string, std::string>;  // period, board, member
    struct Changed {
        BoardName board;
        PlaceRow row;
    };

    std::int64_t pair(const Period& period, const Ranking& ranking, const PersonId& person) const {
        const auto found = pairs_.find({period.text(), ranking.text(), person.text()});
        return found == pairs_.end() ? 0 : found->second;
    }

    void write_pair(const Period& period, const Ranking& ranking, const PersonId& person, std::int64_t living) {
        new_pairs_.push_back(
            {.period = period.text(), .board = ranking.text(), .member = person.text(), .living = living}
        );
    }

    PlaceRow& change(const Period& period, const Ranking& ranking, const std::string& member) {
        const Key key{period.text(), ranking.text(), member};
        const auto [entry, is_new] = changed_.try_emplace(key, Changed{.board = {ranking, period}, .row = {}});
        if (!is_new) return entry->second.row;
        const auto before = places_.find(key);
        entry->second.row = before != places_.end()
                                ? before->second
                                : PlaceRow{.period = period.text(), .board = ranking.text(), .member = member};
        return entry->second.row;
    }

    const Thanks& thanks_;
    std::map<Key, std::int64_t> pairs_;
    std::map<Key, PlaceRow> places_;
    std::set<std::string> on_boards_;
    std::vector<PairRow> new_pairs_;
    std::map<Key, Changed> changed_;
};

const PeriodRow* find(const std::vector<PeriodRow>& rows, const Period& period) {
    const auto row = std::ranges::find(rows, period, &PeriodRow::period);
    return row == rows.end() ? nullptr : &*row;
}

}  // namespace

TallyQueries::TallyQueries(const Thanks& thanks)
    : periods(periods_around(thanks.given_at)),
      pairs(pairs_around(thanks.given_at, texts(damped_rankings(thanks.values)), thanks.giver, thanks.people)),
      places(places_around(thanks.given_at, places_boards(thanks), members(thanks))),
      team_places(team_places_around(thanks.given_at, thanks.people)),
      on_boards(leaderboard::on_boards(people(thanks))) {}

std::string count(
    store::Transaction& tx, const Thanks& thanks, const Tally& tally, const Zone& zone, const Periods& periods
) {
    Count count{thanks, tally};
    for (const auto& period : periods.all()) {
        const auto* row = find(tally.periods, period);
        const auto bounds = row != nullptr ? row->bounds : bounds_of(zone, period);
        if (row == nullptr) open_period(tx, period, bounds);
        count.add(period, reached_at(bounds.from, thanks.given_at));
    }
    return to_text(count.write(tx, periods_of(zone, tx.now())));
}

std::string discount(store::Transaction& tx, const Counted& counted) {
    const auto& thanks = counted.thanks;
    const TallyQueries queries{thanks};
    auto [organisations, periods, pairs, places, on_boards] =
        tx.read(people::organisation(), queries.periods, queries.pairs, queries.places, queries.on_boards);
    const auto newest = Newest::read(tx, counted);

    const Tally tally{
        .periods = std::move(periods),
        .pairs = std::move(pairs),
        .places = std::move(places),
        .team_places = {},  // the teams it touched then are known: they are among the places
        .on_boards = std::move(on_boards),
    };
    Count count{thanks, tally};
    for (const auto& period : counted.periods.all()) {
        // A period without a row is beyond retention.
        if (const auto* row = find(tally.periods, period)) count.take(*row, newest);
    }
    return to_text(count.write(tx, periods_of(organisations.at(0).zone, tx.now())));
}

}  // namespace koebel::leaderboard
