#include "store/store_fixture.hpp"

#include <gmock/gmock.h>

namespace koebel::store {
namespace {

class ReceiptsTest : public StoreTest {};

INSTANTIATE_TEST_SUITE_P(Databases, ReceiptsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ReceiptsTest, ASecretIsNeverToldTwiceNorKept) {
    static constexpr Sql kAnswers{"test.answers", "SELECT answer FROM receipt"};
    auto key = test::request(1);
    key.secret = true;
    const auto job = [](Transaction&) -> Result<Answer> {
        Answer answer;
        answer.set_topic("the secret");
        return answer;
    };

    const auto first = test::await(database_.store().write(key, job));
    const auto again = test::await(database_.store().write(key, job));

    EXPECT_EQ(first.value().topic(), "the secret");
    EXPECT_EQ(again.error().code, Code::kAlreadyExists);
    EXPECT_EQ(again.error().reason, "SECRET_SHOWN_ONCE");
    const auto kept = database_.store().read_now([](Reader& reader) { return reader.rows<std::string>(kAnswers); });
    EXPECT_THAT(kept, testing::Each(""));
}

TEST_P(ReceiptsTest, ARepeatOfWhatWasTakenBackGetsTheFirstAnswerAndSaysNothingAgain) {
    static constexpr Sql kKept{"test.kept", "SELECT hash FROM receipt WHERE method LIKE '%Write'"};
    const auto said = test::await(database_.store().write(test::request(1), append_job("feed", "words")));
    database_.write([position = said.value().seq()](Transaction& tx) -> Result<int> {
        tx.append(entry("feed", "gone", {position}));
        return 0;
    });

    const auto again = test::await(database_.store().write(test::request(1), append_job("feed", "words")));

    ASSERT_TRUE(again) << again.error().reason;
    EXPECT_EQ(again->SerializeAsString(), said->SerializeAsString());
    const auto kept = database_.store().read_now([](Reader& reader) { return reader.rows<std::string>(kKept); });
    EXPECT_THAT(kept, testing::ElementsAre(""));
    EXPECT_THAT(words(), testing::ElementsAre("", "gone"));
}

TEST_P(ReceiptsTest, ASecretThatWasTakenBackIsNotToldTwiceEither) {
    auto key = test::request(1);
    key.secret = true;
    const auto said = test::await(database_.store().write(key, append_job("feed", "words")));
    database_.write([position = said.value().seq()](Transaction& tx) -> Result<std::uint64_t> {
        return tx.append(entry("feed", "gone", {position}));
    });

    const auto again = test::await(database_.store().write(key, append_job("feed", "words")));

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "SECRET_SHOWN_ONCE");
}

TEST_P(ReceiptsTest, OnlyTheReceiptThatSpansWhatIsTakenBackIsEmptied) {
    static constexpr Sql kKept{"test.kept", "SELECT request_id FROM receipt WHERE hash <> '' ORDER BY request_id"};
    const auto twice = [](Transaction& tx) -> Result<Answer> {
        tx.append(entry("feed", "first"));
        tx.append(entry("feed", "second"));
        return Answer{};
    };
    for (std::uint64_t n = 1; n <= 3; ++n)
        static_cast<void>(test::await(database_.store().write(test::request(n), twice)));
    database_.write([](Transaction& tx) -> Result<std::uint64_t> {
        return tx.append(entry("feed", "without receipt"));
    });
    static_cast<void>(test::await(database_.store().write(test::request(4), twice)));

    database_.write([](Transaction& tx) -> Result<std::uint64_t> {
        return tx.append(entry("feed", "gone", {3, 7}));  // the first of the second request, and what has none
    });

    const auto kept = database_.store().read_now([](Reader& reader) { return reader.rows<std::string>(kKept); });
    EXPECT_THAT(
        kept,
        testing::ElementsAre(test::request(1).request_id, test::request(3).request_id, test::request(4).request_id)
    );
}

TEST(Receipts, TakingBackReadsNoYoungerReceipts) {
    static constexpr Sql kYounger{
        "test.younger",
        "INSERT INTO receipt (caller, method, request_id, hash, kind, answer, first_position, last_position, at)"
        " SELECT 'person:other', 'Write', CAST(n AS TEXT), 'hash', 0, '{}', 1000 + n, 1000 + n, 0"
        " FROM generate_series(1, 5000) AS n",
    };
    static constexpr Sql kRowsRead{
        "test.rows_read",
        "SELECT COALESCE(seq_tup_read, 0) + COALESCE(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
        " WHERE relname = 'receipt'",
    };
    test::Database database(test::Backend::kPostgresql);  // it counts the rows that a statement reads
    const auto said = test::await(database.store().write(test::request(1), append_job("feed", "words")));
    database.write([](Transaction& tx) -> Result<std::int64_t> { return tx.change(kYounger); });

    const auto read = database.write([position = said.value().seq()](Transaction& tx) -> Result<std::int64_t> {
        const auto before = tx.row<std::int64_t>(kRowsRead);
        tx.append(entry("feed", "gone", {position}));
        return tx.row<std::int64_t>(kRowsRead).value() - before.value();
    });

    EXPECT_GE(read, 1);
    EXPECT_LE(read, 4);
}

}  // namespace
}  // namespace koebel::store
