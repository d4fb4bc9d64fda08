#include "leaderboard/view.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "leaderboard/calendar.hpp"
#include "leaderboard/choosing.hpp"
#include "leaderboard/own_place.hpp"
#include "leaderboard/rules.hpp"
#include "leaderboard/standing_rows.hpp"
#include "leaderboard/team_board.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/team.hpp"
#include "people/value.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace koebel::leaderboard {
namespace {

v1::PersonCard card_for(const people::Person& person, Audience audience) {
    // Who is on boards chose to be named there; screens are another choice of theirs.
    return audience == Audience::kScreens ? people::card_for_wall(person) : people::card_in_full(person);
}

std::vector<PersonId> named(const Extract& extract) {
    std::vector<PersonId> ids;
    for (const auto& place : extract.top) ids.emplace_back(place.member);
    for (const auto& place : extract.around) ids.emplace_back(place.member);
    return ids;
}

std::string name_of(const v1::BoardRow& row) {
    return row.has_team() ? row.team().name() : row.person().name();
}

/// Neither order nor numbers say who is ahead.
void hide_ranks(v1::Board& board) {
    for (auto& row : *board.mutable_top()) {
        row.clear_rank();
        row.clear_score();
        row.clear_score_before();
    }
    std::ranges::stable_sort(*board.mutable_top(), {}, [](const v1::BoardRow& row) {
        const auto name = folded(name_of(row));
        return std::tuple{name.empty(), name, row.has_team() ? row.team().id() : row.person().id()};
    });
}

/// One board on its way to a message.
class Viewing {
public:
    Viewing(store::Reader& reader, const Ranking& ranking, const Page& page, v1::BoardsShown shown)
        : reader_(reader), name_{ranking, page.period} {
        *board_.mutable_key() = to_message(name_);
        board_.set_shown(shown);
        *board_.mutable_from() = to_timestamp(page.bounds.from);
        *board_.mutable_until() = to_timestamp(page.bounds.until);
        board_.set_closed(page.closed);
    }

    void read_people(const Viewer& viewer, const std::optional<Indexed>& indexed) {
        if (!use(indexed)) {
            extract_ = read_extract(reader_, name_, viewer.person);
            keep_people(std::get<0>(reader_.read(people::people_by_id(named(extract_)))));
        }
        for (const auto& place : extract_.top) *board_.add_top() = row(place, viewer.audience);
        board_.set_size(static_cast<std::uint32_t>(extract_.size));
        board_.set_position(extract_.position);
    }

    void read_teams(std::int64_t weight) {
        const auto places = leaderboard::read_teams(reader_, name_.period, weight);
        const auto before = leaderboard::read_teams(reader_, name_.period.before(), weight);
        std::vector<TeamId> ids;
        for (const auto& place : places) {
            if (ids.size() < kNamed) ids.push_back(place.team);
        }
        std::map<TeamId, people::Team> teams;
        auto [found] = reader_.read(people::teams_by_id(ids));
        for (auto& team : found) teams.emplace(team.id, std::move(team));
        for (const auto& place : places) {
            if (static_cast<std::size_t>(board_.top_size()) == kNamed) break;
            auto& row = *board_.add_top();
            row.set_rank(place.rank);
            row.set_score(place.score);
            if (const auto team = teams.find(place.team); team != teams.end()) {
                *row.mutable_team() = people::card(team->second);
            }
            const auto earlier = std::ranges::find(before, place.team, &TeamPlace::team);
            if (earlier != before.end()) row.set_score_before(earlier->score);
        }
        board_.set_size(static_cast<std::uint32_t>(places.size()));
        board_.set_position(store::log_head(reader_).position);
    }

    [[nodiscard]] v1::BoardRow row(const Place& place, Audience audience) const {
        v1::BoardRow row;
        row.set_rank(place.rank);
        row.set_score(shown_score(name_.ranking, place));
        const auto person = people_.find(place.member);
        *row.mutable_person() = person == people_.end() ? v1::PersonCard{} : card_for(person->second, audience);
        return row;
    }

    [[nodiscard]] const Extract& extract() const { return extract_; }
    [[nodiscard]] v1::Board take() && { return std::move(board_); }

private:
    /// Whether the index's word is taken. It may be a moment behind: who left the boards is gone at once all the same.
    bool use(const std::optional<Indexed>& indexed) {
        if (!indexed || indexed->board != name_ || indexed->epoch != store::log_head(reader_).epoch) return false;
        const auto ids = named(indexed->extract);
        auto [people, present] = reader_.read(people::people_by_id(ids), on_boards(ids));
        const std::set<PersonId> here{present.begin(), present.end()};
        if (!std::ranges::all_of(ids, [&](const auto& id) { return here.contains(id); })) return false;
        extract_ = indexed->extract;
        keep_people(std::move(people));
        return true;
    }

    void keep_people(std::vector<people::Person> people) {
        for (auto& person : people) people_.emplace(person.id.text(), std::move(person));
    }

    store::Reader& reader_;
    BoardName name_;
    v1::Board board_;
    Extract extract_;
    std::map<std::string, people::Person> people_;
};

bool is_known(const Ranking& ranking, const std::vector<people::Value>& values) {
    return ranking.kind != v1::BOARD_KIND_VALUE || !values.empty();
}

std::vector<ValueId> value_of(const Ranking& ranking) {
    return ranking.kind == v1::BOARD_KIND_VALUE ? std::vector{ranking.value} : std::vector<ValueId>{};
}

}  // namespace

