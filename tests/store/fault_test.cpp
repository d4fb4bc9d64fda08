#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <sys/mount.h>
#include <sys/resource.h>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

namespace koebel::store {
namespace {

using testing::ElementsAre;

constexpr Sql kBlobs{"test.blobs", "CREATE TABLE IF NOT EXISTS blob (content TEXT NOT NULL)"};
constexpr Sql kBlob{"test.blob", "INSERT INTO blob (content) VALUES ($1)"};

void expect_unavailable(const Outcome& outcome) {
    ASSERT_FALSE(outcome.answer);
    EXPECT_EQ(outcome.thrown, "");
    EXPECT_EQ(outcome.answer.error().code, Code::kUnavailable);
    EXPECT_EQ(outcome.answer.error().reason, "STORE_UNAVAILABLE");
}

/// No file of this process grows beyond a size while it lives.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uintmax_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

/// A file system of a few MiB, unmounted with it.
class SmallDisk {
public:
    SmallDisk() { is_mounted_ = ::mount("tmpfs", directory_.path().c_str(), "tmpfs", MS_NOSUID, "size=4m") == 0; }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (is_mounted_) ::umount2(directory_.path().c_str(), MNT_DETACH);
    }

    [[nodiscard]] bool is_mounted() const { return is_mounted_; }
    [[nodiscard]] std::filesystem::path path() const { return directory_.path(); }

    /// Takes all the space that is left, and gives it back.
    void fill() {
        std::ofstream ballast(path() / "ballast", std::ios::binary);
        const std::string block(4096, 'x');
        while (ballast.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
        }
    }
    void free() { std::filesystem::remove(path() / "ballast"); }

private:
    test::TemporaryDirectory directory_;
    bool is_mounted_ = false;
};

class FaultTest : public StoreTest {};

INSTANTIATE_TEST_SUITE_P(Databases, FaultTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(FaultTest, ABatchWhoseCommitFailsIsRunAgainJobByJob) {
    static constexpr Sql kParent{"test.parent", "CREATE TABLE parent (id BIGINT PRIMARY KEY)"};
    static constexpr Sql kChild{
        "test.child",
        "CREATE TABLE child (parent_id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
    };
    static constexpr Sql kOrphan{"test.orphan", "INSERT INTO child (parent_id) VALUES (1)"};
    database_.write([](Transaction& tx) -> Result<int> {
        tx.run(kParent);
        tx.run(kChild);
        return 0;
    });
    HeldWriter held(database_.store());
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "never"));
        tx.run(kOrphan);  // found out at COMMIT only
        return Answer{};
    });
    held.write(test::request(3), append_job("feed", "c"));

    const auto outcomes = held.release();

    EXPECT_EQ(outcomes[0].answer.value().seq(), 1U);
    expect_unavailable(outcomes[1]);
    EXPECT_EQ(outcomes[2].answer.value().seq(), 2U);
    EXPECT_THAT(words(), ElementsAre("a", "c"));
}

TEST(DiskFull, ACommitThatCannotGrowTheFileIsAnErrorAndNothingIsInTheLog) {
    test::Database database(test::Backend::kSqlite);
    database.write(append_job("feed", "before"));
    HeldWriter held(database.store());
    for (std::uint64_t n = 1; n <= 3; ++n) held.write(test::request(n), append_job("feed", "during"));
    const auto wal = std::filesystem::file_size(database.settings().data_directory + "/koebel.db-wal");

    std::vector<Outcome> outcomes;
    {
        const FileSizeLimit limit(wal);
        outcomes = held.release();
    }

    for (const auto& outcome : outcomes) expect_unavailable(outcome);
    EXPECT_EQ(database.log().size(), 1U);
    const auto again = test::await(database.store().write(test::request(1), append_job("feed", "after")));
    EXPECT_EQ(again.value().seq(), 2U);
    database.reopen();
    EXPECT_EQ(database.log().size(), 2U);
}

