#include "store/statistics.hpp"
#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace koebel::store {
namespace {

class BatchTest : public StoreTest {};

INSTANTIATE_TEST_SUITE_P(Databases, BatchTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(BatchTest, WhatQueuedUpGoesOutWithOneCommit) {
    auto settings = database_.settings();
    settings.batch_time = std::chrono::minutes{1};  // a busy machine must not cut it in two
    database_.reopen(settings);
    HeldWriter held(database_.store());
    const auto before = database_.store().statistics().batches.load();
    std::vector<Outcome> outcomes;
    for (std::uint64_t n = 1; n <= 20; ++n) held.write(test::request(n), append_job("feed", "a"));

    outcomes = held.release();

    EXPECT_EQ(outcomes.size(), 20U);
    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer);
    EXPECT_EQ(database_.log().size(), 20U);
    // The job that held the writer, and the twenty.
    EXPECT_EQ(database_.store().statistics().batches - before, 2U);
}

TEST_P(BatchTest, AJobThatThrowsTakesNobodyWithIt) {
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "never"));
        throw std::runtime_error("mine");
    });
    held.write(test::request(3), append_job("feed", "c"));

    const auto outcomes = held.release();

    EXPECT_TRUE(outcomes[0].answer);
    EXPECT_EQ(outcomes[1].thrown, "mine");
    EXPECT_TRUE(outcomes[2].answer);
    EXPECT_THAT(words(), testing::ElementsAre("a", "c"));
}

TEST_P(BatchTest, AStatementThatBreaksAConstraintTakesNobodyWithIt) {
    static constexpr Sql kTwice{"test.twice", "INSERT INTO history (id, epoch, began_at) VALUES (1, '', 0)"};
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "never"));
        tx.run(kTwice);
        tx.append(entry("feed", "nor this"));
        return Answer{};
    });
    held.write(test::request(3), append_job("feed", "c"));

    const auto outcomes = held.release();

    EXPECT_TRUE(outcomes[0].answer);
    EXPECT_THAT(outcomes[1].thrown, testing::HasSubstr("test.twice"));
    EXPECT_TRUE(outcomes[2].answer);
    EXPECT_THAT(words(), testing::ElementsAre("a", "c"));
}

TEST_P(BatchTest, AJobThatHidesAFailedReadBehindItsOwnExceptionTakesNobodyWithIt) {
    static constexpr Sql kMissing{"test.missing", "SELECT 1 FROM no_such_table"};
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        try {
            static_cast<void>(tx.row<std::int64_t>(kMissing));
        } catch (const Fault&) {
            throw std::runtime_error("mine");
        }
        return Answer{};
    });
    held.write(test::request(3), append_job("feed", "c"));

    const auto outcomes = held.release();

    EXPECT_TRUE(outcomes[0].answer);
    EXPECT_EQ(outcomes[1].thrown, "mine");
    EXPECT_TRUE(outcomes[2].answer);
    EXPECT_THAT(words(), testing::ElementsAre("a", "c"));
}

TEST_P(BatchTest, AJobThatSwallowsAFaultIsNotKept) {
    static constexpr Sql kTwice{"test.twice", "INSERT INTO history (id, epoch, began_at) VALUES (1, '', 0)"};
    const auto job = [](Transaction& tx) -> Result<int> {
        tx.append(entry("feed", "never"));
        try {
            static_cast<void>(tx.change(kTwice));
        } catch (const Fault&) {
            return 1;
        }
        return 0;
    };

    EXPECT_THROW(static_cast<void>(database_.store().write_now("test.swallow", job)), Fault);
    EXPECT_EQ(database_.log().size(), 0U);
}

TEST_P(BatchTest, ARefusalLeavesNothingAndIsDecidedAnewNextTime) {
    bool is_open = false;
    const auto job = [&](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "a"));
        if (!is_open) return refuse(Code::kFailedPrecondition, "CLOSED");
        return Answer{};
    };

    const auto first = test::await(database_.store().write(test::request(1), job));
    is_open = true;
    const auto second = test::await(database_.store().write(test::request(1), job));

    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().reason, "CLOSED");
    EXPECT_TRUE(second);
    EXPECT_EQ(database_.log().size(), 1U);
}

