#include "store/schedule.hpp"

#include "store/events.hpp"
#include "store/housekeeping.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

namespace koebel::store {
namespace {

using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;

constexpr Sql kReceipts{"test.receipts", "SELECT count(*) FROM receipt WHERE caller <> 'schedule'"};

class ScheduleTest : public testing::TestWithParam<test::Backend> {
protected:
    /// A node that appends the key of what it runs to the topic "ran".
    std::unique_ptr<Schedule> node() {
        auto made =
            std::make_unique<Schedule>(database_.store(), database_.clock(), [](Reader&) { return Zone("UTC"); });
        made->on("work.", [](Transaction& tx, const Due& due) { tx.append(entry("ran", due.key)); });
        return made;
    }
    void plan(const std::string& key, Instant due_at, const std::string& rule = "") {
        database_.write([=](Transaction& tx) -> Result<int> {
            tx.schedule(key, due_at, rule);
            return 0;
        });
    }
    std::size_t count_of(const std::string& topic) {
        return database_.store().read_now([&](Reader& reader) { return topic_after(reader, topic, 0, 100000).size(); });
    }
    Instant in(std::chrono::microseconds span) { return database_.clock().now() + span; }

    test::Database database_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Databases, ScheduleTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ScheduleTest, APlanRunsWhenItsTimeHasComeAndOnlyOnce) {
    const auto schedule = node();
    plan("work.a", in(hours{1}));

    EXPECT_EQ(schedule->run_due(), 0U);
    database_.clock().advance(hours{1});
    EXPECT_EQ(schedule->run_due(), 1U);
    EXPECT_EQ(schedule->run_due(), 0U);

    EXPECT_EQ(count_of("ran"), 1U);
}

TEST_P(ScheduleTest, APlanThatWasReplacedRunsAtItsNewTime) {
    const auto schedule = node();
    plan("work.a", in(hours{1}));
    plan("work.a", in(hours{3}));

    database_.clock().advance(hours{2});
    EXPECT_EQ(schedule->run_due(), 0U);
    database_.clock().advance(hours{1});
    EXPECT_EQ(schedule->run_due(), 1U);
}

TEST_P(ScheduleTest, APlanThatWasRemovedNeverRuns) {
    const auto schedule = node();
    plan("work.a", in(hours{1}));
    database_.write([](Transaction& tx) -> Result<int> {
        tx.unschedule("work.a");
        return 0;
    });

    database_.clock().advance(hours{2});

    EXPECT_EQ(schedule->run_due(), 0U);
}

TEST_P(ScheduleTest, AfterALongSleepARuleRunsOnceAndGoesOn) {
    const auto schedule = node();
    plan("work.a", in(hours{1}), "daily 08:00");

    database_.clock().advance(days{10});
    EXPECT_EQ(schedule->run_due(), 1U);
    EXPECT_EQ(schedule->run_due(), 0U);
    database_.clock().advance(days{1});
    EXPECT_EQ(schedule->run_due(), 1U);
}

TEST_P(ScheduleTest, NodesThatLookAtOnceRunAPlanOnce) {
    plan("work.a", in(hours{-1}));
    std::vector<std::unique_ptr<Schedule>> nodes;
    for (int i = 0; i < 4; ++i) nodes.push_back(node());

    std::atomic<std::size_t> ran{0};
    {
        std::vector<std::jthread> threads;
        for (auto& one : nodes) threads.emplace_back([&] { ran += one->run_due(); });
    }

    EXPECT_EQ(ran, 1U);
    EXPECT_EQ(count_of("ran"), 1U);
}

TEST_P(ScheduleTest, WorkThatThrowsIsTriedAgainLater) {
    const auto schedule = node();
    int calls = 0;
    schedule->on("flaky", [&](Transaction& tx, const Due& due) {
        tx.append(entry("ran", due.key));
        if (++calls == 1) throw std::runtime_error("not yet");
    });
    plan("flaky", in(hours{-1}));

    EXPECT_EQ(schedule->run_due(), 0U);
    EXPECT_EQ(count_of("ran"), 0U);
    database_.clock().advance(hours{1});
    EXPECT_EQ(schedule->run_due(), 1U);

    EXPECT_EQ(count_of("ran"), 1U);
}

TEST_P(ScheduleTest, WhatNobodyHandlesHereIsLeftAlone) {
    const auto schedule = node();
    plan("later.version", in(hours{-1}));

    EXPECT_EQ(schedule->run_due(), 0U);
    schedule->on("later.", [](Transaction& tx, const Due& due) { tx.append(entry("ran", due.key)); });
    EXPECT_EQ(schedule->run_due(), 1U);
}

TEST_P(ScheduleTest, TheLongestPrefixHandles) {
    const auto schedule = node();
    schedule->on("work.special.", [](Transaction& tx, const Due& due) { tx.append(entry("special", due.key)); });
    plan("work.special.a", in(hours{-1}));
    plan("work.z", in(hours{-1}));

    schedule->run_due();

    EXPECT_EQ(count_of("special"), 1U);
    EXPECT_EQ(count_of("ran"), 1U);
}

TEST_P(ScheduleTest, HousekeepingForgetsOldEntriesButNoHeads) {
    const auto schedule = node();
    Settings settings;
    settings.log_kept = days{30};
    keep_house(*schedule, settings);
    schedule->run_due();
    for (const auto* topic : {"feed", "feed", "wall"}) {
        database_.write([topic](Transaction& tx) -> Result<std::uint64_t> { return tx.append(entry(topic, "old")); });
    }
    database_.clock().advance(days{31});
    database_.write([](Transaction& tx) -> Result<std::uint64_t> { return tx.append(entry("feed", "new")); });

    schedule->run_due();

    const auto log = database_.log();
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0].position, 4U);
    EXPECT_EQ(log[0].seq, 3U);
    const auto [feed, wall, none] = database_.store().read_now([](Reader& reader) {
        return std::tuple{
            topic_kept_from(reader, "feed"), topic_kept_from(reader, "wall"), topic_kept_from(reader, "none")
        };
    });
    EXPECT_EQ(feed, 3U);
    EXPECT_EQ(wall, 2U);
    EXPECT_EQ(none, 1U);
    const auto next =
        database_.write([](Transaction& tx) -> Result<std::uint64_t> { return tx.append(entry("wall", "x")); });
    EXPECT_EQ(next, 5U);
    EXPECT_EQ(database_.log().back().seq, 2U);
}

