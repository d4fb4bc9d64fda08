#include "store/dialect.hpp"

#include <gtest/gtest.h>

namespace koebel::store {
namespace {

TEST(Dialect, ArgumentsAreNumberedNotCountedOnSqlite) {
    const Sql sql{"test", "SELECT $2, $1, $12"};

    EXPECT_EQ(to_dialect(sql, Dialect::kSqlite), "SELECT ?2, ?1, ?12");
    EXPECT_EQ(to_dialect(sql, Dialect::kPostgresql), "SELECT $2, $1, $12");
}

TEST(Dialect, AListIsAJsonArrayOnBoth) {
    const Sql sql{"test", "SELECT 1 FROM t WHERE id IN @list($1) AND name NOT IN @list($2)"};

    EXPECT_EQ(
        to_dialect(sql, Dialect::kSqlite),
        "SELECT 1 FROM t WHERE id IN (SELECT value FROM json_each(?1))"
        " AND name NOT IN (SELECT value FROM json_each(?2))"
    );
    EXPECT_EQ(
        to_dialect(sql, Dialect::kPostgresql),
        "SELECT 1 FROM t WHERE id = ANY(ARRAY(SELECT jsonb_array_elements_text(CAST($1 AS jsonb))))"
        " AND name <> ALL(ARRAY(SELECT jsonb_array_elements_text(CAST($2 AS jsonb))))"
    );
}

TEST(Dialect, QuotedTextIsLeftAlone) {
    const Sql sql{"test", "SELECT '$1 isn''t IN @list($1)', \"$2\", $3"};

    EXPECT_EQ(to_dialect(sql, Dialect::kSqlite), "SELECT '$1 isn''t IN @list($1)', \"$2\", ?3");
}

TEST(Dialect, APostgresqlTextReplacesTheOther) {
    const Sql sql{"test", "SELECT 'a'", "SELECT 'b'"};

    EXPECT_EQ(to_dialect(sql, Dialect::kSqlite), "SELECT 'a'");
    EXPECT_EQ(to_dialect(sql, Dialect::kPostgresql), "SELECT 'b'");
}

TEST(Dialect, AMalformedListIsRefused) {
    for (const auto* text : {"id IN @list($)", "id IN @list($1", "id = @list($1)"}) {
        const Sql sql{"test", text};
        EXPECT_THROW(static_cast<void>(to_dialect(sql, Dialect::kSqlite)), std::invalid_argument) << text;
    }
}

TEST(Dialect, AListOfTextsIsValidJsonWhateverTheyHold) {
    EXPECT_EQ(detail::to_list({}), "[]");
    EXPECT_EQ(detail::to_list({"a\"b", "c\\d", "e\nf", "é"}), R"(["a\"b","c\\d","e\u000af","é"])");
}

}  // namespace
}  // namespace koebel::store
