#include "live/fixture.hpp"

#include "live/states.hpp"

namespace koebel::live {
namespace {

constexpr auto kBoard = "board:received:month";

v1::State board(std::uint32_t size) {
    v1::State state;
    state.mutable_board()->set_size(size);
    return state;
}

std::vector<std::uint32_t> sizes_in(const std::vector<v1::ServerFrame>& frames) {
    std::vector<std::uint32_t> sizes;
    for (const auto& frame : frames) {
        if (frame.has_state() && frame.state().topic() == kBoard) sizes.push_back(frame.state().board().size());
    }
    return sizes;
}

auto shows(std::uint32_t size) {
    return [size](const auto& frames) {
        const auto sizes = sizes_in(frames);
        return !sizes.empty() && sizes.back() == size;
    };
}

TEST(StatesTest, AnOlderOneThatComesLateIsDropped) {
    States states;
    const auto frame = encode(v1::ServerFrame{});
    states.keep(kBoard, {.frame = frame, .version = 7});
    states.keep(kBoard, {.frame = frame, .version = 6});

    EXPECT_EQ(states.find(kBoard)->version, 7U);
    states.forget(kBoard);
    EXPECT_FALSE(states.find(kBoard));
}

class PushedStateTest : public LiveTest {
protected:
    std::unique_ptr<Follower> follows(std::size_t io_thread) {
        auto one = follower(io_thread);
        one->subscribe(kBoard, epoch(), 0);
        one->await_status(kBoard, v1::Subscribed::STATUS_LIVE);
        return one;
    }
};

TEST_P(PushedStateTest, ItReachesEveryIoThreadAndWhoComesLater) {
    start();
    const auto first = follows(0);
    const auto second = follows(1);

    hub_->set_state(kBoard, board(3));

    first->await(shows(3));
    second->await(shows(3));
    follows(0)->await(shows(3));
    follows(1)->await(shows(3));
}

TEST_P(PushedStateTest, VersionsGrowWithinAConnectionAndTheLatestWins) {
    start();
    const auto one = follows(0);
    one->stall();
    for (std::uint32_t size = 1; size <= 20; ++size) hub_->set_state(kBoard, board(size));
    follows(0)->await(shows(20));
    one->resume();

    EXPECT_EQ(sizes_in(one->await(shows(20))), std::vector<std::uint32_t>{20});
    hub_->set_state(kBoard, board(21));
    std::uint64_t version = 0;
    for (const auto& frame : one->await(shows(21))) {
        if (!frame.has_state()) continue;
        EXPECT_GT(frame.state().version(), version);
        version = frame.state().version();
    }
}

TEST_P(PushedStateTest, WhoBeginsToFollowIsTold) {
    std::mutex mutex;
    std::set<std::string> told;
    hub_ = std::make_unique<Hub>(database_.store(), threads_, quick());
    hub_->on_topic([&](const std::string& topic) {
        const std::lock_guard lock(mutex);
        told.insert(topic);
    });
    hub_->start();
    EXPECT_FALSE(hub_->is_followed(kBoard));

    const auto one = follows(0);
    one->subscribe("feed", epoch(), 0);
    one->subscribe("wall:board:given:week", epoch(), 0);
    one->await_status("wall:board:given:week", v1::Subscribed::STATUS_LIVE);

    EXPECT_TRUE(hub_->is_followed(kBoard));
    const std::lock_guard lock(mutex);
    EXPECT_EQ(told, (std::set<std::string>{kBoard, "wall:board:given:week"})) << "the feed has events, and no State";
}

TEST_P(PushedStateTest, NobodyWhoLooksAtItIsCounted) {
    start();
    std::vector<std::unique_ptr<Follower>> people;
    for (int i = 0; i < 6; ++i) {
        people.push_back(follower(0, "person:" + std::to_string(i)));
        people.back()->subscribe(kBoard, epoch(), 0);
        people.back()->subscribe("feed", epoch(), 0);
        people.back()->await_status("feed", v1::Subscribed::STATUS_LIVE);
        people.back()->watch(kBoard, true);
        people.back()->watch("feed", true);
    }

    const auto frames = people.front()->await([](const auto& all) {
        return std::ranges::any_of(all, [](const auto& frame) { return frame.state().watchers().count() == 6; });
    });

    for (const auto& frame : frames) EXPECT_NE(frame.state().topic(), kBoard);
}

TEST_P(PushedStateTest, ARewoundHistoryForgetsIt) {
    start();
    const auto one = follows(0);
    hub_->set_state(kBoard, board(3));
    one->await(shows(3));
    publish("feed", "thanks");

    lose_history();
    one->await_status(kBoard, v1::Subscribed::STATUS_RESET);
    const auto later = follows(0);
    hub_->set_state(kBoard, board(1));

    EXPECT_EQ(sizes_in(later->await(shows(1))), std::vector<std::uint32_t>{1});
}

INSTANTIATE_TEST_SUITE_P(Databases, PushedStateTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::live