TEST_P(ScheduleTest, HousekeepingKeepsTheNewestEntryHoweverOld) {
    const auto schedule = node();
    keep_house(*schedule, {});
    schedule->run_due();
    database_.write([](Transaction& tx) -> Result<std::uint64_t> { return tx.append(entry("feed", "old")); });

    database_.clock().advance(days{1000});
    schedule->run_due();

    EXPECT_EQ(database_.log().size(), 1U);
}

TEST_P(ScheduleTest, HousekeepingForgetsReceiptsAfterTheirTimeAndNotBefore) {
    const auto schedule = node();
    keep_house(*schedule, {});
    schedule->run_due();
    const auto write = [](Transaction&) -> Result<v1::TopicHead> { return v1::TopicHead{}; };
    for (std::uint64_t n = 1; n <= 5; ++n) {
        ASSERT_TRUE(test::await(database_.store().write(test::request(n), write)));
    }
    const auto receipts = [this] {
        return database_.store().read_now([](Reader& reader) { return reader.row<int>(kReceipts).value(); });
    };

    database_.clock().advance(hours{23});
    schedule->run_due();
    EXPECT_EQ(receipts(), 5);
    database_.clock().advance(hours{2});
    schedule->run_due();
    EXPECT_EQ(receipts(), 0);
}

}  // namespace
}  // namespace koebel::store