Result<Ranking> ranking_of(const v1::BoardKey& key) {
    const bool is_kind = v1::BoardKind_IsValid(key.kind()) && key.kind() != v1::BOARD_KIND_UNSPECIFIED;
    const bool is_period =
        v1::PeriodKind_IsValid(key.period_kind()) && key.period_kind() != v1::PERIOD_KIND_UNSPECIFIED;
    const bool has_value = !key.value_id().empty();
    if (!is_kind || !is_period || key.period() < 0 || has_value != (key.kind() == v1::BOARD_KIND_VALUE)) {
        return refuse(Code::kInvalidArgument, "BOARD_INVALID");
    }
    return Ranking{key.kind(), ValueId{key.value_id()}};
}

Result<v1::GetBoardResponse> view_board(
    store::Reader& reader,
    const v1::BoardKey& key,
    const Viewer& viewer,
    const Settings& settings,
    const std::optional<Indexed>& indexed
) {
    const auto ranking = ranking_of(key);
    if (!ranking) return std::unexpected(ranking.error());
    const auto [organisations, choices, values] =
        reader.read(people::organisation(), choice(), people::values_by_id(value_of(*ranking)));
    if (organisations.empty() || !is_known(*ranking, values)) return refuse(Code::kNotFound, "BOARD_NOT_FOUND");
    const auto& chosen = choices.at(0);
    if (chosen.shown == v1::BOARDS_SHOWN_OFF) return refuse(Code::kFailedPrecondition, "BOARDS_OFF");
    const auto page = page_of(reader, organisations.front().zone, key.period_kind(), key.period());
    if (!page) return refuse(Code::kNotFound, "BOARD_NOT_FOUND");

    v1::GetBoardResponse response;
    Viewing viewing{reader, *ranking, *page, chosen.shown};
    const bool in_order = chosen.shown == v1::BOARDS_SHOWN_RANKS;
    if (ranking->is_of_teams()) {
        viewing.read_teams(settings.team_weight);
    } else {
        viewing.read_people(viewer, indexed);
        const auto& extract = viewing.extract();
        if (extract.me && in_order) *response.mutable_me() = viewing.row(*extract.me, viewer.audience);
        if (in_order) {
            for (const auto& place : extract.around) *response.add_around() = viewing.row(place, viewer.audience);
        }
        if (!extract.me && !viewer.person.empty()) response.set_absence(absence_of(reader, viewer.person, chosen));
    }
    *response.mutable_board() = std::move(viewing).take();
    if (!in_order) hide_ranks(*response.mutable_board());
    response.set_previous_period(page->previous);
    response.set_next_period(page->next);
    // A closed board is on no topic.
    std::vector<std::string> topics;
    if (!page->closed) topics.push_back(BoardTopic{viewer.audience, *ranking, key.period_kind()}.text());
    *response.mutable_snapshot() = store::snapshot(reader, topics);
    return response;
}

std::optional<v1::Board> view_topic(
    store::Reader& reader, const BoardTopic& topic, const Settings& settings, const std::optional<Indexed>& indexed
) {
    const auto [organisations, choices, values] =
        reader.read(people::organisation(), choice(), people::values_by_id(value_of(topic.ranking)));
    if (organisations.empty() || !is_known(topic.ranking, values)) return std::nullopt;
    const auto shown = choices.at(0).shown;
    if (topic.is_of_shown()) {
        v1::Board board;
        board.set_shown(shown);
        board.set_position(store::log_head(reader).position);
        return board;
    }
    const auto page = page_of(reader, organisations.front().zone, topic.kind, 0);
    if (!page) return std::nullopt;
    Viewing viewing{reader, topic.ranking, *page, shown};
    if (shown == v1::BOARDS_SHOWN_OFF) {
        auto board = std::move(viewing).take();
        board.set_position(store::log_head(reader).position);
        return board;
    }
    if (topic.ranking.is_of_teams()) {
        viewing.read_teams(settings.team_weight);
    } else {
        viewing.read_people({.audience = topic.audience}, indexed);
    }
    auto board = std::move(viewing).take();
    if (shown != v1::BOARDS_SHOWN_RANKS) hide_ranks(board);
    return board;
}

v1::ListBoardsResponse list_boards(store::Reader& reader, Audience audience) {
    v1::ListBoardsResponse response;
    const auto [organisations, choices, values] = reader.read(people::organisation(), choice(), people::values());
    if (organisations.empty()) return response;
    response.set_shown(choices.at(0).shown);
    response.set_leaders(choices.at(0).leaders);
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{BoardTopic{.audience = audience}.text()});
    if (response.shown() == v1::BOARDS_SHOWN_OFF) return response;

    std::vector<Ranking> rankings{{v1::BOARD_KIND_RECEIVED}, {v1::BOARD_KIND_GIVEN}, {v1::BOARD_KIND_TEAMS}};
    for (const auto& value : values) {
        if (!value.retired) rankings.push_back({v1::BOARD_KIND_VALUE, value.id});
    }
    const auto running = periods_of(organisations.front().zone, reader.now());
    for (const auto& ranking : rankings) {
        for (const auto& period : running.all()) *response.add_boards() = to_message({ranking, period});
    }
    return response;
}

}  // namespace koebel::leaderboard
