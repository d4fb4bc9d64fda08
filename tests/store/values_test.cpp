#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace koebel::store {
namespace {

using testing::ElementsAre;

constexpr Sql kTable{
    "test.table",
    "CREATE TABLE thing (id BIGINT PRIMARY KEY, amount BIGINT, ratio DOUBLE PRECISION, name TEXT)",
};
constexpr Sql kInsert{"test.insert", "INSERT INTO thing (id, amount, ratio, name) VALUES ($1, $2, $3, $4)"};
constexpr Sql kAll{"test.all", "SELECT amount, ratio, name FROM thing WHERE id = $1"};
constexpr Sql kNamed{"test.named", "SELECT name FROM thing WHERE name IN @list($1) ORDER BY id"};
constexpr Sql kOthers{"test.others", "SELECT name FROM thing WHERE name NOT IN @list($1) ORDER BY id"};
constexpr Sql kUpdate{"test.update", "UPDATE thing SET amount = $2 WHERE id >= $1"};
constexpr Sql kIsBig{"test.is_big", "SELECT amount > 10 FROM thing ORDER BY id"};
constexpr Sql kForEver{
    "test.for_ever",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "SELECT CAST(pg_sleep(60) AS TEXT)",
};

class ValuesTest : public StoreTest {
protected:
    ValuesTest() {
        database_.write([](Transaction& tx) -> Result<int> {
            tx.run(kTable);
            return 0;
        });
    }
    template <class... Args>
    void insert(const Args&... args) {
        database_.write([=](Transaction& tx) -> Result<int> {
            tx.run(kInsert, args...);
            return 0;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, ValuesTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ValuesTest, WhatWentInComesOut) {
    using All = std::tuple<std::optional<std::int64_t>, std::optional<double>, std::optional<std::string>>;
    const std::vector<All> all{
        {0, 0.0, ""},
        {std::numeric_limits<std::int64_t>::max(), 1e300, "it's \"quoted\" \\ $1"},
        {std::numeric_limits<std::int64_t>::min(), -0.1, "خالد 🎉 Yıldız"},
        {std::nullopt, std::nullopt, std::nullopt},
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        insert(i, std::get<0>(all[i]), std::get<1>(all[i]), std::get<2>(all[i]));
    }

    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto found = database_.store().read_now([i](Reader& reader) { return reader.row<All>(kAll, i); });
        EXPECT_EQ(found, all[i]) << i;
    }
}

TEST_P(ValuesTest, ListsTestForElements) {
    insert(1, 1, 1.0, "a");
    insert(2, 2, 2.0, "it's");
    insert(3, 3, 3.0, "c");
    const std::vector<std::string> names{"it's", "a", "nobody"};

    const auto [named, others, none] = database_.store().read_now([&](Reader& reader) {
        return reader.read(
            query<std::string>(kNamed, names),
            query<std::string>(kOthers, names),
            query<std::string>(kNamed, std::vector<std::string>{})
        );
    });

    EXPECT_THAT(named, ElementsAre("a", "it's"));
    EXPECT_THAT(others, ElementsAre("c"));
    EXPECT_THAT(none, ElementsAre());
}

TEST_P(ValuesTest, ChangeCountsRowsAndConditionsAreFlags) {
    for (int i = 1; i <= 3; ++i) insert(i, i, 1.0, "x");

    const auto changed =
        database_.write([](Transaction& tx) -> Result<std::int64_t> { return tx.change(kUpdate, 2, 20); });

    EXPECT_EQ(changed, 2);
    const auto flags = database_.store().read_now([](Reader& reader) { return reader.rows<std::int64_t>(kIsBig); });
    EXPECT_THAT(flags, ElementsAre(0, 1, 1));
}

TEST_P(ValuesTest, AJobReadsItsOwnWritesAndNobodyElseDoesBeforeTheCommit) {
    std::size_t seen_outside = 99;
    const auto inside = database_.write([&](Transaction& tx) -> Result<std::size_t> {
        tx.run(kInsert, 1, 1, 1.0, "mine");
        const auto mine = tx.rows<std::string>(kNamed, std::vector<std::string>{"mine"}).size();
        seen_outside = database_.store().read_now([](Reader& reader) {
            return reader.rows<std::string>(kNamed, std::vector<std::string>{"mine"}).size();
        });
        return mine;
    });

    EXPECT_EQ(inside, 1U);
    EXPECT_EQ(seen_outside, 0U);
}

TEST_P(ValuesTest, AReaderCannotWrite) {
    static constexpr Sql kSneak{"test.sneak", "DELETE FROM thing RETURNING id"};

    const auto sneak = [](Reader& reader) { return reader.rows<int>(kSneak).size(); };

    EXPECT_THROW(static_cast<void>(database_.store().read_now(sneak)), Fault);
}

TEST_P(ValuesTest, AReadBeyondItsDeadlineIsEndedAndTheReaderLivesOn) {
    auto settings = database_.settings();
    settings.read_deadline = std::chrono::seconds{1};
    settings.readers = 1;
    database_.reopen(settings);

    const auto for_ever = [](Reader& reader) { return reader.rows<std::string>(kForEver).size(); };

    EXPECT_THROW(static_cast<void>(database_.store().read_now(for_ever)), Fault);
    EXPECT_EQ(database_.log().size(), 0U);
}

TEST_P(ValuesTest, AFaultNamesTheStatementAndNoValue) {
    insert(1, 1, 1.0, "a");
    const auto twice = [](Transaction& tx) -> Result<int> {
        tx.run(kInsert, 1, 1, 1.0, "private words");
        return 0;
    };

    try {
        static_cast<void>(database_.store().write_now("test.twice", twice));
        FAIL() << "no fault";
    } catch (const Fault& fault) {
        EXPECT_THAT(fault.what(), testing::HasSubstr("test.insert"));
        EXPECT_THAT(fault.what(), testing::Not(testing::HasSubstr("private")));
    }
}

}  // namespace
}  // namespace koebel::store
