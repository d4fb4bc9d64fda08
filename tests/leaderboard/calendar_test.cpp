#include "board_world.hpp"

#include <gmock/gmock.h>

#include <map>

namespace koebel::leaderboard {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr store::Sql kPeriodsAndClosed{
    "test.periods", "SELECT kind, number, from_at, until_at, closed_at FROM board_period ORDER BY kind, number"
};
constexpr store::Sql kHeads{"test.heads", "SELECT heads FROM board_team WHERE period = $1 AND team_id = $2"};
constexpr store::Sql kStandings{"test.count_standings", "SELECT COUNT(*) FROM standing WHERE period = $1"};

Instant local(int year, unsigned month, unsigned day, std::chrono::seconds time = 0s) {
    const auto date = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
    return Zone{"Europe/Amsterdam"}.to_instant(std::chrono::local_days{date} + time);
}

class CalendarTest : public BoardTest {
protected:
    CalendarTest() { world.run_due(); }

    /// Which periods run, and which are closed.
    std::map<std::string, bool> closed() {
        std::map<std::string, bool> all;
        for (const auto& row : world.rows<PeriodRow>(kPeriodsAndClosed)) all[row.period.text()] = row.closed;
        return all;
    }
    std::optional<Page> page(v1::PeriodKind kind, std::int64_t number) {
        return world.database.store().read_now([&](store::Reader& reader) {
            return page_of(reader, Zone{"Europe/Amsterdam"}, kind, number);
        });
    }
    std::int64_t boards_changed() {
        return std::ranges::count(world.database.log(), std::string{"boards_changed"}, &store::LogEntry::type);
    }