TEST_P(BatchTest, TheNextSeqFollowsOnAfterABatchThatWroteATopicManyTimes) {
    HeldWriter held(database_.store());
    for (std::uint64_t n = 1; n <= 3; ++n) {
        held.write(test::request(n), [](Transaction& tx) -> Result<Answer> {
            tx.append(entry("feed", "a"));
            tx.append(entry("team:1", "b"));
            tx.append(entry("feed", "c"));
            return Answer{};
        });
    }
    static_cast<void>(held.release());
    database_.reopen();

    database_.write([](Transaction& tx) -> Result<std::uint64_t> { return tx.append(entry("feed", "next")); });

    EXPECT_THAT(seqs("feed"), testing::ElementsAre(1, 2, 3, 4, 5, 6, 7));
    EXPECT_THAT(seqs("team:1"), testing::ElementsAre(1, 2, 3));
    EXPECT_EQ(head_of("feed"), 7U);
    EXPECT_EQ(head_of("team:1"), 3U);
}

TEST_P(BatchTest, AJobThatIsTakenBackLeavesNoGapInATopic) {
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "never"));
        tx.append(entry("new", "never"));
        return refuse(Code::kFailedPrecondition, "CLOSED");
    });
    held.write(test::request(3), append_job("feed", "b"));
    held.write(test::request(4), append_job("new", "c"));

    const auto outcomes = held.release();

    EXPECT_EQ(outcomes[1].answer.error().reason, "CLOSED");
    EXPECT_THAT(words(), testing::ElementsAre("a", "b", "c"));
    EXPECT_THAT(seqs("feed"), testing::ElementsAre(1, 2));
    EXPECT_THAT(seqs("new"), testing::ElementsAre(1));
    EXPECT_EQ(head_of("feed"), 2U);
}

TEST_P(BatchTest, ItsNeighboursRunAgainOnlyWhenAJobThatWroteFails) {
    for (const bool writes_first : {false, true}) {
        HeldWriter held(database_.store());
        int runs = 0;
        held.write(test::request(writes_first ? 1 : 2), [&](Transaction& tx) -> Result<Answer> {
            ++runs;
            tx.append(entry("feed", "a"));
            return Answer{};
        });
        held.write(test::request(writes_first ? 3 : 4), [=](Transaction& tx) -> Result<Answer> {
            if (writes_first) tx.append(entry("feed", "never"));
            return refuse(Code::kFailedPrecondition, "CLOSED");
        });

        const auto outcomes = held.release();

        EXPECT_TRUE(outcomes[0].answer);
        EXPECT_FALSE(outcomes[1].answer);
        EXPECT_EQ(runs, writes_first ? 2 : 1);
    }
    EXPECT_THAT(words(), testing::ElementsAre("a", "a"));
}

TEST_P(BatchTest, RepeatsWithinOneBatchWriteOnce) {
    HeldWriter held(database_.store());
    for (int i = 0; i < 8; ++i) held.write(test::request(1), append_job("feed", "a"));

    const auto outcomes = held.release();

    for (const auto& outcome : outcomes) EXPECT_EQ(outcome.answer.value().seq(), 1U);
    EXPECT_EQ(database_.log().size(), 1U);
}

TEST_P(BatchTest, RepeatsFromManyThreadsWriteOnce) {
    constexpr std::uint64_t kRequests = 20;
    std::mutex mutex;
    std::map<std::uint64_t, std::set<std::uint64_t>> answers;
    {
        std::vector<std::jthread> threads;
        for (int caller = 0; caller < 6; ++caller) {
            threads.emplace_back([&] {
                for (std::uint64_t n = 1; n <= kRequests; ++n) {
                    const auto answer = test::await(database_.store().write(test::request(n), append_job("feed", "a")));
                    const std::lock_guard lock(mutex);
                    answers[n].insert(answer.value().seq());
                }
            });
        }
    }

    EXPECT_EQ(database_.log().size(), kRequests);
    for (const auto& [n, positions] : answers) EXPECT_EQ(positions.size(), 1U) << n;
}

