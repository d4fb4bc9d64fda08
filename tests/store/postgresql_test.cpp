#include "store/postgresql_gate.hpp"
#include "store/statistics.hpp"
#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace koebel::store {
namespace {

using Cut = PostgresqlGate::Cut;
using testing::ElementsAre;

/// A store that reaches its database through a gate.
class PostgresqlTest : public testing::Test {
protected:
    PostgresqlTest() {
        auto settings = database_.settings();
        settings.postgresql = gate_.connection_string();
        database_.reopen(settings);
        database_.store().on_commit([this](const Committed& committed) {
            for (const auto& one : *committed) heard_.push_back(word_of(one));
        });
        // The statements are prepared and the readers are connected: the next COMMIT is the test's.
        database_.write(append_job("feed", "before"));
    }
    std::vector<std::string> words() {
        std::vector<std::string> all;
        for (const auto& one : database_.log()) all.push_back(word_of(one));
        return all;
    }
    std::vector<Outcome> write_batch(const std::vector<std::string>& all, Cut cut, int turn_away) {
        HeldWriter held(database_.store());
        std::uint64_t n = 0;
        for (const auto& word : all) held.write(test::request(++n), append_job("feed", word));
        // The job that holds the writer commits first; this one arms the gate for the batch's own commit, and
        // only once: a dropped batch runs its jobs again.
        held.write(test::request(100), [this, cut, turn_away](Transaction&) -> Result<Answer> {
            if (!std::exchange(has_armed_, true)) gate_.cut(cut, turn_away);
            return Answer{};
        });
        return held.release();
    }
    /// Ends every session on the database, as a restart of the server does.
    void end_sessions() {
        test::run_postgresql(
            database_.connection_string(),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        );
    }

    test::Database database_{test::Backend::kPostgresql};
    PostgresqlGate gate_{database_.connection_string()};
    std::vector<std::string> heard_;
    bool has_armed_ = false;
};

TEST_F(PostgresqlTest, ACommitWhoseAnswerWasLostIsASuccessAndStandsOnce) {
    const auto outcomes = write_batch({"a", "b", "c"}, Cut::kAfterCommit, 0);

    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer) << outcome.thrown;
    EXPECT_EQ(outcomes[1].answer.value().seq(), 3U);
    EXPECT_THAT(words(), ElementsAre("before", "a", "b", "c"));
    EXPECT_EQ(heard_, words());
    EXPECT_GE(database_.store().statistics().reconnects, 1U);
    EXPECT_EQ(database_.store().statistics().dropped_batches, 0U);
}

TEST_F(PostgresqlTest, ACommitThatNeverArrivedIsDoneAgainAndStandsOnce) {
    const auto outcomes = write_batch({"a", "b", "c"}, Cut::kBeforeCommit, 0);

    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer) << outcome.thrown;
    EXPECT_THAT(words(), ElementsAre("before", "a", "b", "c"));
    EXPECT_EQ(heard_, words());
    EXPECT_EQ(database_.store().statistics().dropped_batches, 1U);
}

TEST_F(PostgresqlTest, AServerThatComesBackLateIsWaitedForBeforeTheAnswer) {
    const auto outcomes = write_batch({"a", "b"}, Cut::kAfterCommit, 3);

    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer) << outcome.thrown;
    EXPECT_EQ(gate_.turned_away(), 3);
    EXPECT_THAT(words(), ElementsAre("before", "a", "b"));
}

TEST_F(PostgresqlTest, ACommitOfEntriesWithoutReceiptsIsSettledByTheLog) {
    gate_.cut(Cut::kAfterCommit);

    const auto written = database_.store().write_now("test.plain", append_job("feed", "a"));

    EXPECT_TRUE(written);
    EXPECT_THAT(words(), ElementsAre("before", "a"));
}

TEST_F(PostgresqlTest, SessionsThatWereEndedBetweenBatchesAreReplacedInSilence) {
    end_sessions();

    EXPECT_TRUE(database_.store().write_now("test.plain", append_job("feed", "a")));
    EXPECT_THAT(words(), ElementsAre("before", "a"));
}

TEST_F(PostgresqlTest, ASessionThatEndsInTheMiddleOfABatchLosesNothing) {
    bool has_ended = false;
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [&](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "b"));
        if (!std::exchange(has_ended, true)) end_sessions();
        return Answer{};
    });
    held.write(test::request(3), append_job("feed", "c"));

    const auto outcomes = held.release();

    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer) << outcome.thrown;
    EXPECT_THAT(words(), ElementsAre("before", "a", "b", "c"));
    EXPECT_EQ(heard_, words());
}

TEST_F(PostgresqlTest, NodesThatWriteAtOnceLeaveNoGaps) {
    test::TemporaryDirectory directory;
    test::SequentialIds ids;
    auto settings = database_.settings();
    settings.data_directory = directory.path();
    const auto other = Store::open(settings, database_.clock(), ids);
    std::atomic<int> failed{0};
    const auto write_many = [&failed](Store& store) {
        for (int i = 0; i < 50; ++i) {
            const auto topic = "topic" + std::to_string(i % 3);
            if (!store.write_now("test.many", append_job(topic, "x"))) ++failed;
        }
    };

    {
        const std::jthread one([&] { write_many(database_.store()); });
        const std::jthread two([&] { write_many(database_.store()); });
        const std::jthread three([&] { write_many(*other); });
    }

    EXPECT_EQ(failed, 0);
    const auto log = database_.log();
    ASSERT_EQ(log.size(), 151U);
    std::map<std::string, std::uint64_t> seqs;
    for (std::size_t i = 0; i < log.size(); ++i) {
        ASSERT_EQ(log[i].position, i + 1);
        ASSERT_EQ(log[i].seq, ++seqs[log[i].topic]);
    }
}

TEST_F(PostgresqlTest, TheDatabaseTellsTheTimeUnlessToldOtherwise) {
    auto settings = database_.settings();
    settings.node_clock = false;
    database_.clock().set(SystemClock{}.now() + std::chrono::hours{5});
    database_.reopen(settings);

    database_.write(append_job("feed", "now"));

    const auto at = database_.log().back().at;
    EXPECT_LT(std::chrono::abs(at - SystemClock{}.now()), std::chrono::minutes{1});
}

TEST_F(PostgresqlTest, AZeroInATextIsAFaultAndNotACut) {
    static constexpr Sql kEcho{"test.echo", "SELECT CAST($1 AS TEXT)"};
    using namespace std::string_literals;

    const auto echo = [](Reader& reader) { return reader.row<std::string>(kEcho, "a\0b"s); };

    EXPECT_THROW(static_cast<void>(database_.store().read_now(echo)), Fault);
}

}  // namespace
}  // namespace koebel::store