    PersonId ada = world.on_boards("Ada");
    PersonId grace = world.on_boards("Grace");
    const std::int64_t march = 2026 * 12 + 2;  // the test's clock begins on 2 March 2026
};

TEST_P(CalendarTest, AtLocalMidnightTheNewPeriodsBeginAndThePastOnesAreClosed) {
    world.give(world.thanks(ada, {grace}));
    world.move_to(local(2026, 3, 31, 23h + 59min + 59s));
    world.run_due();
    EXPECT_FALSE(closed().at("m" + std::to_string(march)));

    world.move_to(local(2026, 4, 1));
    world.run_due();

    EXPECT_TRUE(closed().at("m" + std::to_string(march)));
    EXPECT_FALSE(closed().at("m" + std::to_string(march + 1)));
    EXPECT_TRUE(closed().at("q" + std::to_string(2026 * 4)));
    EXPECT_FALSE(closed().at("y2026"));
    EXPECT_THAT(world.top(world.running(kReceived)), IsEmpty());
    EXPECT_THAT(world.top({kReceived, {v1::PERIOD_KIND_MONTH, march}}), ElementsAre(grace.text()));
}

TEST_P(CalendarTest, TheNightInWhichTheClocksChangeIsNoException) {
    world.move_to(local(2026, 3, 28, 12h));
    world.run_due();
    world.move_to(local(2026, 3, 30) - 1s);  // Sunday had 23 hours
    world.run_due();
    const auto before = world.running(kReceived, v1::PERIOD_KIND_WEEK).period;
    EXPECT_FALSE(closed().at(before.text()));

    world.move_to(local(2026, 3, 30));
    world.run_due();

    EXPECT_TRUE(closed().at(before.text()));
    EXPECT_EQ(world.running(kReceived, v1::PERIOD_KIND_WEEK).period, before.before(-1));
}

TEST_P(CalendarTest, ALongSleepIsMadeUpForOnce) {
    world.give(world.thanks(ada, {grace}));
    world.move_to(local(2026, 9, 17, 11h));

    EXPECT_EQ(world.run_due(), 1U);
    const auto after_one = closed();
    EXPECT_EQ(world.run_due(), 0U);

    EXPECT_EQ(closed(), after_one);
    EXPECT_TRUE(after_one.at("m" + std::to_string(march)));
    EXPECT_FALSE(after_one.at("m" + std::to_string(march + 6)));
    EXPECT_FALSE(after_one.contains("m" + std::to_string(march + 3))) << "nothing happened in between";
    EXPECT_EQ(boards_changed(), 1);
}

TEST_P(CalendarTest, ADayWithinAllPeriodsChangesNothing) {
    world.give(world.thanks(ada, {grace}));
    world.move_to(local(2026, 3, 4));
    world.run_due();
    const auto told = boards_changed();

    world.move_to(local(2026, 3, 5));
    world.run_due();

    EXPECT_EQ(boards_changed(), told);
}

TEST_P(CalendarTest, PagesAreToldOfThePeriodThatAFirstThanksHadOpened) {
    world.give(world.thanks(ada, {grace}));
    world.move_to(local(2026, 4, 1, 1s));
    world.give(world.thanks(ada, {grace}));
    const auto told = boards_changed();

    world.run_due();

    EXPECT_EQ(boards_changed(), told + 1);
    EXPECT_EQ(world.extract(world.running(kReceived)).size, 1U);
}

TEST_P(CalendarTest, TeamsAreCountedWhenAPeriodBegins) {
    const auto north = world.team_of("Noord", 5);
    world.move_to(local(2026, 4, 1));
    world.run_due();
    for (int i = 0; i < 3; ++i) world.on_boards("Later " + std::to_string(i), {north});
    world.give(world.thanks(ada, north));

    const auto heads = [&](std::int64_t month) {
        return world.rows<std::int64_t>(kHeads, Period{v1::PERIOD_KIND_MONTH, month}.text(), north);
    };
    EXPECT_THAT(heads(march + 1), ElementsAre(5));
    world.move_to(local(2026, 5, 1));
    world.run_due();
    EXPECT_THAT(heads(march + 2), ElementsAre(8));
}

TEST_P(CalendarTest, PeriodsAreBrowsedFromOneThatIsKeptToTheNext) {
    world.give(world.thanks(ada, {grace}));
    world.move_to(local(2026, 6, 5, 12h));
    world.run_due();

    const auto first = page(v1::PERIOD_KIND_MONTH, march);
    const auto running = page(v1::PERIOD_KIND_MONTH, 0);

    ASSERT_TRUE(first && running);
    EXPECT_EQ(first->previous, 0);
    EXPECT_EQ(first->next, march + 3) << "nothing is kept of what was slept through";
    EXPECT_TRUE(first->closed);
    EXPECT_EQ(running->period.number, march + 3);
    EXPECT_EQ(running->previous, march);
    EXPECT_EQ(running->next, 0);
    EXPECT_FALSE(page(v1::PERIOD_KIND_MONTH, march + 1));
    EXPECT_FALSE(page(v1::PERIOD_KIND_MONTH, march + 4)) << "it has not come";
}

TEST_P(CalendarTest, AnotherZoneCountsFromTheNextThanksOnAndItsMidnightFollows) {
    world.move_to(local(2026, 3, 31, 20h));
    world.run_due();
    world.give(world.thanks(ada, {grace}));

    world.set_zone("Pacific/Auckland");  // it is April there
    world.give(world.thanks(grace, {ada}));

    EXPECT_THAT(world.top(world.running(kReceived)), ElementsAre(ada.text()));
    EXPECT_EQ(world.running(kReceived).period.number, march + 1);
    EXPECT_THAT(world.top({kReceived, {v1::PERIOD_KIND_MONTH, march}}), ElementsAre(grace.text()));
    EXPECT_FALSE(closed().at("m" + std::to_string(march)));
    world.move_to(local(2026, 4, 1));
    world.run_due();
    EXPECT_TRUE(closed().at("m" + std::to_string(march)));
}

TEST_P(CalendarTest, WhatIsKeptNoLongerGoesPieceByPiece) {
    world.give(world.thanks(ada, {grace}));
    world.move_to(local(2026, 3, 2, 12h) + std::chrono::days{1'300});
    world.give(world.thanks(ada, {grace}));

    while (world.run_due() > 0) world.database.clock().advance(1s);

    EXPECT_FALSE(page(v1::PERIOD_KIND_MONTH, march));
    EXPECT_FALSE(closed().contains("m" + std::to_string(march)));
    EXPECT_THAT(world.rows<std::int64_t>(kStandings, "m" + std::to_string(march)), ElementsAre(0));
    EXPECT_EQ(world.extract(world.running(kReceived)).size, 1U);
    EXPECT_EQ(closed().size(), 4U) << "the running ones";
}

INSTANTIATE_TEST_SUITE_P(Databases, CalendarTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