TEST_P(BatchTest, AFullQueueRefusesAtOnce) {
    auto settings = database_.settings();
    settings.queue = 2;
    database_.reopen(settings);
    HeldWriter held(database_.store());
    for (std::uint64_t n = 1; n <= 3; ++n) held.write(test::request(n), append_job("feed", "a"));

    const auto outcomes = held.release();

    EXPECT_TRUE(outcomes[0].answer);
    EXPECT_TRUE(outcomes[1].answer);
    EXPECT_EQ(outcomes[2].answer.error().code, Code::kResourceExhausted);
    EXPECT_EQ(outcomes[2].answer.error().reason, "OVERLOADED");
}

TEST_P(BatchTest, ALongBatchIsCutInTwoAndAllIsDone) {
    auto settings = database_.settings();
    settings.batch_time = std::chrono::milliseconds{0};
    database_.reopen(settings);
    HeldWriter held(database_.store());
    const auto before = database_.store().statistics().batches.load();
    for (std::uint64_t n = 1; n <= 5; ++n) held.write(test::request(n), append_job("feed", "a"));

    const auto outcomes = held.release();

    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer);
    EXPECT_EQ(database_.store().statistics().batches - before, 6U);
    EXPECT_EQ(database_.log().size(), 5U);
}

TEST_P(BatchTest, AStoreThatStopsDoesWhatItAcceptedAndRefusesTheRest) {
    HeldWriter held(database_.store());
    for (std::uint64_t n = 1; n <= 5; ++n) held.write(test::request(n), append_job("feed", "a"));
    std::jthread stopping([this] { database_.store().stop(); });

    const auto outcomes = held.release();
    stopping.join();

    for (const auto& outcome : outcomes) EXPECT_TRUE(outcome.answer);
    const auto late = database_.store().write_now("test.late", [](Transaction&) -> Result<int> { return 1; });
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, Code::kUnavailable);
    database_.reopen();
    EXPECT_EQ(database_.log().size(), 5U);
}

TEST_P(BatchTest, TheAnswerArrivesOnTheCallersThread) {
    std::thread::id resumed;
    const auto caller = [](Store& store, std::thread::id& where) -> boost::asio::awaitable<void> {
        const auto job = [](Transaction&) -> Result<int> { return 1; };
        static_cast<void>(co_await store.write("test.where", job));
        where = std::this_thread::get_id();
    };

    test::await(caller(database_.store(), resumed));

    EXPECT_EQ(resumed, std::this_thread::get_id());
}

TEST_P(BatchTest, ListenersHearCommitsInOrderBeforeTheAnswer) {
    std::vector<std::uint64_t> heard;
    database_.store().on_commit([&](const Committed& committed) {
        for (const auto& one : *committed) heard.push_back(one.position);
    });

    for (std::uint64_t n = 1; n <= 10; ++n) {
        const auto position =
            database_.write([](Transaction& tx) -> Result<std::uint64_t> { return tx.append(entry("feed", "a")); });
        EXPECT_EQ(heard.size(), n);
        EXPECT_EQ(heard.back(), position);
    }
}

TEST_P(BatchTest, WordsTakenBackInTheirOwnBatchReachNobody) {
    std::vector<LogEntry> heard;
    database_.store().on_commit([&](const Committed& committed) {
        heard.insert(heard.end(), committed->begin(), committed->end());
    });
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "words"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "gone", {tx.next_position() - 1}));
        return Answer{};
    });
    held.write(test::request(1), append_job("feed", "words"));

    const auto outcomes = held.release();

    EXPECT_TRUE(outcomes[0].answer);
    ASSERT_TRUE(outcomes[2].answer);
    EXPECT_EQ(outcomes[2].answer->SerializeAsString(), outcomes[0].answer->SerializeAsString());
    ASSERT_EQ(heard.size(), 2U);
    EXPECT_EQ(heard[0].payload, "");
    EXPECT_NE(heard[1].payload, "");
}

}  // namespace
}  // namespace koebel::store
