#pragma once

#include "leaderboard/calendar.hpp"
#include "leaderboard/choosing.hpp"
#include "leaderboard/extract.hpp"
#include "leaderboard/rules.hpp"
#include "leaderboard/settings.hpp"
#include "leaderboard/standings.hpp"
#include "leaderboard/view.hpp"
#include "recognition/world.hpp"
#include "store/schedule.hpp"

#include <set>
#include <string>
#include <vector>

namespace koebel::leaderboard {

/// An organisation whose people are on boards, with a schedule that the test runs.
class BoardWorld : public recognition::World {
public:
    explicit BoardWorld(test::Backend backend);

    /// Somebody who is on boards, in these teams.
    PersonId on_boards(const std::string& name, const std::vector<TeamId>& teams = {});
    /// A team of this many people on boards.
    TeamId team_of(const std::string& name, int people);

    // As the calls do it, with what koebeld hands them.
    void show(const PersonId& person, bool on_boards);
    void deactivate(const PersonId& person);
    void set_roles(const PersonId& person, const std::set<v1::Role>& roles);
    void choose(const Choice& choice);
    Result<std::uint64_t> merge(const PersonId& stays, const PersonId& goes);

    void set_zone(const std::string& name);
    void move_to(Instant at) { database.clock().set(at); }
    /// Runs what is due by the clock; how much that was.
    std::size_t run_due() { return schedule_.run_due(); }

    /// The running board.
    [[nodiscard]] BoardName running(const Ranking& ranking, v1::PeriodKind kind = v1::PERIOD_KIND_MONTH);
    [[nodiscard]] Extract extract(const BoardName& board, const PersonId& me = {});
    [[nodiscard]] std::vector<std::string> top(const BoardName& board);
    [[nodiscard]] Result<v1::GetBoardResponse> view(
        const BoardName& board, const PersonId& me = {}, Audience audience = Audience::kColleagues
    );

    [[nodiscard]] std::string epoch();

    template <class T, class... Args>
    [[nodiscard]] std::vector<T> rows(const store::Sql& sql, const Args&... args) {
        return database.store().read_now([&](store::Reader& reader) { return reader.rows<T>(sql, args...); });
    }

    Settings settings;

private:
    store::Schedule schedule_;
};

inline const Ranking kReceived{v1::BOARD_KIND_RECEIVED};
inline const Ranking kGiven{v1::BOARD_KIND_GIVEN};
inline const Ranking kTeams{v1::BOARD_KIND_TEAMS};

/// A fixture on every database.
class BoardTest : public testing::TestWithParam<test::Backend> {
protected:
    BoardWorld world{GetParam()};
};

}  // namespace koebel::leaderboard
