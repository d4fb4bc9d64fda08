#include "store/history.hpp"

#include "store/store_fixture.hpp"

#include <filesystem>

namespace koebel::store {
namespace {

constexpr Sql kRewindLog{"test.rewind_log", "DELETE FROM log WHERE position > 1"};
constexpr Sql kRewindTopics{"test.rewind_topics", "UPDATE topic SET head = 1"};

class HistoryTest : public StoreTest {
protected:
    HistoryTest() {
        for (const auto* word : {"a", "b", "c"}) database_.write(append_job("feed", word));
    }
    LogHead head() {
        return database_.store().read_now([](Reader& reader) { return log_head(reader); });
    }
    /// As a failover to a server that missed the newest commits does.
    void rewind() {
        database_.write([](Transaction& tx) -> Result<int> {
            tx.run(kRewindLog);
            tx.run(kRewindTopics);
            return 0;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, HistoryTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(HistoryTest, AHistoryThatStandsKeepsItsEpoch) {
    const auto before = head();

    EXPECT_EQ(database_.store().confirm_history(before), before.epoch);
    database_.reopen();
    EXPECT_EQ(head().epoch, before.epoch);
}

TEST_P(HistoryTest, AMissingEntryBeginsANewEpoch) {
    const auto before = head();
    rewind();

    const auto epoch = database_.store().confirm_history(before);

    EXPECT_NE(epoch, before.epoch);
    EXPECT_EQ(head().epoch, epoch);
}

TEST_P(HistoryTest, AnotherEntryAtThatPositionBeginsANewEpoch) {
    const auto before = head();
    rewind();
    for (const auto* word : {"other", "words"}) database_.write(append_job("feed", word));
    ASSERT_EQ(head().position, before.position);

    EXPECT_NE(database_.store().confirm_history(before), before.epoch);
}

TEST_P(HistoryTest, WhoComesSecondGetsTheEpochThatHoldsAlready) {
    const auto before = head();
    rewind();

    const auto first = database_.store().confirm_history(before);
    const auto second = database_.store().confirm_history(before);

    EXPECT_EQ(first, second);
}

TEST_P(HistoryTest, ANodeThatStartsAfterARewindFindsOut) {
    const auto before = head();
    rewind();

    database_.reopen();

    EXPECT_NE(head().epoch, before.epoch);
}

TEST(HistoryFile, ADatabaseFileThatWasCopiedBackIsFoundOut) {
    test::Database database(test::Backend::kSqlite);
    const auto epoch = [&] { return database.store().read_now([](Reader& reader) { return log_head(reader).epoch; }); };
    const std::filesystem::path file = database.settings().data_directory + "/koebel.db";
    database.write(append_job("feed", "a"));
    const auto before = epoch();
    database.close();
    std::filesystem::copy_file(file, file.string() + ".copy");
    database.reopen();
    database.write(append_job("feed", "b"));
    database.close();

    std::filesystem::rename(file.string() + ".copy", file);
    database.reopen();

    EXPECT_NE(epoch(), before);
}

}  // namespace
}  // namespace koebel::store
