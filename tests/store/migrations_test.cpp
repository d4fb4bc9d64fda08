#include "store/migrations.hpp"

#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace koebel::store {
namespace {

TEST(Migration, SectionsAreForOneDatabaseAndTheRestForBoth) {
    const Migration migration{1, "test", "-- compatible_from: 1\nA;\n-- sqlite\nB;\n-- postgresql\nC;\n-- both\nD;\n"};

    EXPECT_EQ(section_for(migration, Dialect::kSqlite), "-- compatible_from: 1\nA;\nB;\nD;\n");
    EXPECT_EQ(section_for(migration, Dialect::kPostgresql), "-- compatible_from: 1\nA;\nC;\nD;\n");
}

TEST(Migration, EachSaysWhatItIsCompatibleWith) {
    std::int64_t last = 0;
    for (const auto& migration : migrations()) {
        EXPECT_GT(migration.number, last) << migration.name;
        EXPECT_LE(compatible_from(migration), migration.number) << migration.name;
        last = migration.number;
    }
    const Migration silent{1, "silent", "CREATE TABLE a (id BIGINT)"};
    EXPECT_THROW(static_cast<void>(compatible_from(silent)), Fault);
}

class MigrationsTest : public StoreTest {
protected:
    void record(int number, int compatible_from) {
        static constexpr Sql kRecord{
            "test.record", "INSERT INTO migration (number, name, compatible_from, at) VALUES ($1, 'newer', $2, 0)"
        };
        database_.write([=](Transaction& tx) -> Result<int> {
            tx.run(kRecord, number, compatible_from);
            return 0;
        });
    }
};

INSTANTIATE_TEST_SUITE_P(Databases, MigrationsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MigrationsTest, ADatabaseOfANewerVersionIsOpenedWhenItIsCompatible) {
    record(9000, 1);

    EXPECT_NO_THROW(database_.reopen());
}

TEST_P(MigrationsTest, ADatabaseThatIsTooNewIsRefusedWithTheRemedy) {
    record(9000, 8999);

    try {
        database_.reopen();
        FAIL() << "opened";
    } catch (const Fault& fault) {
        EXPECT_THAT(fault.what(), testing::HasSubstr("newer koebeld"));
        EXPECT_THAT(fault.what(), testing::HasSubstr("restore a backup"));
    }
}

}  // namespace
}  // namespace koebel::store
