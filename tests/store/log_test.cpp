#include "store/log.hpp"

#include "store/events.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

namespace koebel::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class LogTest : public testing::TestWithParam<test::Backend> {
protected:
    std::uint64_t append(NewEntry added) {
        return database_.write([added](Transaction& tx) -> Result<std::uint64_t> { return tx.append(added); });
    }
    std::vector<LogEntry> topic(std::string_view name, std::uint64_t after) {
        return database_.store().read_now([&](Reader& reader) { return topic_after(reader, name, after, 100); });
    }

    test::Database database_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Databases, LogTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(LogTest, PositionsCountAllEntriesAndSeqsThoseOfATopic) {
    append(entry("feed", "a"));
    append(entry("wall", "b"));
    append(entry("feed", "c"));

    const auto log = database_.log();

    ASSERT_EQ(log.size(), 3U);
    EXPECT_EQ(log[0].position, 1U);
    EXPECT_EQ(log[1].position, 2U);
    EXPECT_EQ(log[2].position, 3U);
    EXPECT_EQ(log[0].seq, 1U);
    EXPECT_EQ(log[1].seq, 1U);
    EXPECT_EQ(log[2].seq, 2U);
    EXPECT_NE(log[0].id, log[1].id);
}

TEST_P(LogTest, AnEntryComesBackAsItWasAppended) {
    auto added = entry("feed", "hello");
    added.index_updates = "[[1,2]]";
    append(added);

    const auto log = database_.log();

    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0].topic, "feed");
    EXPECT_EQ(log[0].type, "recognition_withdrawn");
    EXPECT_EQ(log[0].payload, R"({"recognitionWithdrawn":{"recognitionId":"hello"}})");
    EXPECT_EQ(log[0].index_updates, "[[1,2]]");
    EXPECT_EQ(log[0].at, database_.clock().now());
    EXPECT_THAT(log[0].redacts, IsEmpty());
}

TEST_P(LogTest, TheListenerSeesWhatTheLogHolds) {
    std::vector<LogEntry> heard;
    database_.store().on_commit([&](const Committed& committed) {
        heard.insert(heard.end(), committed->begin(), committed->end());
    });

    append(entry("feed", "a"));
    append(entry("feed", "b", {1}));

    ASSERT_EQ(heard.size(), 2U);
    const auto log = database_.log();
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(heard[i].position, log[i].position);
        EXPECT_EQ(heard[i].id, log[i].id);
        EXPECT_EQ(heard[i].seq, log[i].seq);
        EXPECT_EQ(heard[i].redacts, log[i].redacts);
    }
}

TEST_P(LogTest, RedactionLeavesATombstone) {
    const auto said = append(entry("feed", "words"));
    const auto gone = append(entry("feed", "gone", {said}));

    const auto log = database_.log();

    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0].payload, "");
    EXPECT_EQ(log[0].type, "recognition_withdrawn");
    EXPECT_EQ(log[0].position, said);
    EXPECT_EQ(log[1].position, gone);
    EXPECT_THAT(log[1].redacts, ElementsAre(said));
    EXPECT_NE(log[1].payload, "");
}

TEST_P(LogTest, ARefusedJobLeavesNoGap) {
    append(entry("feed", "a"));
    const auto refused = database_.store().write_now("test.refuse", [](Transaction& tx) -> Result<int> {
        tx.append(entry("feed", "never"));
        return refuse(Code::kFailedPrecondition, "NO");
    });
    append(entry("feed", "b"));

    ASSERT_FALSE(refused);
    const auto log = database_.log();
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[1].position, 2U);
    EXPECT_EQ(log[1].seq, 2U);
}

TEST_P(LogTest, TheNextPositionIsTheOneAppendReturns) {
    append(entry("feed", "a"));

    database_.write([](Transaction& tx) -> Result<int> {
        for (int i = 0; i < 3; ++i) {
            const auto next = tx.next_position();
            EXPECT_EQ(tx.append(entry("feed", "b")), next);
        }
        return 0;
    });
}

TEST_P(LogTest, ATopicIsReadFromASeq) {
    for (const auto* word : {"a", "b", "c"}) {
        append(entry("feed", word));
        append(entry("wall", word));
    }

    const auto found = topic("feed", 1);

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].seq, 2U);
    EXPECT_EQ(found[1].seq, 3U);
    EXPECT_EQ(found[1].topic, "feed");
}

TEST_P(LogTest, ASnapshotTellsEpochAndSeqs) {
    append(entry("feed", "a"));
    append(entry("feed", "b"));

    const std::vector<std::string> topics{"wall", "feed"};
    const auto [taken, head] = database_.store().read_now([&](Reader& reader) {
        return std::pair{snapshot(reader, topics), log_head(reader)};
    });

    EXPECT_EQ(taken.epoch(), head.epoch);
    EXPECT_NE(head.epoch, "");
    EXPECT_EQ(head.position, 2U);
    ASSERT_EQ(taken.heads_size(), 2);
    EXPECT_EQ(taken.heads(0).topic(), "wall");
    EXPECT_EQ(taken.heads(0).seq(), 0U);
    EXPECT_EQ(taken.heads(1).seq(), 2U);
}

TEST_P(LogTest, TimeNeverRunsBack) {
    append(entry("feed", "a"));
    const auto before = database_.log().back().at;

    database_.clock().advance(std::chrono::hours{-1});
    append(entry("feed", "b"));

    EXPECT_EQ(database_.log().back().at, before);
    EXPECT_EQ(database_.store().read_now([](Reader& reader) { return reader.now(); }), before);
}

TEST_P(LogTest, ItGoesOnWhereItWasAfterReopening) {
    append(entry("feed", "a"));
    const auto epoch = database_.store().read_now([](Reader& reader) { return log_head(reader).epoch; });

    database_.reopen();

    EXPECT_EQ(append(entry("feed", "b")), 2U);
    EXPECT_EQ(database_.store().read_now([](Reader& reader) { return log_head(reader).epoch; }), epoch);
}

}  // namespace
}  // namespace koebel::store
