#include "leaderboard/own_place.hpp"

#include "leaderboard/period.hpp"
#include "leaderboard/rules.hpp"
#include "leaderboard/view.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/roles.hpp"
#include "people/value.hpp"
#include "store/store.hpp"

#include <algorithm>

namespace koebel::leaderboard {

Result<Ranking> ranking_of_people(const v1::BoardKey& key) {
    auto ranking = ranking_of(key);
    if (ranking && (ranking->is_of_teams() || key.period() != 0)) {
        return refuse(Code::kInvalidArgument, "BOARD_INVALID");
    }
    return ranking;
}

Result<v1::GetPlaceResponse> view_own_place(
    store::Reader& reader, const v1::BoardKey& key, const PersonId& person, const std::optional<IndexedPlace>& indexed
) {
    const auto ranking = ranking_of_people(key);
    if (!ranking) return std::unexpected(ranking.error());
    std::vector<ValueId> wanted;
    if (ranking->kind == v1::BOARD_KIND_VALUE) wanted.push_back(ranking->value);
    const auto [organisations, choices, values, people] =
        reader.read(people::organisation(), choice(), people::values_by_id(wanted), people::people_by_id({person}));
    if (organisations.empty() || people.empty() || values.size() != wanted.size()) {
        return refuse(Code::kNotFound, "BOARD_NOT_FOUND");
    }
    const auto& chosen = choices.at(0);
    if (chosen.shown == v1::BOARDS_SHOWN_OFF) return refuse(Code::kFailedPrecondition, "BOARDS_OFF");

    const BoardName board{*ranking, periods_of(organisations.front().zone, reader.now()).of(key.period_kind())};
    const bool holds = indexed && indexed->board == board && indexed->epoch == store::log_head(reader).epoch;
    auto own = holds ? indexed->own : read_own_place(reader, board, person);
    // The index may be a moment behind: who left the boards has no place at once.
    const auto absence = absence_of(reader, person, chosen);
    if (absence != v1::GetBoardResponse::ABSENCE_NOTHING_YET) own.place.reset();

    v1::GetPlaceResponse response;
    response.set_shown(chosen.shown);
    response.set_position(own.position);
    if (!own.place) response.set_absence(absence);
    if (own.place && chosen.shown == v1::BOARDS_SHOWN_RANKS) {
        auto& row = *response.mutable_me();
        row.set_rank(own.place->rank);
        row.set_score(shown_score(*ranking, *own.place));
        *row.mutable_person() = people::card_in_full(people.front());
    }
    return response;
}

v1::GetBoardResponse::Absence absence_of(store::Reader& reader, const PersonId& person, const Choice& choice) {
    const auto [people, roles] = reader.read(people::people_by_id({person}), people::roles_of(person));
    if (people.empty()) return v1::GetBoardResponse::ABSENCE_UNSPECIFIED;
    if (!people.front().publicity.boards) return v1::GetBoardResponse::ABSENCE_PUBLICITY;
    const bool leads = std::ranges::find(roles, std::int64_t{v1::ROLE_LEADER}) != roles.end();
    if (leads && !choice.leaders) return v1::GetBoardResponse::ABSENCE_LEADER;
    return v1::GetBoardResponse::ABSENCE_NOTHING_YET;
}

double shown_score(const Ranking& ranking, const Place& place) {
    const auto units = static_cast<double>(place.units);
    return ranking.kind == v1::BOARD_KIND_GIVEN ? units : units / static_cast<double>(kPoint);
}

}  // namespace koebel::leaderboard
