#include "live/block_cache.hpp"

#include <gtest/gtest.h>

namespace koebel::live {
namespace {

class BlockCacheTest : public testing::Test {
protected:
    static std::shared_ptr<Block> block(std::uint64_t first, std::uint64_t last, std::size_t bytes = 100) {
        auto made = std::make_shared<Block>();
        made->first_seq = first;
        made->last_seq = last;
        made->frame = std::make_shared<std::string>(bytes, 'x');
        return made;
    }

    BlockCache::Found find(const BlockCache::Key& key, std::uint64_t through) {
        here_.reset();
        return cache_.find(key, through, here_, [this](const BlockPtr& came) { arrived_.push_back(came); });
    }

    Counters counters_;
    BlockCache cache_{250, counters_};
    BlockPtr here_;
    std::vector<BlockPtr> arrived_;
    const BlockCache::Key key_{.topic = "feed", .number = 0};
};

TEST_F(BlockCacheTest, OneReadServesEveryoneWhoAsksMeanwhile) {
    EXPECT_EQ(find(key_, 64), BlockCache::Found::kToBeRead);
    EXPECT_EQ(find(key_, 64), BlockCache::Found::kOnItsWay);
    EXPECT_EQ(find(key_, 10), BlockCache::Found::kOnItsWay);

    EXPECT_TRUE(cache_.fill(key_, block(1, 64)));

    ASSERT_EQ(arrived_.size(), 3U);
    EXPECT_EQ(arrived_[0], arrived_[2]);
    EXPECT_EQ(find(key_, 64), BlockCache::Found::kHere);
    EXPECT_EQ(here_, arrived_[0]);
}

TEST_F(BlockCacheTest, ABlockThatIsNotFullIsReadAgainForWhoNeedsMore) {
    (void)find(key_, 10);
    EXPECT_TRUE(cache_.fill(key_, block(1, 10)));

    EXPECT_EQ(find(key_, 10), BlockCache::Found::kHere);
    EXPECT_EQ(find(key_, 11), BlockCache::Found::kToBeRead);
}

TEST_F(BlockCacheTest, AReadThatWasOvertakenByARedactionIsDoneAgain) {
    (void)find(key_, 64);

    cache_.redact("feed", 30);

    EXPECT_FALSE(cache_.fill(key_, block(1, 64)));
    EXPECT_TRUE(arrived_.empty()) << "the words were not handed out";
    EXPECT_TRUE(cache_.fill(key_, block(1, 64)));
    EXPECT_EQ(arrived_.size(), 1U);
}

TEST_F(BlockCacheTest, ARedactionReachesABlockThatWaitsAtASlowSocketAlsoWhenTheCacheHasLetItGo) {
    (void)find(key_, 64);
    EXPECT_TRUE(cache_.fill(key_, block(1, 64)));
    const auto held = arrived_.front();
    for (std::uint64_t number = 1; number <= 3; ++number) {
        (void)find({.topic = "feed", .number = number}, 64 * number + 64);
        EXPECT_TRUE(cache_.fill({.topic = "feed", .number = number}, block(64 * number + 1, 64 * number + 64)));
    }
    ASSERT_EQ(find(key_, 64), BlockCache::Found::kToBeRead) << "its place was given to others";

    cache_.redact("feed", 64);

    EXPECT_TRUE(held->stale);
    EXPECT_FALSE(arrived_.back()->stale);
}

TEST_F(BlockCacheTest, AFailedReadTellsWhoWaitsAndKeepsNothing) {
    (void)find(key_, 64);

    EXPECT_TRUE(cache_.fill(key_, nullptr));

    ASSERT_EQ(arrived_.size(), 1U);
    EXPECT_EQ(arrived_.front(), nullptr);
    EXPECT_EQ(find(key_, 64), BlockCache::Found::kToBeRead);
}

TEST_F(BlockCacheTest, StaysWithinItsBudgetTheLeastRecentlyReadGoesFirst) {
    const BlockCache::Key second{.topic = "feed", .number = 1};
    const BlockCache::Key third{.topic = "feed", .number = 2};
    for (const auto& key : {key_, second}) {
        (void)find(key, 1);
        EXPECT_TRUE(cache_.fill(key, block(64 * key.number + 1, 64 * key.number + 64)));
    }
    EXPECT_EQ(find(key_, 1), BlockCache::Found::kHere);

    (void)find(third, 1);
    EXPECT_TRUE(cache_.fill(third, block(129, 192)));

    EXPECT_EQ(counters_.of(Counters::kBlockBytes), 200);
    EXPECT_EQ(find(key_, 1), BlockCache::Found::kHere);
    EXPECT_EQ(find(second, 65), BlockCache::Found::kToBeRead);
}

}  // namespace
}  // namespace koebel::live
