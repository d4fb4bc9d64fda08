#include "store/store_fixture.hpp"
#include "support/child_process.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <random>
#include <sstream>

namespace koebel::store {
namespace {

class CrashTest : public StoreTest {
protected:
    CrashTest() { database_.close(); }

    std::unique_ptr<test::ChildProcess> process(int seed) {
        return std::make_unique<test::ChildProcess>(std::vector<std::string>{
            KOEBEL_CRASH_PROCESS,
            database_.settings().data_directory,
            database_.settings().postgresql,
            std::to_string(seed),
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, CrashTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(CrashTest, WhatWasAcknowledgedSurvivesKillsAndNothingHasGaps) {
    std::map<std::uint64_t, std::string> acknowledged;
    std::minstd_rand random(7);
    for (int round = 1; round <= 4; ++round) {
        const auto writer = process(round);
        auto left = 40 + random() % 60;
        while (const auto line = writer->line()) {
            std::istringstream words(*line);
            std::uint64_t position = 0;
            std::string topic;
            std::string word;
            if (!(words >> position >> topic >> word) || !topic.starts_with("topic")) continue;  // a log line
            acknowledged[position] = topic + " " + word;
            if (left > 0 && --left == 0) writer->kill(SIGKILL);
        }
        ASSERT_EQ(writer->wait(), -SIGKILL);
    }

    database_.reopen();

    const auto log = database_.log();
    std::map<std::string, std::uint64_t> seqs;
    for (std::size_t i = 0; i < log.size(); ++i) {
        ASSERT_EQ(log[i].position, i + 1);
        ASSERT_EQ(log[i].seq, ++seqs[log[i].topic]);
    }
    ASSERT_GE(acknowledged.size(), 160U);
    for (const auto& [position, said] : acknowledged) {
        ASSERT_LE(position, log.size());
        EXPECT_EQ(log[position - 1].topic + " " + word_of(log[position - 1]), said);
    }
}

TEST_P(CrashTest, ASecondProcessIsKeptOutAndToldWhy) {
    database_.reopen();

    const auto second = process(1);
    std::string said;
    while (const auto line = second->line()) said += *line + "\n";

    EXPECT_EQ(second->wait(), 1);
    EXPECT_THAT(said, testing::HasSubstr("another koebeld uses the data directory"));
    EXPECT_THAT(said, testing::HasSubstr(database_.settings().data_directory));
    database_.write(append_job("feed", "still mine"));
    EXPECT_EQ(database_.log().size(), 1U);
}

}  // namespace
}  // namespace koebel::store
