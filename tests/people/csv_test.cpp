#include "people/csv.hpp"

#include <gmock/gmock.h>

namespace koebel::people {
namespace {

using testing::ElementsAre;

std::vector<std::vector<std::string>> fields(std::string_view text) {
    const auto records = read_csv(text);
    std::vector<std::vector<std::string>> all;
    for (const auto& record : records.value()) all.push_back(record.fields);
    return all;
}

TEST(Csv, ReadsQuotedCommasDoubledQuotesAndLineBreaks) {
    EXPECT_THAT(fields("a,\"b, \"\"c\"\"\nd\",e\r\n"), ElementsAre(ElementsAre("a", "b, \"c\"\nd", "e")));
}

TEST(Csv, TakesEveryLineEndAndAMissingLastOne) {
    EXPECT_THAT(fields("a\r\nb\nc"), ElementsAre(ElementsAre("a"), ElementsAre("b"), ElementsAre("c")));
}

TEST(Csv, SkipsTheByteOrderMarkAndEmptyLines) {
    EXPECT_THAT(
        fields("\xEF\xBB\xBF"
               "a,b\n\n\r\nc,\n"),
        ElementsAre(ElementsAre("a", "b"), ElementsAre("c", ""))
    );
}

TEST(Csv, CountsLinesThroughQuotedLineBreaks) {
    const auto records = read_csv("a\n\"b\nb\nb\"\nc\n");

    ASSERT_TRUE(records);
    EXPECT_EQ(records->at(1).line, 2U);
    EXPECT_EQ(records->at(2).line, 5U);
}

TEST(Csv, NamesTheLineWhereAQuoteStaysOpen) {
    const auto records = read_csv("a\nb,\"c\nd\ne");

    ASSERT_FALSE(records);
    EXPECT_EQ(records.error().line, 2U);
    EXPECT_EQ(records.error().reason, "QUOTE_OPEN");
}

TEST(Csv, RefusesAQuoteInsideAPlainFieldAndTextAfterAQuotedOne) {
    EXPECT_EQ(read_csv("a\nb\"c\n").error().reason, "QUOTE_MISPLACED");
    EXPECT_EQ(read_csv("a\n\"b\"c\n").error().reason, "QUOTE_MISPLACED");
}

TEST(Csv, HoldsItsLimits) {
    const CsvLimits limits{.bytes = 12, .records = 2, .fields = 3};

    EXPECT_EQ(read_csv("1234567890123", limits).error().reason, "TOO_LARGE");
    EXPECT_EQ(read_csv("a,b,c,d", limits).error().reason, "TOO_MANY_FIELDS");
    EXPECT_EQ(read_csv("a\nb\nc\n", limits).error().reason, "TOO_MANY_LINES");
    EXPECT_TRUE(read_csv("a,b,c\nd\n", limits));
}

}  // namespace
}  // namespace koebel::people
