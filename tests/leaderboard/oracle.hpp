#pragma once

#include "board_world.hpp"
#include "index_mirror.hpp"
#include "leaderboard/team_board.hpp"
#include "model.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace koebel::leaderboard {

inline constexpr std::array kZones{
    "Europe/Amsterdam", "Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "UTC"
};

/// A world of deeds beside its model. Whoever fills another index from the log's updates hands a look at it to
/// `also_compare`.
class Oracle {
public:
    Oracle(BoardWorld& world, std::uint32_t seed) : world_(world), random_(seed) {
        for (int i = 0; i < 4; ++i) teams_.push_back(world_.team("Team " + std::to_string(i)));
        for (int i = 0; i < 26; ++i) {
            // Teams of 10, 8, 5 and 3; some people are in two of them, or in none.
            std::vector<TeamId> teams;
            if (i < 10) teams.push_back(teams_[0]);
            if (i >= 8 && i < 16) teams.push_back(teams_[1]);
            if (i >= 15 && i < 20) teams.push_back(teams_[2]);
            if (i >= 20 && i < 23) teams.push_back(teams_[3]);
            const auto id = world_.person({.name = "Person " + std::to_string(i), .teams = teams});
            people_.push_back(id);
            const bool shown = i % 5 != 4;
            if (shown) world_.show(id, true);
            model_.people[id] = {.on_boards = shown, .chosen = shown, .teams = teams};
        }
        curator_ = world_.named("Curator");
        world_.make_curator(curator_);
        world_.run_due();
    }

    /// Called for each board that pages may ask an index for, with what it has to answer when `me` asks.
    using Look = std::function<void(const BoardName& board, const PersonId& me, const Extract& expected)>;
    void also_compare(Look look) { look_ = std::move(look); }

