#include "store/sqlite_connection.hpp"

#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace koebel::store {
namespace {

namespace fs = std::filesystem;

constexpr Sql kJournal{"test.journal", "PRAGMA journal_mode"};
constexpr Sql kSynchronous{"test.synchronous", "PRAGMA synchronous"};
constexpr Sql kSecureDelete{"test.secure_delete", "PRAGMA secure_delete"};
constexpr Sql kAutocheckpoint{"test.autocheckpoint", "PRAGMA wal_autocheckpoint"};
constexpr Sql kForeignKeys{"test.foreign_keys", "PRAGMA foreign_keys"};
constexpr Sql kQueryOnly{"test.query_only", "PRAGMA query_only"};
constexpr Sql kLargeRow{"test.blob", "INSERT INTO blob (content) VALUES ($1)"};

/// Everything that stands in the files of a folder.
std::string contents(const fs::path& folder) {
    std::string all;
    for (const auto& file : fs::directory_iterator(folder)) {
        std::ifstream stream(file.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(stream), {});
    }
    return all;
}

fs::perms mode(const fs::path& path) {
    return fs::status(path).permissions() & fs::perms::all;
}

TEST(Sqlite, TheWriterIsDurableAndForgetsWhatIsDeleted) {
    test::Database database(test::Backend::kSqlite);

    database.write([](Transaction& tx) -> Result<int> {
        EXPECT_EQ(tx.row<std::string>(kJournal), "wal");
        EXPECT_EQ(tx.row<int>(kSynchronous), 2);
        EXPECT_EQ(tx.row<int>(kSecureDelete), 1);
        EXPECT_EQ(tx.row<int>(kAutocheckpoint), 0);
        EXPECT_EQ(tx.row<int>(kForeignKeys), 1);
        return 0;
    });
    EXPECT_EQ(database.store().read_now([](Reader& reader) { return reader.row<int>(kQueryOnly); }), 1);
}

TEST(Sqlite, OnlyTheOwnerMayLookIntoTheDataDirectory) {
    test::TemporaryDirectory above;
    test::ManualClock clock;
    test::SequentialIds ids;
    Settings settings;
    settings.data_directory = above.path() / "koebel";
    const auto store = Store::open(settings, clock, ids);
    ASSERT_TRUE(store->write_now("test.write", append_job("feed", "a")));

    EXPECT_EQ(mode(settings.data_directory), fs::perms::owner_all);
    constexpr auto kPrivate = fs::perms::owner_read | fs::perms::owner_write;
    for (const auto& file : fs::directory_iterator(settings.data_directory)) {
        EXPECT_EQ(mode(file.path()), kPrivate) << file.path();
    }
}

TEST(Sqlite, RedactedWordsAreInNoFileAfterTheStoreHasClosed) {
    test::Database database(test::Backend::kSqlite);
    const auto said = database.write(append_job("feed", "unforgettable"));
    database.write([&](Transaction& tx) -> Result<int> {
        tx.append(entry("feed", "gone", {said.seq()}));
        return 0;
    });
    database.close();

    EXPECT_THAT(contents(database.settings().data_directory), testing::Not(testing::HasSubstr("unforgettable")));
}

TEST(Sqlite, TheWriteAheadLogIsCheckpointedWhenItIsLongAndEmptiedWhenIdle) {
    test::TemporaryDirectory directory;
    const auto path = (directory.path() / "koebel.db").string();
    const auto writer = SqliteDatabase(path).connect_writer();
    writer->script("CREATE TABLE blob (content TEXT)");

    for (int i = 0; i < 5; ++i) {
        writer->begin_write();
        writer->queue(query<int>(kLargeRow, std::string(1 << 20, 'x')).bound);
        writer->commit();
    }
    EXPECT_GE(writer->wal_bytes(), 5U << 20);

    writer->after_commit();
    EXPECT_EQ(writer->wal_bytes(), 0U);
    writer->begin_write();
    writer->queue(query<int>(kLargeRow, "x").bound);
    writer->commit();
    EXPECT_LT(writer->wal_bytes(), 1U << 20);

    writer->when_idle();
    EXPECT_EQ(fs::file_size(path + "-wal"), 0U);
}

TEST(Sqlite, AReaderThatLooksAtTheOldDoesNotStopTheCheckpointForEver) {
    test::TemporaryDirectory directory;
    const auto path = (directory.path() / "koebel.db").string();
    SqliteDatabase database(path);
    const auto writer = database.connect_writer();
    writer->script("CREATE TABLE blob (content TEXT); INSERT INTO blob VALUES ('x')");
    static constexpr Sql kCount{"test.count", "SELECT count(*) FROM blob"};
    const auto reader = database.connect_reader();
    reader->begin_read(std::chrono::steady_clock::time_point::max());
    reader->queue(Bound{&kCount, {}});
    writer->begin_write();
    writer->queue(query<int>(kLargeRow, std::string(1 << 20, 'x')).bound);
    writer->commit();

    writer->when_idle();
    EXPECT_GT(fs::file_size(path + "-wal"), 1U << 20);
    reader->commit();
    writer->when_idle();
    EXPECT_EQ(fs::file_size(path + "-wal"), 0U);
}

}  // namespace
}  // namespace koebel::store