TEST(DiskFull, ItIsKnownSinceWhenNothingIsWrittenUntilItIsAgainWhoeverWrites) {
    test::Database database(test::Backend::kSqlite);
    auto& store = database.store();
    database.write(append_job("feed", "before"));
    const auto healthy = store.write_failing_since();
    const auto full_at = database.clock().now();

    std::optional<Instant> at_first;
    std::optional<Instant> later;
    std::size_t read = 0;
    {
        const FileSizeLimit limit(1);
        static_cast<void>(store.write_now("test.during", append_job("feed", "during")));
        at_first = store.write_failing_since();
        database.clock().advance(std::chrono::minutes{1});
        static_cast<void>(store.write_now("test.during", append_job("feed", "during")));
        read = database.log().size();
        later = store.write_failing_since();
    }

    EXPECT_EQ(healthy, std::nullopt);
    EXPECT_EQ(at_first, full_at);
    EXPECT_EQ(later, full_at);
    EXPECT_EQ(read, 1U);
    // A node that says so is sent no writes: it finds out by itself that it can write again.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (store.write_failing_since() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    EXPECT_EQ(store.write_failing_since(), std::nullopt);
}

TEST_P(FaultTest, AJobsOwnMistakeIsNotTheDatabases) {
    static constexpr Sql kTwice{"test.twice", "INSERT INTO history (id, epoch, began_at) VALUES (1, '', 0)"};
    const auto job = [](Transaction& tx) -> Result<int> {
        tx.run(kTwice);
        return 0;
    };

    EXPECT_THROW(static_cast<void>(database_.store().write_now("test.twice", job)), Fault);

    EXPECT_EQ(database_.store().write_failing_since(), std::nullopt);
}

TEST(DiskFull, AFullDiskIsAnErrorAndSpaceMakesItWellAgain) {
    SmallDisk disk;
    ASSERT_TRUE(disk.is_mounted()) << "a tmpfs cannot be mounted here: run as root, where mount is allowed";
    test::ManualClock clock;
    test::SequentialIds ids;
    Settings settings;
    settings.data_directory = disk.path() / "koebel";
    auto store = Store::open(settings, clock, ids);
    const auto size = [&] { return store->read_now([](Reader& reader) { return log_after(reader, 0, 1000).size(); }); };
    ASSERT_TRUE(store->write_now("test.before", append_job("feed", "before")));

    disk.fill();
    std::size_t kept = 1;
    std::size_t refused = 0;
    for (int i = 0; i < 20; ++i) {
        const auto answer = store->write_now("test.during", append_job("feed", std::string(500, 'x')));
        answer ? ++kept : ++refused;
        EXPECT_EQ(answer ? "STORE_UNAVAILABLE" : answer.error().reason, "STORE_UNAVAILABLE");
    }
    EXPECT_GT(refused, 0U);
    EXPECT_EQ(size(), kept);
    disk.free();

    EXPECT_TRUE(store->write_now("test.after", append_job("feed", "after")));
    EXPECT_EQ(size(), kept + 1);
    store.reset();
    store = Store::open(settings, clock, ids);
    EXPECT_EQ(size(), kept + 1);
}

TEST(DiskFull, AJobThatFillsTheDiskTakesNobodyWithIt) {
    SmallDisk disk;
    ASSERT_TRUE(disk.is_mounted()) << "a tmpfs cannot be mounted here: run as root, where mount is allowed";
    test::ManualClock clock;
    test::SequentialIds ids;
    Settings settings;
    settings.data_directory = disk.path() / "koebel";
    const auto store = Store::open(settings, clock, ids);
    HeldWriter held(*store);
    held.write(test::request(1), append_job("feed", "a"));
    held.write(test::request(2), [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "never"));
        tx.run(kBlobs);
        // More than the page cache holds, so that it meets the full disk before the commit does.
        for (int i = 0; i < 64; ++i) tx.run(kBlob, std::string(1 << 20, 'x'));
        return Answer{};
    });
    held.write(test::request(3), append_job("feed", "c"));

    const auto outcomes = held.release();

    EXPECT_TRUE(outcomes[0].answer);
    expect_unavailable(outcomes[1]);
    EXPECT_TRUE(outcomes[2].answer);
    const auto log = store->read_now([](Reader& reader) { return log_after(reader, 0, 10); });
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(word_of(log[0]), "a");
    EXPECT_EQ(word_of(log[1]), "c");
}

}  // namespace
}  // namespace koebel::store
