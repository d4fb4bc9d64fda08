#include "e2e/checker.hpp"

#include <gtest/gtest.h>

namespace koebel::e2e {
namespace {

store::LogEntry entry(std::uint64_t seq) {
    return {.position = seq, .id = "id-" + std::to_string(seq), .topic = "feed", .seq = seq, .type = "bell_rang"};
}

v1::Event event(std::uint64_t seq) {
    v1::Event made;
    made.set_topic("feed");
    made.set_seq(seq);
    made.set_id("id-" + std::to_string(seq));
    made.set_type("bell_rang");
    return made;
}

class CheckerTest : public testing::Test {
protected:
    const LogByTopic log_ = by_topic({entry(1), entry(2), entry(3), entry(4)});
    std::map<std::string, Followed> followed_{
        {"feed", {.from = 1, .last = 4, .applied = {seen(event(2)), seen(event(3)), seen(event(4))}}}
    };
};

TEST_F(CheckerTest, FindsNothingWrongWithAnExactList) {
    EXPECT_TRUE(differences(log_, followed_).empty());
}

TEST_F(CheckerTest, FindsALostEvent) {
    followed_["feed"].applied.erase(followed_["feed"].applied.begin() + 1);
    EXPECT_FALSE(differences(log_, followed_).empty());
}

TEST_F(CheckerTest, FindsARepeatedEvent) {
    followed_["feed"].applied.push_back(seen(event(4)));
    EXPECT_FALSE(differences(log_, followed_).empty());
}

TEST_F(CheckerTest, FindsAnotherHistory) {
    auto other = event(4);
    other.set_id("id-of-another");
    followed_["feed"].applied[2] = seen(other);
    EXPECT_FALSE(differences(log_, followed_).empty());
}

TEST_F(CheckerTest, FindsAnotherType) {
    auto other = event(3);
    other.set_type("recognition_given");
    followed_["feed"].applied[1] = seen(other);
    EXPECT_FALSE(differences(log_, followed_).empty());
}

TEST_F(CheckerTest, FindsOtherContents) {
    auto written = entry(1);
    written.payload = R"({"bellRang":{"recipients":2}})";
    auto came = event(1);
    came.mutable_body()->mutable_bell_rang()->set_recipients(3);

    EXPECT_FALSE(differences(by_topic({written}), {{"feed", {.from = 0, .last = 1, .applied = {seen(came)}}}}).empty());
    came.mutable_body()->mutable_bell_rang()->set_recipients(2);
    EXPECT_TRUE(differences(by_topic({written}), {{"feed", {.from = 0, .last = 1, .applied = {seen(came)}}}}).empty());
}

}  // namespace
}  // namespace koebel::e2e