    void act() {
        const auto deed = pick(100);
        if (deed < 52) return give();
        if (deed < 60) return give_team();
        if (deed < 66) return take_back();
        if (deed < 72) return hide();
        if (deed < 78) return join_or_leave();
        if (deed < 79) return leave_for_good();
        if (deed < 80) return merge();
        if (deed < 82) return lead();
        if (deed < 84) return choose();
        if (deed < 86) return world_.set_zone(kZones.at(pick(kZones.size())));
        if (deed < 90) return to_midnight();
        world_.database.clock().advance(std::chrono::minutes{pick(deed < 98 ? 300 : 30'000)});
        if (pick(3) > 0) world_.run_due();
    }

    void look_at_periods() {
        const auto zone = zone_now();
        for (const auto& [kind, number, from, until, closed] :
             world_.rows<std::tuple<std::int64_t, std::int64_t, Instant, Instant, std::optional<Instant>>>(kOpened)) {
            const Period period{static_cast<v1::PeriodKind>(kind), number};
            if (model_.opened.contains(period)) continue;
            const auto bounds = bounds_of(zone, period);
            EXPECT_EQ(from, bounds.from) << period.text();
            EXPECT_EQ(until, bounds.until) << period.text();
            model_.opened[period] = bounds.from;
            model_.then[period] = model_.heads();
        }
    }

    void compare() {
        const auto expected = model_.boards();
        Model::Boards found;
        for (const auto& row : world_.rows<PlaceRow>(kStandings)) {
            const auto board = BoardName::parse(row.board + "/" + row.period);
            ASSERT_TRUE(board) << row.board << "/" << row.period;
            found[*board][row.member] = {.units = row.units, .reached = row.reached, .present = row.present};
        }
        ASSERT_EQ(found.size(), expected.size());
        for (const auto& [board, members] : expected) {
            ASSERT_EQ(found[board].size(), members.size()) << board.text();
            for (const auto& [member, row] : members) {
                const auto& stored = found[board][member];
                ASSERT_EQ(
                    std::tie(stored.units, stored.reached, stored.present),
                    std::tie(row.units, row.reached, row.present)
                ) << board.text()
                  << " " << member;
            }
            board.ranking.is_of_teams() ? compare_teams(board.period) : compare_people(board, members);
            if (testing::Test::HasFatalFailure()) return;
        }
        compare_heads();
        compare_index(expected);
    }

private:
    std::size_t pick(std::size_t bound) { return random_() % bound; }
    const PersonId& somebody() { return people_[pick(people_.size())]; }

    Zone zone_now() {
        return world_.database.store().read_now([](store::Reader& reader) {
            return std::get<0>(reader.read(people::organisation())).at(0).zone;
        });
    }

    void said(const recognition::GiveRecognition& command, const Result<v1::GiveResponse>& given) {
        if (!given) return;  // a recipient has left, or the team is empty: nothing happened
        Model::Said said{
            .id = given->recognition_id(),
            .giver = command.giver,
            .people = command.people,
            .values = command.values,
            .at = world_.database.clock().now(),
            .periods = periods_of(zone_now(), world_.database.clock().now()),
            .for_everyone = command.visibility == v1::VISIBILITY_EVERYONE,
        };
        said.thanked = {command.people.begin(), command.people.end()};
        if (command.team) {
            said.teams.insert(*command.team);
            for (const auto& [id, one] : model_.people) {
                const bool belongs = std::ranges::find(one.teams, *command.team) != one.teams.end();
                if (belongs && one.active && id != command.giver) said.thanked.insert(id);
            }
        }
        for (const auto& person : command.people) {
            said.teams.insert(model_.people[person].teams.begin(), model_.people[person].teams.end());
        }
        model_.said.push_back(std::move(said));
    }

    void give() {
        // Mostly among few, so that pairs repeat and ranks tie.
        const auto giver = people_[pick(6)];
        std::vector<PersonId> people;
        for (auto left = 1 + (pick(4) == 0 ? pick(6) : 0); left > 0; --left) {
            const auto& person = pick(3) == 0 ? somebody() : people_[pick(8)];
            if (person != giver && std::ranges::find(people, person) == people.end()) people.push_back(person);
        }
        if (people.empty()) return;
        auto command = world_.thanks(giver, people, visibility());
        if (pick(3) == 0) command.values = {world_.together, world_.ear};
        if (pick(3) == 0) command.values = {world_.together};
        said(command, world_.try_give(command));
        if (pick(2) == 0) world_.database.clock().advance(std::chrono::milliseconds{pick(4'000)});
    }

    void give_team() {
        const auto command = world_.thanks(somebody(), teams_[pick(teams_.size())], visibility());
        if (model_.people[command.giver].active) said(command, world_.try_give(command));
    }

    v1::Visibility visibility() {
        const auto seen_by = pick(10);
        return seen_by == 0 ? v1::VISIBILITY_ONLY_US : seen_by == 1 ? v1::VISIBILITY_TEAM : v1::VISIBILITY_EVERYONE;
    }

    void take_back() {
        if (model_.said.empty()) return;
        auto& last = model_.said[model_.said.size() - 1 - pick(std::min<std::size_t>(5, model_.said.size()))];
        if (world_.take_back(last.giver, last.id)) last.living = false;
    }

    void hide() {
        if (model_.said.empty()) return;
        auto& one = model_.said[pick(model_.said.size())];
        if (world_.hide(curator_, one.id)) one.living = false;
    }

    void join_or_leave() {
        const auto& person = people_[pick(10)];
        auto& on_boards = model_.people[person].on_boards;
        on_boards = !on_boards;
        model_.people[person].chosen = true;
        world_.show(person, on_boards);
    }

    void leave_for_good() {
        const auto& person = people_[6 + pick(people_.size() - 6)];
        auto& one = model_.people[person];
        if (!one.active) return;
        one.active = false;
        one.leads = false;
        world_.deactivate(person);
    }

    void merge() {
        // Who gives most stays; who goes may have left before.
        const auto& stays = people_[pick(8)];
        const auto& goes = people_[6 + pick(people_.size() - 6)];
        if (stays == goes || !model_.people[stays].active || model_.people[goes].merged) return;
        ASSERT_TRUE(world_.merge(stays, goes));
        model_.merge(stays, goes);
    }

    void lead() {
        const auto& person = people_[pick(10)];
        auto& one = model_.people[person];
        if (!one.active) return;
        one.leads = !one.leads;
        world_.set_roles(person, one.leads ? std::set{v1::ROLE_LEADER} : std::set<v1::Role>{});
    }

    void choose() {
        model_.leaders = pick(2) == 0;
        world_.choose({.shown = v1::BOARDS_SHOWN_RANKS, .leaders = model_.leaders});
    }

    void to_midnight() {
        const auto zone = zone_now();
        const auto tomorrow = zone.local_day(world_.database.clock().now()) + std::chrono::days{1};
        world_.move_to(std::max(world_.database.clock().now(), zone.to_instant(tomorrow) - std::chrono::seconds{1}));
        give();
        world_.database.clock().advance(std::chrono::seconds{pick(4)});
        if (pick(2) == 0) world_.run_due();
        look_at_periods();
        give();
    }

    void compare_people(const BoardName& board, const Model::Members& members) {
        const auto order = Model::in_order(members);
        std::vector<std::string> expected_order;
        for (const auto& one : order) expected_order.push_back(one.member);
        const auto stored = world_.rows<std::string>(kInOrder, board.period.text(), board.ranking.text());
        ASSERT_EQ(stored, expected_order) << board.text();

        const auto me = pick(4) == 0 || order.empty() ? somebody() : PersonId{order[pick(order.size())].member};
        const auto expected = extract_of(order, me);
        auto extract = world_.extract(board, me);
        extract.position = 0;
        ASSERT_EQ(extract, expected) << board.text();
        const auto own = world_.database.store().read_now([&](store::Reader& reader) {
            return read_own_place(reader, board, me).place;
        });
        ASSERT_EQ(own, expected.me) << board.text();
        if (look_ && is_asked_for(board)) look_(board, me, expected);
    }

    /// Nobody reads a position off a model: it is 0.
    static Extract extract_of(const std::vector<Model::Shown>& order, const PersonId& me) {
        Extract extract{.top = places(order, 0, std::min(order.size(), kNamed)), .size = order.size()};
        const auto mine = std::ranges::find(order, me.text(), &Model::Shown::member);
        if (mine == order.end()) return extract;
        const auto at = static_cast<std::size_t>(mine - order.begin());
        extract.me = places(order, at, at + 1).front();
        if (at >= kNamed) extract.around = places(order, at - 2, std::min(order.size(), at + 3));
        return extract;
    }

    [[nodiscard]] bool is_asked_for(const BoardName& board) {
        const auto now = periods_of(zone_now(), world_.database.clock().now()).of(board.period.kind).number;
        return board.period.number <= now && board.period.number >= now - 1;
    }

    static std::vector<Place> places(const std::vector<Model::Shown>& order, std::size_t from, std::size_t until) {
        std::vector<Place> places;
        for (auto i = from; i < until; ++i) {
            places.push_back({.member = order[i].member, .units = order[i].units, .rank = order[i].rank});
        }
        return places;
    }

    void compare_teams(const Period& period) {
        const auto expected = model_.teams(period, 10);
        const auto found =
            world_.database.store().read_now([&](store::Reader& reader) { return read_teams(reader, period, 10); });
        ASSERT_EQ(found.size(), expected.size()) << period.text();
        for (std::size_t i = 0; i < found.size(); ++i) {
            ASSERT_EQ(found[i].team.text(), expected[i].id) << period.text();
            ASSERT_EQ(found[i].rank, expected[i].rank) << period.text();
            ASSERT_NEAR(found[i].score, expected[i].score, 1e-6) << period.text();
        }
    }

    void compare_heads() {
        std::map<Period, std::map<TeamId, std::int64_t>> found;
        for (const auto& [text, team, heads] : world_.rows<std::tuple<std::string, TeamId, std::int64_t>>(kHeads)) {
            found[Period::parse(text).value()][team] = heads;
        }
        ASSERT_EQ(found, model_.then);
    }

    void compare_index(const Model::Boards& expected) {
        index_.apply(world_.database.log());
        for (const auto& [board, members] : expected) {
            if (board.ranking.is_of_teams() || !is_asked_for(board)) continue;
            std::map<std::string, std::int64_t> present;
            for (const auto& [member, row] : members) {
                if (row.present) present[member] = score_of(row.units, row.reached);
            }
            ASSERT_EQ(index_.members(board), present) << board.text();
        }
    }

    static constexpr store::Sql kStandings{
        "test.standings", "SELECT period, board, member_id, units, reached, present FROM standing WHERE units > 0"
    };
    static constexpr store::Sql kInOrder{
        "test.standings_in_order",
        "SELECT member_id FROM standing WHERE period = $1 AND board = $2 AND present = 1"
        " ORDER BY units DESC, reached, member_id"
    };
    static constexpr store::Sql kOpened{
        "test.opened", "SELECT kind, number, from_at, until_at, closed_at FROM board_period"
    };
    static constexpr store::Sql kHeads{"test.heads", "SELECT period, team_id, heads FROM board_team"};

    BoardWorld& world_;
    std::mt19937 random_;
    Model model_;
    IndexMirror index_;
    Look look_;
    std::vector<PersonId> people_;
    std::vector<TeamId> teams_;
    PersonId curator_;
};

}  // namespace koebel::leaderboard
