#include "live/fixture.hpp"

#include "live/watchers.hpp"

namespace koebel::live {
namespace {

using WatchersTest = LiveTest;

std::vector<std::uint32_t> counts_in(const std::vector<v1::ServerFrame>& frames) {
    std::vector<std::uint32_t> counts;
    for (const auto& frame : frames) {
        if (frame.has_state()) counts.push_back(frame.state().watchers().count());
    }
    return counts;
}

TEST(WatcherCountTest, CountsPeopleNotPagesAndNeverASmallGroup) {
    Watchers watchers;
    for (int page = 0; page < 7; ++page) watchers.enter("feed", "person:a");
    for (const auto* person : {"person:b", "person:c", "person:d"}) watchers.enter("feed", person);
    EXPECT_TRUE(watchers.counts().empty()) << "four people";

    watchers.enter("feed", "person:e");
    EXPECT_EQ(watchers.counts().at("feed"), 5U);

    watchers.leave("feed", "person:a");
    EXPECT_EQ(watchers.counts().at("feed"), 5U) << "she has other pages";
    watchers.leave("feed", "person:b");
    EXPECT_TRUE(watchers.counts().empty());
}

TEST_P(WatchersTest, TheNumberIsPushedWhenItChangesAndGoesWhenTheGroupIsSmall) {
    start();
    std::vector<std::unique_ptr<Follower>> people;
    for (std::size_t i = 0; i < 5; ++i) {
        people.push_back(follower(i % 2, "person:" + std::to_string(i)));
        people.back()->subscribe("feed", epoch(), 0);
        people.back()->await_status("feed", v1::Subscribed::STATUS_LIVE);
        people.back()->watch("feed", true);
    }

    const auto has = [](std::uint32_t count) {
        return [count](const auto& frames) {
            const auto counts = counts_in(frames);
            return !counts.empty() && counts.back() == count;
        };
    };
    people[0]->await(has(5));
    people[3]->await(has(5));
    people[1].reset();  // gone, and so is the group
    const auto frames = people[0]->await(has(0));

    EXPECT_EQ(counts_in(frames), (std::vector<std::uint32_t>{5, 0}));
    std::uint64_t version = 0;
    for (const auto& frame : frames) {
        if (!frame.has_state()) continue;
        EXPECT_GT(frame.state().version(), version);
        version = frame.state().version();
    }
}

TEST_P(WatchersTest, ASlowFollowerGetsOnlyTheLatestNumber) {
    start();
    std::vector<std::unique_ptr<Follower>> people;
    for (std::size_t i = 0; i < 6; ++i) {
        people.push_back(follower(0, "person:" + std::to_string(i)));
        people.back()->subscribe("feed", epoch(), 0);
        people.back()->await_status("feed", v1::Subscribed::STATUS_LIVE);
    }
    people[0]->stall();
    const auto seen_by_another = [&](std::uint32_t count) {
        people[1]->await([count](const auto& frames) {
            const auto counts = counts_in(frames);
            return !counts.empty() && counts.back() == count;
        });
    };

    for (std::size_t i = 1; i < 6; ++i) people[i]->watch("feed", true);
    seen_by_another(5);
    people[0]->watch("feed", true);
    seen_by_another(6);
    people[0]->resume();

    const auto frames = people[0]->await([](const auto& all) { return !counts_in(all).empty(); });
    EXPECT_EQ(counts_in(frames), (std::vector<std::uint32_t>{6}));
}

INSTANTIATE_TEST_SUITE_P(Databases, WatchersTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::live
