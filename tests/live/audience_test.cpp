#include "live/audience.hpp"
#include "live/topic.hpp"

#include <gmock/gmock.h>

#include <set>

namespace koebel::live {
namespace {

Frame frame(const std::string& bytes) {
    return std::make_shared<const std::string>(bytes);
}

/// Six subscriptions with the descriptors 10 to 15, and a topic of which seven events were sent.
class AudienceTest : public testing::Test {
protected:
    AudienceTest() {
        for (std::size_t i = 0; i < subscriptions_.size(); ++i) {
            audience_.add(subscriptions_[i]);
            audience_.set_descriptor(subscriptions_[i], 10 + static_cast<int>(i));
        }
        audience_.set_sent(7);
    }

    std::array<Subscription, 6> subscriptions_;
    Audience audience_;
};

TEST_F(AudienceTest, WhoWasReachedStandsAtTheEndOfTheBroadcastAndTheOthersBeforeIt) {
    audience_.begin({frame("a"), frame("b")});
    audience_.set_next(2);

    EXPECT_EQ(audience_.sent(subscriptions_[0]), 9U);
    EXPECT_EQ(audience_.sent(subscriptions_[1]), 9U);
    EXPECT_EQ(audience_.sent(subscriptions_[2]), 7U);

    audience_.set_next(6);
    audience_.end();

    for (const auto& one : subscriptions_) EXPECT_EQ(audience_.sent(one), 9U);
    EXPECT_FALSE(audience_.is_broadcasting());
}

TEST_F(AudienceTest, WhoeverLeavesAmidABroadcastTheOthersAreReachedOnce) {
    for (std::size_t next = 0; next <= subscriptions_.size(); ++next) {
        for (std::size_t leaver = 0; leaver < subscriptions_.size(); ++leaver) {
            std::array<Subscription, 6> subscriptions;
            Audience audience;
            for (std::size_t i = 0; i < subscriptions.size(); ++i) {
                audience.add(subscriptions[i]);
                audience.set_descriptor(subscriptions[i], static_cast<int>(i));
            }
            audience.begin({frame("a")});
            std::multiset<int> reached(
                audience.descriptors().begin(), audience.descriptors().begin() + static_cast<std::ptrdiff_t>(next)
            );
            audience.set_next(next);

            audience.remove(subscriptions[leaver]);
            for (auto i = audience.next(); i < audience.size(); ++i) reached.insert(audience.descriptors()[i]);
            reached.erase(static_cast<int>(leaver));

            EXPECT_EQ(reached.size(), subscriptions.size() - 1) << "at " << next << " leaves " << leaver;
            EXPECT_EQ(std::set<int>(reached.begin(), reached.end()).size(), reached.size());
            for (std::size_t i = 0; i < subscriptions.size(); ++i) {
                if (i == leaver) continue;
                EXPECT_EQ(audience.sent(subscriptions[i]), i < next ? 1U : 0U)
                    << i << " of " << next << " leaves " << leaver;
            }
        }
    }
}

TEST_F(AudienceTest, WhoeverComesAmidABroadcastStandsBeforeIt) {
    audience_.begin({frame("a")});
    audience_.set_next(6);
    Subscription late;

    audience_.add(late);

    EXPECT_EQ(audience_.sent(late), 7U);
    EXPECT_FALSE(audience_.has_descriptor(late));
}

TEST_F(AudienceTest, FramesGoOutAsOnePieceAndARedactedOneIsSwappedForWhoeverWasNotReached) {
    audience_.begin({frame("one "), frame("two "), frame("three")});
    EXPECT_EQ(*audience_.bytes(), "one two three");

    audience_.replace(9, frame("- "));
    EXPECT_EQ(*audience_.bytes(), "one - three");

    audience_.replace(7, frame("sent long ago"));
    audience_.replace(11, frame("not yet"));
    EXPECT_EQ(*audience_.bytes(), "one - three");
}

}  // namespace
}  // namespace koebel::live
