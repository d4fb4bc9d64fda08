#include "model.hpp"

#include <algorithm>
#include <cmath>

namespace koebel::leaderboard {

bool Model::is_present(const PersonId& person) const {
    const auto& one = people.at(person);
    return one.on_boards && one.active && (leaders || !one.leads);
}

void Model::merge(const PersonId& stays, const PersonId& goes) {
    const auto is_one_of_them = [&](const PersonId& person) { return person == stays || person == goes; };
    for (auto& one : said) {
        const bool by_them = is_one_of_them(one.giver);
        if (by_them && std::ranges::any_of(one.thanked, is_one_of_them)) {
            std::erase_if(one.people, is_one_of_them);
            std::erase_if(one.thanked, is_one_of_them);
            if (one.thanked.empty()) one.living = false;
        }
        if (by_them) one.giver = stays;
        if (one.thanked.erase(goes) > 0) one.thanked.insert(stays);
        const bool has_both = std::ranges::count_if(one.people, is_one_of_them) == 2;
        if (has_both) std::erase(one.people, goes);
        std::ranges::replace(one.people, goes, stays);
    }
    auto& kept = people.at(stays);
    auto& gone = people.at(goes);
    if (gone.chosen) kept.on_boards = gone.on_boards && (!kept.chosen || kept.on_boards);
    kept.chosen = kept.chosen || gone.chosen;
    for (const auto& team : gone.teams) {
        if (std::ranges::find(kept.teams, team) == kept.teams.end()) kept.teams.push_back(team);
    }
    gone.teams.clear();
    gone.active = gone.leads = false;
    gone.merged = true;
}

Model::Boards Model::boards() const {
    // board → member → giver → how often; and when last.
    std::map<BoardName, std::map<std::string, std::map<std::string, std::int64_t>>> times;
    std::map<BoardName, std::map<std::string, Instant>> newest;
    const auto note = [&](const BoardName& board, const std::string& member, const std::string& by, Instant at) {
        ++times[board][member][by];
        newest[board][member] = std::max(newest[board][member], at);
    };
    for (const auto& one : said) {
        if (!one.living || !one.for_everyone) continue;
        for (const auto& period : one.periods.all()) {
            for (const auto& person : one.people) {
                note({{v1::BOARD_KIND_RECEIVED}, period}, person.text(), one.giver.text(), one.at);
                note({{v1::BOARD_KIND_GIVEN}, period}, one.giver.text(), person.text(), one.at);
                for (const auto& value : one.values) {
                    note({{v1::BOARD_KIND_VALUE, value}, period}, person.text(), one.giver.text(), one.at);
                }
            }
            for (const auto& team : one.teams) note({{v1::BOARD_KIND_TEAMS}, period}, team.text(), one.id, one.at);
        }
    }
    Boards all;
    for (const auto& [board, members] : times) {
        for (const auto& [member, by] : members) {
            auto& row = all[board][member];
            const bool counts_heads =
                board.ranking.kind == v1::BOARD_KIND_GIVEN || board.ranking.kind == v1::BOARD_KIND_TEAMS;
            for (const auto& [who, often] : by) {
                if (counts_heads) ++row.units;
                for (std::int64_t i = 1; i <= often && !counts_heads; ++i) row.units += 2'520 / i;
            }
            const auto since = newest[board][member] - opened.at(board.period);
            row.reached = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(since).count());
            row.present = board.ranking.is_of_teams() || is_present(PersonId{member});
        }
    }
    return all;
}

std::vector<Model::Shown> Model::in_order(const Members& members) {
    std::vector<std::tuple<std::int64_t, std::int64_t, std::string>> order;  // units backwards
    for (const auto& [member, row] : members) {
        if (row.present) order.emplace_back(-row.units, row.reached, member);
    }
    std::ranges::sort(order);
    std::vector<Shown> shown;
    for (const auto& [units, reached, member] : order) {
        const auto better =
            std::ranges::count_if(order, [&, most = units](const auto& other) { return std::get<0>(other) < most; });
        shown.push_back({.member = member, .units = -units, .rank = static_cast<std::uint32_t>(better + 1)});
    }
    return shown;
}

std::map<TeamId, std::int64_t> Model::heads() const {
    std::map<TeamId, std::int64_t> heads;
    for (const auto& [id, one] : people) {
        if (!one.active) continue;
        for (const auto& team : one.teams) ++heads[team];
    }
    return heads;
}

std::vector<Model::Team> Model::teams(const Period& period, double weight) const {
    const auto all = boards();
    const auto counted = all.find(BoardName{{v1::BOARD_KIND_TEAMS}, period});
    const auto at = then.find(period);
    if (counted == all.end() || at == then.end()) return {};
    double thanks = 0;
    double people_of_all = 0;
    const auto thanks_of = [&](const TeamId& team) -> Row {
        const auto row = counted->second.find(team.text());
        return row == counted->second.end() ? Row{} : row->second;
    };
    for (const auto& [team, heads] : at->second) {
        if (heads < 5) continue;
        thanks += static_cast<double>(thanks_of(team).units);
        people_of_all += static_cast<double>(heads);
    }
    std::vector<std::tuple<double, std::int64_t, std::string>> order;
    for (const auto& [team, heads] : at->second) {
        const auto row = thanks_of(team);
        if (heads < 5 || row.units == 0) continue;
        const auto score = (static_cast<double>(row.units) + weight * (thanks / people_of_all)) /
                           (static_cast<double>(heads) + weight);
        order.emplace_back(-std::round(score * 1e9) / 1e9, row.reached, team.text());
    }
    std::ranges::sort(order);
    std::vector<Team> teams;
    for (const auto& [score, reached, team] : order) {
        const auto better =
            std::ranges::count_if(order, [&, most = score](const auto& other) { return std::get<0>(other) < most; });
        teams.push_back({.id = team, .rank = static_cast<std::uint32_t>(better + 1), .score = -score});
    }
    return teams;
}

}  // namespace koebel::leaderboard
