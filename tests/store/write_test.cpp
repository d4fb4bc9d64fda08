#include "store/events.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

namespace koebel::store {
namespace {

using Answer = v1::TopicHead;  // a message of scalars

class WriteTest : public testing::TestWithParam<test::Backend> {
protected:
    auto give(const RequestKey& key, const std::string& word) {
        auto job = [word](Transaction& tx) -> Result<Answer> {
            Answer answer;
            answer.set_topic(tx.new_id());
            answer.set_seq(tx.append(entry("feed", word)));
            return answer;
        };
        return test::await(database_.store().write(key, std::move(job)));
    }

    test::Database database_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Databases, WriteTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(WriteTest, ARepeatGetsTheFirstAnswerAndWritesOnce) {
    const auto first = give(test::request(1), "a");
    const auto again = give(test::request(1), "a");

    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->topic(), again->topic());
    EXPECT_EQ(first->seq(), again->seq());
    EXPECT_EQ(database_.log().size(), 1U);
}

TEST_P(WriteTest, TheSameRequestIdOfAnotherCallerIsAnotherRequest) {
    ASSERT_TRUE(give(test::request(1, "person:ada"), "a"));
    ASSERT_TRUE(give(test::request(1, "person:grace"), "a"));

    EXPECT_EQ(database_.log().size(), 2U);
}

TEST_P(WriteTest, ARequestIdWithOtherContentsIsRefused) {
    auto other = test::request(1);
    other.hash = "another";
    ASSERT_TRUE(give(test::request(1), "a"));

    const auto again = give(other, "b");

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::kInvalidArgument);
    EXPECT_EQ(again.error().reason, "REQUEST_ID_REUSED");
}

TEST_P(WriteTest, ARequestIdThatIsNoUuidIsRefused) {
    auto key = test::request(1);
    key.request_id = "1";

    const auto answer = give(key, "a");

    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().reason, "REQUEST_ID_REQUIRED");
    EXPECT_EQ(database_.log().size(), 0U);
}

TEST_P(WriteTest, AJobThatThrowsLeavesNothingAndOnlyItsCallerHears) {
    const auto thrower = [](Transaction& tx) -> Result<int> {
        tx.append(entry("feed", "never"));
        throw std::runtime_error("mine");
    };

    EXPECT_THROW(static_cast<void>(database_.store().write_now("test.throw", thrower)), std::runtime_error);
    EXPECT_TRUE(give(test::request(1), "a"));
    EXPECT_EQ(database_.log().size(), 1U);
}

}  // namespace
}  // namespace koebel::store
