#include "real_input.hpp"
#include "recognition/shorthand.hpp"

#include <gtest/gtest.h>

namespace koebel::recognition {
namespace {

template <class Tag>
std::vector<std::string> texts(const std::vector<Id<Tag>>& ids) {
    std::vector<std::string> all;
    for (const auto& id : ids) all.push_back(id.text());
    return all;
}

/// The whole organisation at once, ids being keys.
Directory directory_of(const RealInput& input) {
    Directory directory;
    for (const auto& one : input.people) {
        directory.people.push_back({PersonId{one.key}, one.key, one.name, one.given_name});
    }
    for (const auto& one : input.teams) directory.teams.push_back({TeamId{one.key}, one.key, one.name});
    for (const auto& one : input.values) {
        directory.values.push_back({ValueId{one.key}, one.key, one.name, one.name_en});
    }
    return directory;
}

TEST(RealInputParserTest, EveryLineThatCanBeGivenMeansWhatItSays) {
    const auto input = read_real_input();
    const auto directory = directory_of(input);
    ASSERT_EQ(input.lines.size(), 300U);

    for (const auto& line : input.lines) {
        if (!line.refusal.empty()) continue;
        const auto read = read_shorthand(line.text, directory);
        EXPECT_TRUE(written_names(line.text)) << line.text;
        EXPECT_TRUE(read.unresolved.empty()) << line.text;
        EXPECT_EQ(texts(read.people), line.people) << line.text;
        EXPECT_EQ(texts(read.teams), line.teams) << line.text;
        EXPECT_EQ(texts(read.values), line.values) << line.text;
        EXPECT_EQ(read.credits_each, line.credits) << line.text;
        EXPECT_EQ(read.message, line.message) << line.text;
    }
}

}  // namespace
}  // namespace koebel::recognition
